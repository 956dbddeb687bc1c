"""The configured wiki: reading, login, the configuration page, the news page, edits."""
