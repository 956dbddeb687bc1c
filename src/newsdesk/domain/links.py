"""Addresses: cleaned of tracking, brought to one form for comparing, and read as wiki titles."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

from newsdesk.domain.site import Site

_TRACKING = frozenset(
    [
        "_ga",
        "_gl",
        "_hsenc",
        "_hsmi",
        "cmpid",
        "dclid",
        "epik",
        "fbclid",
        "gbraid",
        "gclid",
        "gclsrc",
        "igsh",
        "igshid",
        "mc_cid",
        "mc_eid",
        "mkt_tok",
        "msclkid",
        "oly_anon_id",
        "oly_enc_id",
        "ref_src",
        "ref_url",
        "srsltid",
        "twclid",
        "vero_id",
        "wbraid",
        "wprov",
        "xtor",
        "yclid",
    ]
)
_TRACKING_STARTS = ("utm_", "mtm_", "pk_", "piwik_", "hsa_", "at_medium", "at_campaign")
_TRACKING_AT = {
    "x.com": frozenset({"s", "t"}),
    "twitter.com": frozenset({"s", "t"}),
    "youtube.com": frozenset({"feature", "si"}),
    "youtu.be": frozenset({"feature", "si"}),
    "linkedin.com": frozenset({"trk", "trackingId"}),
}
_SAME_HOST = {"twitter.com": "x.com"}
_VIEW_ONLY = frozenset(
    [
        "action",
        "mobileaction",
        "oldid",
        "setlang",
        "useformat",
        "uselang",
        "useskin",
        "variant",
        "veaction",
    ]
)
_NOT_A_VIEW = frozenset({"curid", "diff", "section", "undo"})
_PORTS = {"http": 80, "https": 443}
_NOWHERE = Site(name="", server="")
_POSTS = (
    (
        re.compile(r"https://x\.com/(?:\w+|i/web)/status(?:es)?/(\d+)(?:/.*)?"),
        r"https://x.com/i/\1",
    ),
    (re.compile(r"https://(?:t|telegram)\.me/(?:s/)?(\w+)/(\d+)(?:\?.*)?"), r"https://t.me/\1/\2"),
    (re.compile(r"https://([^/]+)/users/([\w.-]+)/statuses/(\d+)"), r"https://\1/@\2/\3"),
    (re.compile(r"https://([^/]+)/(?:web/|deck/)?@([\w.-]+)/(\d+)"), r"https://\1/@\2/\3"),
)
_NO_TITLE = re.compile(r"[\[\]{}|<>#\x00-\x1f\x7f\ufffd]|~~~")


def without_tracking(url: str) -> str:
    """Return the address without the parameters that only say where a reader came from."""
    parts = _split(url)
    if parts is None or not (parts.query or parts.fragment):
        return url
    host = _host(parts)
    kept = [p for p in parts.query.split("&") if not _is_tracking(p.split("=", 1)[0], host)]
    return parts._replace(query="&".join(kept), fragment=_fragment(parts.fragment)).geturl()


def canonical(url: str, site: Site) -> str:
    """Return one form for all the addresses that lead to the same page; for comparing only.

    Scheme, ``www.`` and mobile hosts, default ports, tracking parameters, a trailing slash,
    percent-encoding and the forms of a MediaWiki address are made equal, but for those that name
    no title: ``?curid=`` and an ``oldid`` alone, of which only the wiki knows the page. What is
    not an http(s) address comes back as it is.
    """
    parts = _split(url.strip())
    if parts is None:
        return url.strip()
    host = _host(parts)
    fragment = quote(_fragment(unquote(parts.fragment).replace("_", " ")), safe="!/")
    title = _title(parts, site)
    if title is not None:
        return _join(host, "/wiki/" + _quote(title.replace(" ", "_")), "", fragment)
    if host == "youtu.be":
        return _join("youtube.com", "/watch", "v=" + parts.path.strip("/"), "")
    pairs = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=None)
    query = urlencode(sorted(p for p in pairs if not _is_tracking(p[0], host)))
    return _join(host, _quote(unquote(parts.path)).rstrip("/"), query, fragment)


def address_key(url: str) -> str:
    """Return the form by which posts are found at their addresses, whatever the wiki.

    The forms of one post's address are made equal where they hold the same: the name before a
    post's number on X says nothing, names on other networks are the same in any case.
    """
    key = canonical(url, _NOWHERE)
    for form, one in _POSTS:
        if found := form.fullmatch(key):
            return found.expand(one).lower()
    return key


def wiki_title(url: str, site: Site) -> str | None:
    """Return the title of the page of this wiki that an address shows, without its fragment.

    Any form counts: short, ``index.php?title=``, mobile host, ``Special:MyLanguage``, a
    permanent link that names its title. ``None`` for every other address, and for actions such
    as edit, history and diff.
    """
    parts = _split(url)
    if parts is None or _host(parts) != host_of(site.server):
        return None
    return _title(parts, site)


def fragment_of(url: str) -> str:
    """Return the place within the page that an address names, decoded; empty if none."""
    parts = _split(url)
    return _fragment(unquote(parts.fragment).replace("_", " ")) if parts else ""


def host_of(url: str) -> str:
    """Return the host of an address in the form in which hosts are compared; empty if none."""
    parts = _split(url)
    return _host(parts) if parts else ""


def normal_title(title: str, site: Site | None) -> str | None:
    """Bring a page title to the form in which the wiki shows it; ``None`` if it is no title.

    See https://www.mediawiki.org/wiki/Manual:Page_title. Without a site, as most wikis do it.
    """
    title = re.sub(r"[\s_]+", " ", title).strip().removeprefix(":").strip()
    if not title or _NO_TITLE.search(title) or len(title.encode()) > 512:
        return None
    name, colon, rest = title.partition(":")
    number, local = _namespace(name, site) if colon else (0, "")
    if number is None:
        return _capital(title, site)
    rest = rest.strip() if local else title
    if number == -1 and rest.casefold().startswith("mylanguage/"):
        return normal_title(rest.split("/", 1)[1], site)
    return f"{local}:{_capital(rest, site)}" if local and rest else _capital(title, site)


def _namespace(name: str, site: Site | None) -> tuple[int | None, str]:
    """Look a namespace up by any of its names; (``None``, "") for a name that is none."""
    wanted = name.strip().casefold()
    for number, names in site.namespaces if site else ():
        if number and wanted in {n.casefold() for n in names}:
            return number, names[0]
    return (-1, "Special") if wanted == "special" else (None, "")


def _capital(title: str, site: Site | None) -> str:
    return title if site and not site.first_letter else title[:1].upper() + title[1:]


def _title(parts: SplitResult, site: Site) -> str | None:
    """Read a MediaWiki page's title, of this wiki or of one with the usual short addresses."""
    own = site if _host(parts) == host_of(site.server) else None
    query = dict(parse_qsl(parts.query))
    if _NOT_A_VIEW & query.keys() or query.get("action", "view") not in {"view", "render"}:
        return None
    if any(k != "title" and k not in _VIEW_ONLY and not _is_tracking(k, "") for k in query):
        return None
    script = parts.path.endswith("/index.php") or parts.path == f"{site.script_path}/"
    if script and "title" in query:
        return normal_title(query["title"], own)
    before, _, after = (own.article_path if own else "/wiki/$1").partition("$1")
    path = parts.path
    if path.startswith(before) and path.endswith(after) and len(path) > len(before + after):
        return normal_title(unquote(path[len(before) : len(path) - len(after)]), own)
    return own.main_page if own and path in {"", "/"} and not query else None


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit("https:" + url if url.startswith("//") else url)
        return parts if parts.scheme in _PORTS and parts.hostname and parts.port != 0 else None
    except ValueError:
        return None


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    labels = host.split(".")
    if len(labels) > 2 and labels[0] in {"www", "m", "mobile"}:
        labels = labels[1:]
    if len(labels) > 3 and labels[1] == "m":
        del labels[1]
    host = _SAME_HOST.get(".".join(labels), ".".join(labels))
    default = parts.port in (None, *_PORTS.values())
    return host if default else f"{host}:{parts.port}"


def _is_tracking(name: str, host: str) -> bool:
    return (
        name in _TRACKING
        or name.startswith(_TRACKING_STARTS)
        or name in _TRACKING_AT.get(host, frozenset())
    )


def _fragment(fragment: str) -> str:
    """Drop what only says where to scroll to, or where a reader came from."""
    kept = fragment.partition(":~:")[0].strip()
    return "" if kept == "top" or kept.startswith(("utm_", "xtor=")) else kept


def _quote(path: str) -> str:
    return quote(path, safe="/:;@!*(),~'$-_.+&=")


def _join(host: str, path: str, query: str, fragment: str) -> str:
    address = f"https://{host}{path}" + (f"?{query}" if query else "")
    return f"{address}#{fragment}" if fragment else address
