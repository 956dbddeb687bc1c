"""What leads to the wiki's own edit window, for pages that the tool does not change itself."""

from __future__ import annotations

from dataclasses import dataclass

from newsdesk.domain.site import Site
from newsdesk.services.installed_pages import Offered


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowView:
    """A form that opens the wiki's own edit window: its address, the text, and other fields."""

    href: str
    text: str
    fields: tuple[tuple[str, str], ...]


def window(one: Offered, site: Site, text: str, summary: str) -> WindowView:
    """Fill in the wiki's edit form, which shows the changes first as it has no token of ours.

    See https://www.mediawiki.org/wiki/Manual:Parameters_to_index.php#Edit_and_submit
    """
    fields = {"wpSummary": summary, "wpDiff": "1", "wpUltimateParam": "1"}
    if one.found is not None:
        moment = f"{one.found.time:%Y%m%d%H%M%S}"
        began = f"{one.found.read or one.found.time:%Y%m%d%H%M%S}"
        fields |= {"wpEdittime": moment, "wpStarttime": began, "editRevId": str(one.found.revid)}
        fields |= {"parentRevId": str(one.found.revid)}
    href = site.action_url(one.page.title, action="submit")
    return WindowView(href=href, text=text, fields=tuple(fields.items()))


def loading(one: Offered, site: Site) -> str:
    """Write the line that loads a page of the wiki as a script, in somebody's own script."""
    address = site.action_url(one.page.title, action="raw", ctype="text/javascript")
    return f'mw.loader.load( "{address}" );'
