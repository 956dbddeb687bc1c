"""The configured wiki as its ``meta=siteinfo`` describes it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Names and addresses of the wiki; see https://www.mediawiki.org/wiki/API:Siteinfo.

    ``server`` has a scheme and no trailing slash (``https://www.mediawiki.org``);
    ``article_path`` holds ``$1`` (``/wiki/$1``); ``script_path`` is ``/w``. ``namespaces`` are
    (number, every name and alias, the local name first); ``interwiki`` are (prefix, address with
    ``$1``); ``main_page`` is its title. ``timezone`` is the IANA name of the zone in which
    signatures tell the time. ``extensions`` are names; ``None`` where nobody asked for them.
    """

    name: str
    server: str
    article_path: str = "/wiki/$1"
    script_path: str = "/w"
    language: str = "en"
    rtl: bool = False
    first_letter: bool = True
    main_page: str = "Main Page"
    timezone: str = "UTC"
    namespaces: tuple[tuple[int, tuple[str, ...]], ...] = ()
    interwiki: tuple[tuple[str, str], ...] = ()
    extensions: tuple[str, ...] | None = None

    def lacks(self, extension: str) -> bool:
        """Tell whether the wiki is known not to have an extension."""
        return self.extensions is not None and extension not in self.extensions

    def page_url(self, title: str) -> str:
        """Return the address of a page of this wiki."""
        return self.server + self.article_path.replace("$1", encode_title(title))

    def action_url(self, title: str, **query: str | int) -> str:
        """Return the address of an action on a page, such as ``action="edit"``."""
        pairs = "".join(f"&{k}={quote(str(v), safe='')}" for k, v in query.items())
        return f"{self.server}{self.script_path}/index.php?title={encode_title(title)}{pairs}"


def encode_title(title: str) -> str:
    """Encode a title for the path of an address, as MediaWiki does it."""
    return quote(title.replace(" ", "_"), safe="/:;@!*(),~'$-_.")
