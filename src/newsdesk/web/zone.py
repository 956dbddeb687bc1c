"""The viewer's time zone, on the pages of a round: kept in the browser alone.

Its cookie is for ``/round`` only, so that pages kept for all who have no cookie stay theirs.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from flask import Blueprint, Flask, g, redirect, render_template, request
from markupsafe import Markup
from werkzeug.wrappers import Response

from newsdesk.services import accounts
from newsdesk.web.tool import tool, translator
from newsdesk.web.visitor import open_form

blueprint = Blueprint("zone", __name__)

COOKIE = "newsdesk_zone"
"""As static/zone.js names it; no ``__Host-`` before it, as that needs the path ``/``."""
UTC_NAMES = frozenset({"UTC", "Etc/UTC", "Etc/UCT", "Etc/Zulu"})
_YEAR = 365 * 24 * 3600


def init_app(app: Flask) -> None:
    """Let templates write times in the viewer's zone besides."""
    app.jinja_env.globals.update(viewer_zone=viewer_zone, nearby=nearby, zone_beside=beside)


@cache
def zones() -> frozenset[str]:
    """Return the names of all time zones: https://data.iana.org/time-zones/tz-link.html."""
    return frozenset(name for name in available_timezones() if "/" in name or name == "UTC")


def viewer_zone() -> ZoneInfo | None:
    """Return the zone that the viewer's browser named, if it is one."""
    if "zone" not in g:
        name = request.cookies.get(COOKIE, "")
        g.zone = ZoneInfo(name) if name in zones() else None
    found: ZoneInfo | None = g.zone
    return found


def beside() -> ZoneInfo | None:
    """Return the viewer's zone where times are said in it besides: not where it is UTC."""
    zone = viewer_zone()
    return zone if zone and zone.key not in UTC_NAMES else None


def nearby(moment: datetime) -> Markup:
    """Write a moment as the viewer's clock shows it, with the zone; empty if that is unknown."""
    zone = beside()
    return translator().local(moment, zone) if zone else Markup()


@blueprint.get("/round/zone")
def choose() -> str:
    """Show the zones to choose from, for browsers without script and for who is elsewhere."""
    back = accounts.inside(request.args.get("back", "/round"))
    names = sorted(name for name in zones() if not name.startswith("Etc/"))
    return render_template("round_zone.html", names=names, back=back)


@blueprint.post("/round/zone")
@open_form
def keep() -> Response:
    """Keep a choice in the viewer's browser, and lead back to where they were."""
    name = request.form.get("zone", "")
    response = redirect(accounts.inside(request.form.get("back", "/round")), 303)
    response.set_cookie(
        COOKIE,
        name if name in zones() else "",
        max_age=_YEAR if name in zones() else 0,
        path="/round",
        secure=tool().settings.secure,
        samesite="Lax",
    )
    return response
