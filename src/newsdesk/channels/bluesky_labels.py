"""What labels at Bluesky say of posts and people.

See https://docs.bsky.app/docs/advanced-guides/moderation and
https://github.com/bluesky-social/atproto/blob/main/lexicons/com/atproto/label/defs.json.
"""

from __future__ import annotations

from newsdesk.channels.shape import at, items_at, text_at

_WARNINGS = {
    "!hide": "Hidden by moderators",
    "!warn": "Content warning",
    "porn": "Adult content",
    "sexual": "Sexually suggestive",
    "nudity": "Nudity",
    "graphic-media": "Graphic media",
    "gore": "Graphic media",
    "nsfl": "Graphic media",
    "self-harm": "Self-harm",
    "sensitive": "Sensitive topic",
}
"""What labels warn of, in words. Labels of other names, such as ``bot``, warn of nothing."""


def warning_of(view: object, record: object) -> str:
    """Return what the labels of the network and of the author warn of."""
    labels = [label for label in items_at(view, "labels") if at(label, "neg") is not True]
    labels += items_at(record, "labels", "values")
    words = (_WARNINGS.get(text_at(label, "val")) for label in labels)
    return ", ".join(dict.fromkeys(filter(None, words)))


def is_for_everybody(view: object) -> bool:
    """Tell whether a view's author lets people see it who are not logged in at Bluesky."""
    labels = items_at(view, "author", "labels")
    return all(text_at(label, "val") != "!no-unauthenticated" for label in labels)
