"""The description of the API: as checked in, and whole."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from newsdesk.web.api.__main__ import described

COPY = Path(__file__).with_name("openapi.json")


def test_it_is_as_checked_in() -> None:
    """A change of the API is seen as one: ``python -m newsdesk.web.api`` writes the copy."""
    assert described() == COPY.read_text(encoding="utf-8")


def test_it_is_served_with_the_address_of_the_tool(visitor: FlaskClient) -> None:
    served = visitor.get("/api/v1/openapi.json").get_json()
    assert served.pop("servers") == [{"url": "http://127.0.0.1:8000"}]
    assert served == json.loads(COPY.read_text(encoding="utf-8"))
    assert served["openapi"] == "3.1.0"


def test_everything_in_it_is_described() -> None:
    copy: dict[str, Any] = json.loads(COPY.read_text(encoding="utf-8"))
    names = set()
    for methods in copy["paths"].values():
        assert list(methods) == ["get"]
        operation = methods["get"]
        names.add(operation["operationId"])
        assert operation["summary"].endswith(".")
        assert all(one["description"] for one in operation["parameters"])
        assert list(operation["responses"]) == ["200", "304", "404", "422", "429", "500", "503"]
    assert len(names) == len(copy["paths"]) == 10
    schemas = copy["components"]["schemas"]
    assert set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(copy))) == set(schemas)
    assert all(one["description"] for one in schemas.values())


def test_no_page_of_another_maker_is_served(visitor: FlaskClient) -> None:
    for name in ("swagger", "redoc", "scalar", ""):
        assert visitor.get(f"/api/v1/openapi.json/{name}").status_code == 404
