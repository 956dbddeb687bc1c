"""Tables and queries: what can be fetched again, and drafts, sessions and submissions."""
