"""Reading out of a text what it names; ``named`` is the door, one noun a module."""

from newsdesk.sync.naming.naming import LONGEST, named, named_in

__all__ = ["LONGEST", "named", "named_in"]
