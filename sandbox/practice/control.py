"""A page on which people let practice channels fail, and post on them.

``POST /fail`` (``origin``, ``fault``, ``seconds``), ``/recover`` (``origin``), ``/add``
(``channel``, ``text``, ``link``), ``/say`` (these, and ``person``), ``/edit`` (``channel``,
``post``, ``text``), ``/delete`` (``channel``, ``post``) and ``/expire`` (logins on Bluesky;
``refresh`` for their refresh tokens, too) are answered with JSON, or to a browser with the page.
``GET /open`` (``address``) leads to where a practice network's address is served.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest, HTTPException, NotFound
from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from sandbox.practice.answers import as_json
from sandbox.practice.community import Practice
from sandbox.practice.faults import Fault
from sandbox.practice.timeline import Posted
from sandbox.story.people import EVERYBODY

Form = MultiDict[str, str]
NEWEST = 5
_PEOPLE = [one.key for one in EVERYBODY]


class Control:
    """The control page of running practice channels."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice
        self._deeds: dict[str, Callable[[Form], object]] = {
            "/fail": self._fail,
            "/recover": lambda form: practice.recover(form.get("origin")),
            "/add": self._add,
            "/say": lambda form: str(
                practice.say(
                    form["channel"], form["person"], form["text"], link=form.get("link", "")
                )
            ),
            "/edit": lambda form: practice.edit_post(
                form["channel"], int(form["post"]), form["text"]
            ),
            "/expire": lambda form: practice.logins.expire(refresh="refresh" in form),
            "/delete": lambda form: practice.delete_post(form["channel"], int(form["post"])),
        }

    def __call__(self, request: Request) -> Response:
        """Answer a request."""
        browser = request.accept_mimetypes.best == "text/html"
        try:
            if request.path == "/open":
                return redirect(self._served(request.args.get("address", "")), 303)
            done = self._do(request) if request.method == "POST" else None
        except HTTPException as error:
            return as_json({"error": error.description}, error.code or 400)
        if browser:
            return redirect("/", 303) if request.method == "POST" else self._page()
        return as_json({"done": done} | self._state())

    def _do(self, request: Request) -> object:
        """Do what a form says; forms of other sites are refused."""
        if request.headers.get("Origin", request.host_url.rstrip("/")) != request.host_url[:-1]:
            raise BadRequest("This form belongs to another site.")
        deed = self._deeds.get(request.path)
        if deed is None:
            raise NotFound(f"POST to one of {', '.join(self._deeds)}.")
        try:
            return deed(request.values)
        except (KeyError, ValueError) as error:
            raise BadRequest(f"Not understood: {error.args[0]}") from None

    def _served(self, address: str) -> str:
        """Return where an address of a practice network is really served."""
        public = next((o for o in self._practice.origins if address.startswith(f"{o}/")), None)
        if public is None:
            raise NotFound("That is no address of a practice network.")
        return self._practice.origins[public] + address.removeprefix(public)

    def _fail(self, form: Form) -> None:
        if form["origin"] not in self._practice.origins:
            raise BadRequest("There is no such origin.")
        fault = Fault(form["fault"])
        self._practice.fail(form["origin"], fault, seconds=int(form.get("seconds") or 3600))

    def _add(self, form: Form) -> str:
        return str(
            self._practice.add_post(form["channel"], form["text"], link=form.get("link", ""))
        )

    def _state(self) -> dict[str, object]:
        practice = self._practice
        return {
            "origins": practice.origins,
            "faults": list(Fault),
            "failing": practice.failing,
            "channels": list(practice.timelines),
            "people": _PEOPLE,
        }

    def _page(self) -> Response:
        practice = self._practice
        failing = "".join(
            f"<li>{escape(origin)}: {fault} {_form('/recover', 'Recover', origin=origin)}"
            for origin, fault in practice.failing.items()
        )
        posts = "".join(
            f"<h2>{escape(channel)}</h2><ul>{''.join(_post(channel, p) for p in newest)}</ul>"
            for channel, newest in (
                (c, timeline.posts()[:NEWEST]) for c, timeline in practice.timelines.items()
            )
        )
        return Response(
            "<!doctype html><meta charset=utf-8><title>Practice channels</title>"
            "<h1>Practice channels</h1><form method=post action=/fail>"
            f"{_select('origin', practice.origins)} {_select('fault', Fault)} "
            "<button>Let it fail</button></form>"
            f"<ul>{failing or '<li>Nothing fails now.'}</ul>"
            f"{_form('/expire', 'End logins on Bluesky')}"
            "<form method=post action=/add>"
            f"{_select('channel', practice.timelines)} <input name=text aria-label=Text required> "
            "<input name=link aria-label=Link> <button>Post</button></form>"
            "<form method=post action=/say>"
            f"{_select('channel', practice.others)} {_select('person', _PEOPLE)} "
            "<input name=text value='{us} ' aria-label='What somebody says' required> "
            "<input name=link aria-label=Link> <button>Let somebody post</button></form>"
            "<form action=/open><input name=address size=60 required placeholder='https://..' "
            "aria-label='Address on a network'> <button>Open what a link leads to</button></form>"
            f"{posts}",
            mimetype="text/html",
        )


def _post(channel: str, post: Posted) -> str:
    delete = _form("/delete", "Delete", channel=channel, post=str(post.id))
    return f"<li>{post.time:%d %b %H:%M} {escape(post.telling.text)} {delete}"


def _select(name: str, values: Iterable[str]) -> str:
    options = "".join(f"<option>{escape(value)}" for value in values)
    return f"<select name={name} aria-label={name}>{options}</select>"


def _form(action: str, label: str, **values: str) -> str:
    hidden = "".join(
        f'<input type=hidden name={name} value="{escape(value)}">'
        for name, value in values.items()
    )
    return (
        f"<form method=post action={action} style=display:inline>{hidden}"
        f"<button>{label}</button></form>"
    )
