"""Pure decisions: which post is which news item, and what that means on each channel."""
