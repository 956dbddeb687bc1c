"""Prints the API's description, for its checked-in copy: ``python -m newsdesk.web.api``."""

from __future__ import annotations

import json
import sys

from newsdesk.infra.settings import Settings
from newsdesk.web import create_app
from newsdesk.web.api.document import document


def described() -> str:
    """Write the description of the API as its checked-in copy has it."""
    nowhere = Settings(
        wiki="https://wiki.example/w/",
        url="https://newsdesk.example/",
        config_page="Set-up",
        secret="-" * 32,
        database="sqlite://",
    )
    with create_app(nowhere).app_context():
        return json.dumps(document(), indent="\t", ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(described())
