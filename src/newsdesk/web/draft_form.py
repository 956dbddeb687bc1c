"""A draft's form, as it was sent."""

from __future__ import annotations

from flask import request

from newsdesk.services.drafts import MOST_IMAGES, Typed

_MOST = 100_000
"""Characters that are read of a field: some more than are kept, so that the page can say so."""


def sent() -> Typed:
    """Read what somebody typed."""
    form = request.form
    names = (f"alt-{number}" for number in range(1, MOST_IMAGES + 1))
    version = form.get("version", "")
    return Typed(
        text=form.get("text", "")[:_MOST].replace("\r\n", "\n"),
        alt=tuple(form[name][:_MOST] for name in names if name in form),
        version=int(version)
        if version.isascii() and version.isdigit() and len(version) < 9
        else 0,
    )
