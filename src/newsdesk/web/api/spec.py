"""Makes addresses of the API, each described where it is written: OpenAPI comes of the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from types import MappingProxyType
from typing import Any, TypeVar

from flask import Blueprint, Response
from spectree import Response as Answers
from spectree import SpecTree
from spectree.config import ModeEnum

from newsdesk.web.api import queries
from newsdesk.web.api.models import Error, Model
from newsdesk.web.api.queries import Asked

VERSION = "1"
PREFIX = f"/api/v{VERSION}"
DOCUMENT = f"{PREFIX}/openapi.json"

SPEC = SpecTree(
    "flask",
    annotations=False,
    mode=ModeEnum.strict,
    path=DOCUMENT.removeprefix("/"),
    page_templates={},
    title="Newsdesk",
    version=VERSION,
    naming_strategy=lambda model: model.__name__,
    nested_naming_strategy=lambda _, child: child,
)
"""Only describes: requests are read by :mod:`newsdesk.web.api.queries`, and no page is served."""

blueprint = Blueprint("api", __name__, url_prefix=PREFIX)

_NONE: Mapping[str, str] = MappingProxyType({})
Q = TypeVar("Q", bound=Asked)


def get(
    rule: str, asked: type[Q], answer: type[Model], paths: Mapping[str, str] = _NONE
) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
    """Let a view answer at an address; it is given what was asked, and the address's parts.

    ``paths`` describes those parts. The view's docstring becomes the description.
    """
    answers = Answers(
        HTTP_200=answer,
        HTTP_304=None,
        HTTP_404=(Error, "There is no such thing, or no set-up yet."),
        HTTP_422=(Error, "A parameter cannot be understood; it is named."),
        HTTP_429=(Error, "Too much was asked of the tool: wait as long as `Retry-After` says."),
        HTTP_500=(Error, "The tool made a mistake."),
        HTTP_503=(Error, "The database does not answer, or is being updated."),
    )

    def decorate(view: Callable[..., Response]) -> Callable[..., Response]:
        described = SPEC.validate(
            query=asked,
            resp=answers,
            skip_validation=True,
            operation_id=view.__name__,
            path_parameter_descriptions=paths,
        )(view)

        @wraps(described)
        def read(**parts: Any) -> Response:
            return view(queries.read(asked), **parts)

        # An address in an address has two slashes together.
        blueprint.get(rule, merge_slashes=False)(read)
        return read

    return decorate
