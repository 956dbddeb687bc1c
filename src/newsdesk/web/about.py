"""Pages about the tool itself: its health, and what it keeps of whom."""

from __future__ import annotations

from flask import Blueprint, jsonify, render_template, url_for
from flask.typing import ResponseReturnValue

from newsdesk import __version__
from newsdesk.services import health
from newsdesk.services.desk import schema as set_up_schema
from newsdesk.web import assets
from newsdesk.web.tool import tool

blueprint = Blueprint("about", __name__)


@blueprint.get("/healthz")
def healthz() -> ResponseReturnValue:
    """Say whether requests can be served, and what is missing where not."""
    found = health.check(tool().engine, tool().settings)
    answer = {
        "ok": found.ok,
        "version": __version__,
        "database": found.database,
        "migrated": found.migrated,
        "refreshed": found.refreshed.isoformat() if found.refreshed else None,
        "codex": assets.codex_is_built(),
        "do": _advice(found),
    }
    return jsonify(answer), 200 if found.ok else 503, {"Cache-Control": "no-store"}


def _advice(found: health.Health) -> list[str]:
    """Name the commands that mend what is missing, for the maintainer who reads this."""
    advice = []
    if not found.database:
        advice.append("the database does not answer: check its address and that it runs")
    elif not found.migrated:
        advice.append("run: python -m newsdesk migrate")
    if not assets.codex_is_built():
        advice.append("run: npm ci && npm run build")
    return advice


@blueprint.get("/schema/config.json")
def schema() -> ResponseReturnValue:
    """Serve the JSON Schema of the configuration page, for the editors of that page."""
    address = tool().settings.url.rstrip("/") + url_for(".schema")
    response = jsonify(set_up_schema(address))
    response.content_type = "application/schema+json"
    return response


@blueprint.get("/privacy")
def privacy() -> str:
    """Say what is kept of whom, and for how long."""
    return render_template("privacy.html")
