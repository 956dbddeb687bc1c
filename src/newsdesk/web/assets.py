"""Addresses of the tool's own files, which change with their content and are kept for a year."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, Response, request, url_for

from newsdesk.infra.files import CODEX, STATIC

_YEAR = 365 * 24 * 3600
_MINUTE = 60


def init_app(app: Flask) -> None:
    """Give templates ``asset(path)`` and let browsers keep what it names."""
    app.jinja_env.globals["asset"] = asset
    app.after_request(_keep)


def codex_is_built(folder: Path = CODEX) -> bool:
    """Tell whether the build has put Codex beside our own files."""
    return (folder / "codex.style-bidi.css").is_file()


def asset(path: str) -> str:
    """Return the address of a file in ``static/``."""
    return url_for("static", filename=path, v=_hash(STATIC / path))


@cache
def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else ""


def _keep(response: Response) -> Response:
    if request.endpoint == "static" and response.status_code in {200, 304}:
        response.cache_control.no_cache = None
        response.cache_control.public = True
        response.cache_control.max_age = _YEAR if request.args.get("v") else _MINUTE
    return response
