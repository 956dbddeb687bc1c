"""A believable history of a practice community, told once: on its wiki and on its channels."""

from sandbox.story.history import history
from sandbox.story.pages import Page, pages
from sandbox.story.telling import Form, Story, Telling, Visibility

__all__ = ["Form", "Page", "Story", "Telling", "Visibility", "history", "pages"]
