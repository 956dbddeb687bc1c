"""The tool as gunicorn starts it: ``gunicorn app:app``."""

from __future__ import annotations

import sys

from flask import Flask

from newsdesk.infra import log
from newsdesk.infra.settings import SettingsError, load
from newsdesk.web import create_app

CONFIG_ERROR = 78
"""EX_CONFIG of sysexits.h."""


def _start() -> Flask:
    log.set_up()
    try:
        return create_app(load())
    except SettingsError as error:
        print(f"Newsdesk cannot start: {error}", file=sys.stderr)
        raise SystemExit(CONFIG_ERROR) from None


app = _start()
