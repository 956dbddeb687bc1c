"""Makes addresses of the API, each described where it is written: OpenAPI comes of the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from types import MappingProxyType
from typing import Any, TypeVar

from flask import Blueprint, Response

from newsdesk.web.api import queries
from newsdesk.web.api.models import Model
from newsdesk.web.api.queries import Asked

VERSION = "1"
PREFIX = f"/api/v{VERSION}"
DOCUMENT = f"{PREFIX}/openapi.json"

blueprint = Blueprint("api", __name__, url_prefix=PREFIX)


@dataclass(frozen=True, slots=True)
class Operation:
    """What is read at one address: the view, what it takes, what it answers."""

    rule: str
    view: Callable[..., Response]
    asked: type[Asked]
    answer: type[Model]
    paths: Mapping[str, str]


OPERATIONS: list[Operation] = []
"""Every address of the API, for :mod:`newsdesk.web.api.description`."""

_NONE: Mapping[str, str] = MappingProxyType({})
Q = TypeVar("Q", bound=Asked)


def get(
    rule: str, asked: type[Q], answer: type[Model], paths: Mapping[str, str] = _NONE
) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
    """Let a view answer at an address; it is given what was asked, and the address's parts.

    ``paths`` describes those parts. The view's docstring becomes the description.
    """

    def decorate(view: Callable[..., Response]) -> Callable[..., Response]:
        @wraps(view)
        def read(**parts: Any) -> Response:
            return view(queries.read(asked), **parts)

        OPERATIONS.append(Operation(rule, view, asked, answer, paths))
        # An address in an address has two slashes together.
        blueprint.get(rule, merge_slashes=False)(read)
        return read

    return decorate
