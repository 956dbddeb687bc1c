"""Newsdesk keeps a wiki community's news page and its social media channels in step."""

__version__ = "0.1.0"
