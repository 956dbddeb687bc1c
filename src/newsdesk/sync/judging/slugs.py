"""What an address says: the words, days, versions and numbers that its path is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from newsdesk.sync.judging.stems import stems
from newsdesk.sync.side import Slug

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NUMBERS = re.compile(
    r"(?<!\d)(?P<year>20\d\d)[-/_](?P<month>\d{1,2})[-/_](?P<day>\d{1,2})(?!\d)"
    r"|(?<!\d)(?P<back>\d{1,2})[-_](?P<middle>\d{1,2})[-_](?P<last>20\d\d)(?!\d)"
    r"|(?<!\d)(?P<folded>20\d\d/\d{1,2})(?=/)"
    r"|(?<!\d)(?P<issue>20\d\d/\d{1,2})(?![\d/-])|(?<![a-z])(?P<folder>[a-z]+)/(?P<number>\d{1,4})(?=\s|$)"
    r"|(?<![\d.])v?(?P<version>\d{1,2}(?:[-_]\d{1,3}){1,2})(?![-_]?\d)"
)
_IDENTIFIED = re.compile(r"/(?:abs/\d|10\.\d{4})")
"""A DOI or arXiv number says nothing but itself."""
_LANGUAGE_CODES = """
ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fr ga gl he hi hr hu hy id is it ja ka kk
km ko lt lv mk ml mn ms nb ne nl nn no pl pt ro ru si sk sl sq sr sv sw ta te th tl tr uk ur uz vi
zh zh-cn zh_cn zh-tw zh_tw zh-hans zh-hant pt-br pt_br en-us en-gb en_us es-es es-mx fr-fr de-de
"""
_CODE = "|".join(_LANGUAGE_CODES.split())
_LANGUAGE = re.compile(
    rf"/(?:{_CODE})(?=/)|(?<=[^/])/(?:{_CODE})$|(?<=[\w-])\.(?:{_CODE})(?=\.html?$)", re.IGNORECASE
)
_ENDING = re.compile(r"\.(?:html?|php|aspx?|md|pdf)$", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_BREAK = re.compile(r"[\W_]+")
_PLACE_WORDS = """
article articles blog blogs category default edit en event events home html index info item items
main mylanguage news page pages php post posts posting press pub read release releases special
status story tag tags talk topic topics video watch web wiki www
"""
_PLACES = frozenset(_PLACE_WORDS.split())
"""Names of folders, which say where something is kept and nothing about what it is."""
_RANDOM = re.compile(r"(?=.*\d)(?=.*[a-z])[a-z0-9]{8,}|[bcdfghjklmnpqrstvwxz]{6,}")
_TWO_WORDS = 8
"""Letters of a word in an address from which on it may be two words written as one."""


def spelt(address: str) -> str:
    """Write an address's path and place as a text: days as ``2025-10-28``, versions dotted."""
    parts = urlsplit(address)
    if _IDENTIFIED.match(parts.path):
        return ""
    path = unquote(_ENDING.sub("", parts.path)) + " / " + unquote(parts.fragment)
    if parts.query and re.search(r"(?:^|&)(?:title|p|page|q|name)=\D", parts.query):
        path += " / " + unquote(parts.query.partition("=")[2])
    path = re.sub(r"/(?!\d)|(?<!\d)/", " / ", _NUMBERS.sub(_written, path))
    return re.sub(r"[-_+](?![\d])|(?<!\d)[-_+]", " ", path)


def _written(found: re.Match[str]) -> str:
    if found["year"]:
        return f" {found['year']}-{int(found['month']):02}-{int(found['day']):02} / "
    if found["last"]:
        return f" {found['last']} / "
    if found["folded"]:
        return " "
    if found["issue"]:
        return f" {found['issue']} "
    if found["number"]:
        return f"{found['folder']} {found['number']}"
    return found["version"].replace("-", ".").replace("_", ".")


def slug(address: str) -> Slug | None:
    """Read the words in which an address ends; ``None`` where it ends in none."""
    for part in reversed(spelt(address).split("/")):
        split = _CAMEL.sub(" ", part)
        words = [word for word in _BREAK.split(split.casefold()) if word and not word.isdigit()]
        telling = [word for word in words if _says(word)]
        if telling:
            whole = {word for word in telling if len(word) > _TWO_WORDS}
            if split != part:
                whole |= stems(filter(_says, _BREAK.split(part.casefold())))
            return Slug(address, stems(telling), f" {' '.join(words)} ", frozenset(whole))
    return None


def forms(address: str) -> Iterator[str]:
    """List the forms in which an address is compared: itself, its page, and that in any language.

    Translations link to their own language's page: ``/de/news/harrow`` is ``/en/news/harrow``,
    ``harrow.de.html`` is ``harrow.en.html``, and a wiki's ``Harrow/de`` is its ``Harrow``.
    """
    yield address
    page = address.partition("#")[0]
    if page != address:
        yield page
    host, _, path = page.partition("://")[2].partition("/")
    anywhere = _LANGUAGE.sub("", f"/{path}", count=1)
    if anywhere != f"/{path}":
        yield f"https://{host}{anywhere}"


def folder(address: str) -> str:
    """Return where a page is kept, whatever its day: ``/2026/07/03/x`` lies beside ``07/10/y``."""
    return _DIGITS.sub("0", address.rpartition("/")[0])


def host_words(address: str) -> list[str]:
    """List the words of an address's host: a project's own site has its name."""
    labels = (urlsplit(address).hostname or "").split(".")[:-1]
    return [label for label in labels if len(label) > 3 and label not in _PLACES]


def _says(word: str) -> bool:
    return (
        len(word) > 1
        and not word.isdigit()
        and word not in _PLACES
        and not _RANDOM.fullmatch(word)
    )
