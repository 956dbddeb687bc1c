"""Answers of the X API v2 that hold an account, or say why there is none.

https://docs.x.com/x-api/fundamentals/response-codes-and-errors
"""

from __future__ import annotations

from werkzeug.wrappers import Request, Response

from sandbox.practice.answers import as_json
from sandbox.practice.x_shapes import SUSPENDED, Json, user

PROBLEMS = "https://api.twitter.com/2/problems/"


def account(request: Request, name: str, asked: str) -> Json:
    """Tell of an account, or that there is none of that name or id."""
    if name == SUSPENDED:
        detail = f"User has been suspended: [{asked}]."
        return {"errors": [_error("Forbidden", detail, asked)]}
    return {"data": profile(request, name)} if name else nobody(asked)


def profile(request: Request, name: str) -> Json:
    """Make the object of an account, with the fields that were asked for."""
    fields = {"id", "name", "username", *request.args.get("user.fields", "").split(",")}
    return {key: value for key, value in user(name).items() if key in fields}


def nobody(asked: str) -> Json:
    """Tell, with status 200, that there is no such account."""
    return {"errors": [_error("Not Found Error", f"Could not find user: [{asked}].", asked)]}


def no_post(asked: str) -> Json:
    """Tell, with status 200, that there is no such post."""
    detail = f"Could not find tweet with id: [{asked}]."
    return {"errors": [_error("Not Found Error", detail, asked, "tweet")]}


def _error(title: str, detail: str, value: str, kind: str = "user") -> Json:
    return {
        "title": title,
        "detail": detail,
        "type": f"{PROBLEMS}resource-not-found",
        "resource_type": kind,
        "resource_id": value,
        "parameter": "id",
        "value": value,
    }


def problem(kind: str, title: str, detail: str, status: int) -> Response:
    """Refuse a request."""
    return as_json({"type": kind, "title": title, "detail": detail, "status": status}, status)
