"""Pages of lists: https://docs.joinmastodon.org/api/guidelines/#pagination."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar
from urllib.parse import quote

from werkzeug.wrappers import Request, Response

from sandbox.practice.answers import as_json
from sandbox.practice.mastodon_shapes import ORIGIN, Json
from sandbox.practice.timeline import from_first


class Row(Protocol):
    """What has a number by which it is sorted."""

    @property
    def id(self) -> int:
        """The number, which grows with time."""


_R = TypeVar("_R", bound=Row)


def cut(
    request: Request,
    rows: Sequence[_R],
    make: Callable[[_R], Json],
    *,
    most: int,
    origin: str = ORIGIN,
) -> Response:
    """Cut one page out of rows, newest first; with ``min_id`` the one right above that id."""
    limit = limit_of(request, most // 2, most)
    above = request.args.get("min_id", type=int)
    low = max(above or 0, request.args.get("since_id", 0, type=int))
    high = request.args.get("max_id", type=int)
    below = from_first(rows, lambda row: high is None or row.id < high)
    chosen = below[: len(below) - len(from_first(below, lambda row: row.id <= low))]
    page = chosen[-limit:] if above is not None else chosen[:limit]
    response = as_json([make(row) for row in page])
    if page:
        base = f"{origin}{quote(request.path)}?limit={limit}"
        older, newer = f"{base}&max_id={page[-1].id}", f"{base}&min_id={page[0].id}"
        response.headers["Link"] = f'<{older}>; rel="next", <{newer}>; rel="prev"'
    return response


def limit_of(request: Request, usual: int, most: int) -> int:
    """Return how many rows a page is asked to have, within the bounds of the method."""
    return min(most, max(1, request.args.get("limit", usual, type=int)))
