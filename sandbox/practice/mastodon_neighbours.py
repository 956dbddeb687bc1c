"""Another practice server of Mastodon's API: that of the people whom the community knows.

https://docs.joinmastodon.org/methods/accounts/ and
https://docs.joinmastodon.org/methods/statuses/#get, for strangers. Its ids are its own: a post has
another one on the community's server.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import cast

from werkzeug.exceptions import HTTPException, NotFound, Unauthorized
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from sandbox.practice.answers import as_json
from sandbox.practice.mastodon_paging import cut
from sandbox.practice.mastodon_shapes import HOST as HOME
from sandbox.practice.mastodon_shapes import Json, account, account_id, content, number_of, said
from sandbox.practice.others import Others
from sandbox.practice.timeline import Posted
from sandbox.story import Form
from sandbox.story.people import EVERYBODY

HOST = "people.example"
ORIGIN = f"https://{HOST}"
_NAMES = {one.key for one in EVERYBODY}
_ROUTES = Map(
    [
        Rule("/api/v1/accounts/lookup", endpoint="lookup"),
        Rule("/api/v1/accounts/<owner>", endpoint="account"),
        Rule("/api/v1/accounts/<owner>/statuses", endpoint="statuses"),
        Rule("/api/v1/statuses/<int:number>", endpoint="status"),
        Rule("/@<name>", endpoint="page"),
        Rule("/@<name>/<int:number>", endpoint="page"),
    ]
)


@dataclass(frozen=True, slots=True)
class _Own:
    """A post with the id that it has here."""

    id: int
    post: Posted
    name: str


class NeighbourServer:
    """A server that is open to strangers, and knows nobody by a token."""

    def __init__(self, others: Others) -> None:
        self._others = others
        self._answers: dict[str, Callable[..., Response]] = {
            "lookup": self._lookup,
            "account": lambda _, owner: as_json(_account(_name_of(owner))),
            "statuses": self._statuses,
            "status": self._status,
            "page": self._page,
        }

    def __call__(self, request: Request) -> Response:
        """Answer a request."""
        try:
            if "Authorization" in request.headers:
                raise Unauthorized("The access token is invalid")
            endpoint, values = _ROUTES.bind_to_environ(request.environ).match()
            return self._answers[endpoint](request, **values)
        except Unauthorized as error:
            return as_json({"error": error.description}, 401)
        except HTTPException:
            return as_json({"error": "Record not found"}, 404)

    def _lookup(self, request: Request) -> Response:
        name, _, host = request.args.get("acct", "").lower().partition("@")
        if name not in _NAMES or host not in {"", HOST}:
            raise NotFound
        return as_json(_account(name))

    def _statuses(self, request: Request, owner: str) -> Response:
        posts = self._posts([_name_of(owner)])
        if request.args.get("exclude_replies", "").lower() in {"1", "true", "on"}:
            posts = [one for one in posts if one.post.telling.form is not Form.REPLY]
        return cut(request, posts, _status, most=40, origin=ORIGIN)

    def _status(self, request: Request, number: int) -> Response:  # noqa: ARG002
        return as_json(_status(self._one(number)))

    def _page(self, request: Request, name: str, number: int = 0) -> Response:  # noqa: ARG002
        if name not in _NAMES:
            raise NotFound
        shown = [self._one(number)] if number else self._posts([name])[:40]
        body = "".join(f"<article>{content(one.post)}</article>" for one in shown)
        return Response(f"<!doctype html><title>@{name}</title>{body}", content_type="text/html")

    def _one(self, number: int) -> _Own:
        found = [one for one in self._posts(_NAMES) if one.id == number]
        if not found:
            raise NotFound
        return found[0]

    def _posts(self, names: Iterable[str]) -> list[_Own]:
        """Return what accounts have posted, newest first."""
        found = [
            _Own(number_of(post, handle), post, name)
            for name in names
            for handle in [f"{name}@{HOST}"]
            for post in self._others.by(handle)
        ]
        return sorted(found, key=lambda one: one.id, reverse=True)


def _status(one: _Own) -> Json:
    """Make a status as its author's own server tells it."""
    status = said(one.post, f"{one.name}@{HOST}")
    named = [_named(mention) for mention in cast(list[Json], status["mentions"])]
    return status | {"id": str(one.id), "account": _account(one.name), "mentions": named}


def _named(mention: Json) -> Json:
    """Name somebody of the community's server with that server."""
    acct = str(mention["acct"])
    return mention | {"acct": acct if "@" in acct else f"{acct}@{HOME}"}


def _account(name: str) -> Json:
    return account(f"{name}@{HOST}") | {"acct": name, "id": _id(name)}


def _id(name: str) -> str:
    return account_id(f"{name} at home")


def _name_of(number: str) -> str:
    found = [name for name in _NAMES if _id(name) == number]
    if not found:
        raise NotFound
    return found[0]
