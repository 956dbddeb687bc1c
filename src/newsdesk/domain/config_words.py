"""What was changed of the configuration, in the words of the form in place of the page's keys."""

from __future__ import annotations

from newsdesk.domain.channel import Expects
from newsdesk.domain.config_change import Part
from newsdesk.domain.message import Message, Param, msg

_LABELS = {
    "channels": ("account", "page", "url", "name", "expects", "since", "posters", "ask"),
    "follow": ("name", "about", "accounts"),
    "sources": ("url", "page", "terms", "tags", "holds"),
    "feedback": ("about", "page", "url"),
    "news": ("page", "basis", "within", "keep", "archive"),
    "pages": ("ideas", "suggestions", "decisions"),
}
"""The keys that have a field in the form of a part."""
_FORMS = {"channels": "channel", "sources": "source"}
_PART = "newsdesk-change-part-"


def in_words(message: Message) -> Message:
    """Name a key by the label of its field, and a list by its heading."""
    if not message.params or not message.key.startswith("newsdesk-change-"):
        return message
    first, *rest = message.params
    if message.key == "newsdesk-change-order" and first in set(Part):
        return msg(message.key, msg(f"newsdesk-form-{first}"))
    label = _label(first, rest[0] if message.key.endswith("-of") else None)
    if label is None:
        return message
    return msg(message.key, label, *(_value(one) if first == "expects" else one for one in rest))


def _value(param: Param | Message) -> Param | Message:
    """Name what is expected of a channel as the form's choices do."""
    return msg(f"newsdesk-expects-{param}") if param in set(Expects) else param


def _label(key: object, of: object) -> Message | None:
    """Return the label of a key such as ``news.within``, or of one of an entry."""
    part, _, name = str(key).partition(".")
    if isinstance(of, Message):
        part, name = of.key.removeprefix(_PART), part
    elif part in _LABELS["pages"]:
        part, name = "pages", part
    if name not in _LABELS.get(part, ()):
        return None
    return msg(f"newsdesk-form-{_FORMS.get(part, part)}-{name}")
