"""The gateway's pages for people, set into a page of the wiki so that they look like it."""

from __future__ import annotations

import re
from html import escape

from sandbox.consumers import Consumer
from sandbox.oauth import RequestToken

BLANK = "/wiki/Special:BlankPage/OAuth"
_CONTENT = re.compile(r'(<div id="mw-content-text"[^>]*>).*?(<div class="printfooter")', re.DOTALL)
_HEADING = re.compile(r'(<h1 id="firstHeading"[^>]*>).*?(</h1>)', re.DOTALL)
_TITLE = re.compile(r"(<title>).*?( - |</title>)", re.DOTALL)
_STYLES = (
    '<link rel="stylesheet" href="/w/load.php?'
    'modules=mediawiki.ui.button&amp;only=styles&amp;skin=vector-2022"/></head>'
)
_RIGHTS = {
    "basic": "Have basic access",
    "editpage": "Edit existing pages",
    "createeditmovepage": "Create, edit, and move pages",
    "editprotected": "Edit protected pages",
    "editinterface": "Edit the MediaWiki namespace and sitewide/user JSON",
    "editsiteconfig": "Edit sitewide and user CSS/JS",
    "editmycssjs": "Edit your user CSS/JSON/JavaScript",
}


def set_into(page: str, heading: str, content: str) -> str:
    """Return the wiki's blank page with this heading (text) and content (HTML)."""
    for pattern, new in (
        (_TITLE, escape(heading)),
        (_HEADING, escape(heading)),
        (_CONTENT, content),
    ):
        found = pattern.search(page)
        if found:
            page = page[: found.end(1)] + new + page[found.start(2) :]
    return page.replace("</head>", _STYLES, 1)


def question(handshake: RequestToken, user: str, csrf: str) -> str:
    """Ask whether the tool may act for the user, with Allow and Cancel."""
    consumer = handshake.consumer
    hidden = "".join(
        f'<input type="hidden" name="{name}" value="{escape(value)}"/>'
        for name, value in (("oauth_token", handshake.token), ("wpEditToken", csrf))
    )
    return f"""<form method="post" action="/w/index.php?title=Special:OAuth/authorize">
<p>Hi <b>{escape(user)}</b>,</p>
<p><b>{escape(consumer.name)}</b> would like to do the following on your behalf on this wiki:</p>
<ul>{_rights(consumer)}</ul>
<p>Afterwards you go on at <code>{escape(handshake.callback)}</code>.</p>
{hidden}
<p><button type="submit" name="accept" value="1" class="mw-ui-button mw-ui-progressive">Allow\
</button>
<button type="submit" name="cancel" value="1" class="mw-ui-button mw-ui-quiet">Cancel</button></p>
</form>"""


def cancelled(consumer: Consumer) -> str:
    """Say that nothing was allowed; the wiki does not send the browser back by itself."""
    return (
        f"<p>You did not allow <b>{escape(consumer.name)}</b> to act on your behalf. "
        "You can close this page, or go back to the tool.</p>"
    )


def refusal(text: str) -> str:
    """Show why the handshake can't go on; ``text`` is HTML of our own."""
    return f'<div class="errorbox" role="alert"><p>{text}</p></div>'


def _rights(consumer: Consumer) -> str:
    return "".join(f"<li>{escape(_RIGHTS.get(name, name))}</li>" for name in consumer.grants)
