"""The hosts of Wikimedia's projects and of the places where its communities meet."""

from __future__ import annotations

from newsdesk.domain.links import host_of
from newsdesk.domain.site import Site

HOSTS = (
    "mediawiki.org",
    "toolforge.org",
    "wikibooks.org",
    "wikidata.org",
    "wikifunctions.org",
    "wikimedia.org",
    "wikimediafoundation.org",
    "wikinews.org",
    "wikipedia.org",
    "wikiquote.org",
    "wikisource.org",
    "wikiversity.org",
    "wikivoyage.org",
    "wiktionary.org",
    "wmcloud.org",
)
"""Each with all below it. The projects: https://meta.wikimedia.org/wiki/Complete_list_of_Wikimedia_projects;
the tools: https://wikitech.wikimedia.org/wiki/Portal:Cloud_VPS"""


def leads_home(url: str, site: Site) -> bool:
    """Tell whether an address leads to a Wikimedia page, or to one of the configured wiki."""
    host = host_of(url)
    own = host_of(site.server)
    return bool(host) and (host == own or any(f".{host}".endswith(f".{one}") for one in HOSTS))
