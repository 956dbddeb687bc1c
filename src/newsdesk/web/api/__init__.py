"""What programmes read: the same data as the pages show, as JSON."""
