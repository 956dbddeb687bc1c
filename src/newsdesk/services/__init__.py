"""What the tool does: joins channels, wiki, sync and store."""
