"""What a press wants to settle: read from a form or an address, and written into one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any
from urllib.parse import parse_qsl, quote

from flask import abort, request, url_for

from newsdesk.domain.decision import Choice, Decision
from newsdesk.services import accounts

_MOST = 600
"""Characters of a field: with all of them an address is still one that a login leads back to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants to settle, as it was typed; ``back`` and ``at`` are where they were."""

    choice: Choice
    item: str = ""
    channel: str = ""
    address: str = ""
    reason: str = ""
    back: str = "/"
    at: str = ""

    @property
    def decision(self) -> Decision:
        """The decision that this comes to, if it can be made."""
        return Decision(
            choice=self.choice,
            item_id=self.item,
            channel_id=self.channel,
            address=self.address.strip(),
            reason=self.reason,
        )

    @property
    def again(self) -> str:
        """The address at which this can be settled after a login."""
        named: dict[str, Any] = {n: str(v) for n, v in asdict(self).items() if v}
        return url_for("decide.ask", **named)

    @property
    def origin(self) -> str:
        """Where it was pressed: a page of this tool, at the place that was settled."""
        path = accounts.inside(self.back)
        return f"{path}#{quote(self.at)}" if self.at else path


def asked() -> Wish:
    """Read a wish from this page's address."""
    return _wish(request.args)


def sent() -> Wish:
    """Read the form that was sent: its button says most; what was typed or chosen stands by it."""
    form = request.form.to_dict()
    pressed = dict(parse_qsl(form.pop("decide", "")))
    if "pick" in pressed:
        pressed["item"] = form.get(pressed["pick"], "")
    return _wish(form | pressed)


def _wish(given: Mapping[str, str]) -> Wish:
    if given.get("choice") not in set(Choice):
        abort(400)
    names = {field.name for field in fields(Wish)} - {"choice"}
    texts = {name: given[name][:_MOST] for name in names if given.get(name)}
    return Wish(choice=Choice(given["choice"]), **texts)
