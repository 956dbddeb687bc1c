"""Answers that several practice servers give."""

from __future__ import annotations

import json

from werkzeug.wrappers import Response


def as_json(value: object, status: int = 200) -> Response:
    """Answer with a JSON document."""
    return Response(
        json.dumps(value, ensure_ascii=False),
        status,
        content_type="application/json; charset=utf-8",
    )
