"""A real MediaWiki, an OAuth gateway in front of it and practice channels, for one machine."""
