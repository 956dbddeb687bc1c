"""Puts messages into words: the files of ``i18n/``, in the format of translatewiki.net.

See https://translatewiki.net/wiki/File_format_support#JSON
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal
from markupsafe import Markup, escape

from newsdesk.domain.message import Brief, Message, Param
from newsdesk.infra.files import MESSAGES
from newsdesk.infra.languages import (
    QQX,
    chain,
    holds_right_to_left,
    language_name,
    locale,
    plural_categories,
)
from newsdesk.infra.message_syntax import Nodes, Parameter, Switch, parse

Catalogue = Mapping[str, Mapping[str, str]]
Texts = Mapping[str, str]
_Say = Callable[[Message], str]
_Isolate = Callable[[str], str]


def load(folder: Path = MESSAGES) -> Catalogue:
    """Read every message file: language -> key -> text."""
    return {
        path.stem: {
            key: text
            for key, text in json.loads(path.read_text(encoding="utf-8")).items()
            if not key.startswith("@")
        }
        for path in sorted(folder.glob("*.json"))
        if path.stem != "qqq"
    }


def translator(catalogue: Catalogue, language: str) -> Translator:
    """Return who speaks a language, or the closest one that there are messages in."""
    if language == QQX:
        return Translator(QQX, ())
    known = tuple((code, catalogue[code]) for code in chain(language) if code in catalogue)
    return Translator(known[0][0], known)


@dataclass(frozen=True, slots=True)
class Translator:
    """Puts messages, dates, numbers and lists into words of one language.

    It remembers what it said, so it is made for one page and then let go.
    """

    lang: str
    known: tuple[tuple[str, Texts], ...]
    _said: dict[Message, Markup] = field(default_factory=dict, repr=False, compare=False)

    @property
    def dir(self) -> str:
        """The direction of the language's script, as HTML names it."""
        return locale(self.lang).text_direction

    @property
    def name(self) -> str:
        """The language's name in itself."""
        return language_name(self.lang)

    def text(self, message: Message) -> Markup:
        """Write a message as HTML: parameters are escaped unless they are ``Markup``."""
        # Statuses and dates come a thousand times a board. Texts are not looked up like this, as
        # markup equals the plain text that still has to be escaped.
        if not all(isinstance(param, Brief) for param in message.params):
            return self._html(message)
        said = self._said.get(message)
        if said is None:
            said = self._said[message] = self._html(message)
        return said

    def _html(self, message: Message) -> Markup:
        return Markup("").join(escape(p) for p in self._say(message, self.text, self._bdi))

    def plain(self, message: Message) -> str:
        """Write a message as plain text, for attributes, titles and options."""
        return "".join(self._say(message, self.plain, self._isolate))

    def number(self, value: int) -> str:
        """Write a number with the language's digits groups."""
        return format_decimal(value, locale=locale(self.lang))

    def day(self, value: date) -> str:
        """Write a date in full."""
        if self.lang == QQX:
            return value.isoformat()[:10]
        return format_date(value, "long", locale=locale(self.lang))

    def moment(self, value: datetime) -> str:
        """Write date and time, with the zone, which is UTC."""
        return self._with_clock(self.day(value.astimezone(UTC)), value)

    def brief(self, brief: Brief) -> str:
        """Write a date or moment as short as it can be on that day."""
        value = brief.value
        if not isinstance(value, datetime):
            return self._short_day(value, brief.today)
        moment = value.astimezone(UTC)
        if moment.date() == brief.today:
            return "".join(self._fill("newsdesk-time-clock", [self._clock(moment)]))
        return self._with_clock(self._short_day(moment.date(), brief.today), moment)

    def local(self, value: datetime, zone: ZoneInfo) -> Markup:
        """Write a moment as clocks of a zone show it, with the zone's name.

        The day is left out where it is the same as in UTC.
        """
        there = value.astimezone(zone)
        clock = self._clock(there)
        if there.date() != value.astimezone(UTC).date():
            clock = f"{self._short_day(there.date(), there.date())}, {clock}"
        return self.text(Message("newsdesk-time-local", (clock, zone.key.replace("_", " "))))

    def listing(self, items: Iterable[str]) -> Markup:
        """Join what is listed as the language does: "a, b and c"."""
        parts = [self._bdi(item) for item in items]
        if self.lang == QQX:
            return Markup(", ").join(parts)
        return Markup(format_list(parts, locale=locale(self.lang)))  # noqa: S704 - all escaped

    def _with_clock(self, day: str, moment: datetime) -> str:
        clock = self._clock(moment.astimezone(UTC))
        return "".join(self._fill("newsdesk-time-moment", [day, clock]))

    def _clock(self, moment: datetime) -> str:
        return format_skeleton("Hm", moment, tzinfo=moment.tzinfo, locale=locale(self.lang))

    def _short_day(self, value: date, today: date) -> str:
        if self.lang == QQX:
            return value.isoformat()
        skeleton = "MMMd" if value.year == today.year else "yMMMd"
        midnight = datetime(value.year, value.month, value.day, tzinfo=UTC)
        return format_skeleton(skeleton, midnight, locale=locale(self.lang))

    def _say(self, message: Message, say: _Say, isolate: _Isolate) -> Iterator[str]:
        shown = [self._show(param, say, isolate) for param in message.params]
        return self._fill(message.key, shown, message.params)

    def _fill(
        self, key: str, shown: list[str], params: tuple[Param | Message, ...] = ()
    ) -> Iterator[str]:
        if self.lang == QQX:
            listed = [part for one in shown for part in (", ", one)]
            return iter([f"({key}: ", *listed[1:], ")"] if shown else [f"({key})"])
        language, text = self._find(key)
        return _write(parse(text), params, shown, locale(language))

    def _find(self, key: str) -> tuple[str, str]:
        for language, texts in self.known:
            if key in texts:
                return language, texts[key]
        raise KeyError(f"no message {key}")

    def _show(self, param: Param | Message, say: _Say, isolate: _Isolate) -> str:
        match param:
            case Message():
                return say(param)
            case Brief():
                return self.brief(param)
            case datetime():
                return self.moment(param)
            case date():
                return self.day(param)
            case int():
                return self.number(param)
            case _:
                return isolate(param)

    def _bdi(self, text: str) -> Markup:
        """Keep the direction of somebody's text from turning ours around.

        See https://www.w3.org/International/articles/inline-bidi-markup/
        """
        if isinstance(text, Markup) or not self._could_turn(text):
            return escape(text)
        return Markup("<bdi>{}</bdi>").format(text)

    def _isolate(self, text: str) -> str:
        if isinstance(text, Markup) or not self._could_turn(text):
            return str(text)
        return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"

    def _could_turn(self, text: str) -> bool:
        return self.dir == "rtl" or holds_right_to_left(text)


def _write(
    nodes: Nodes, params: tuple[Param | Message, ...], shown: list[str], language: Locale
) -> Iterator[str]:
    for node in nodes:
        match node:
            case str():
                yield node
            case Parameter(number):
                yield shown[number - 1] if number <= len(shown) else f"${number}"
            case Switch():
                param = params[node.number - 1] if node.number <= len(params) else ""
                yield from _write(_choose(node, param, language), params, shown, language)


def _choose(switch: Switch, param: Param | Message, language: Locale) -> Nodes:
    """Pick a form: by the number's plural category, or by a gender."""
    if switch.name == "GENDER":
        index = {"male": 0, "female": 1}.get(str(param), 2)
        # As in MediaWiki, two forms leave the first to those who named no gender.
        index = 0 if index == 2 and len(switch.forms) < 3 else index
    else:
        number = param if isinstance(param, int) else 0
        for exact, form in switch.exact:
            if exact == number:
                return form
        index = plural_categories(language).index(language.plural_form(number))
    return switch.forms[min(index, len(switch.forms) - 1)] if switch.forms else ()
