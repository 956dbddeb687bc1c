"""Where somebody who may not edit a page asks for an edit: a new section of its talk page."""

from __future__ import annotations

from newsdesk.domain.site import Site


def request_url(site: Site, title: str, subject: str) -> str:
    """Return the wiki's own window for a new section, with its heading, on a talk page."""
    return site.action_url(
        talk_page(title, site), action="edit", section="new", preloadtitle=subject
    )


def talk_page(title: str, site: Site) -> str:
    """Return a page's talk page: the namespace with the next odd number."""
    name, colon, rest = title.partition(":")
    spaces = dict(site.namespaces)
    for number, names in site.namespaces:
        if colon and number % 2 == 0 and number > 0 and name in names and number + 1 in spaces:
            return f"{spaces[number + 1][0]}:{rest}"
    return f"{spaces[1][0]}:{title}" if 1 in spaces else f"Talk:{title}"
