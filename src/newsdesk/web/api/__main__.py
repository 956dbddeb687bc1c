"""Prints the API's description, for its checked-in copy: ``python -m newsdesk.web.api``."""

from __future__ import annotations

import json
import sys

from newsdesk.web.api.document import document


def described() -> str:
    """Write the description of the API as its checked-in copy has it."""
    return json.dumps(document(), indent="\t", ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(described())
