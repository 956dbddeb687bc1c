"""What the story's series are told from, in JSON files that anybody can add to."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


@cache
def rows(name: str) -> list[Any]:
    """Return the list that a file of this folder holds."""
    found: list[Any] = json.loads((_HERE / f"{name}.json").read_text())
    return found


def text(name: str) -> str:
    """Return a file of this folder as it stands."""
    return (_HERE / name).read_text()
