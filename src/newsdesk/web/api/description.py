"""Describes every address of the API to spectree, which makes the OpenAPI document of it.

Who only answers does not need this: importing it costs a tenth of the start of a process.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from flask import Flask
from spectree import Response as Answers
from spectree import SpecTree
from spectree.config import ModeEnum

from newsdesk.web.api.models import Error
from newsdesk.web.api.spec import DOCUMENT, OPERATIONS, PREFIX, VERSION, Operation


@cache
def described() -> dict[str, Any]:
    """Return what spectree makes of every address; it is the same for all, so copy it.

    It only describes: requests are read by :mod:`newsdesk.web.api.queries`, and no page is served.
    """
    spec = SpecTree(
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
    app = Flask(__name__, static_folder=None)
    for one in OPERATIONS:
        view = spec.validate(
            query=one.asked,
            resp=_answers(one),
            skip_validation=True,
            operation_id=one.view.__name__,
            path_parameter_descriptions=one.paths,
        )(one.view)
        app.get(f"{PREFIX}{one.rule}")(view)
    with app.app_context():
        made: dict[str, Any] = spec.spec
    return made


def _answers(one: Operation) -> Answers:
    return Answers(
        HTTP_200=one.answer,
        HTTP_304=None,
        HTTP_404=(Error, "There is no such thing, or no set-up yet."),
        HTTP_422=(Error, "A parameter cannot be understood; it is named."),
        HTTP_429=(Error, "Too much was asked of the tool: wait as long as `Retry-After` says."),
        HTTP_500=(Error, "The tool made a mistake."),
        HTTP_503=(Error, "The database does not answer, or is being updated."),
    )
