"""Which desk a row belongs to, its data version, and what is known of its wiki."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update

from newsdesk.domain.desk import DeskKey, Standing
from newsdesk.domain.site import Site
from newsdesk.store import codec
from newsdesk.store.tables import desk, session, submission
from newsdesk.store.upsert import insert_missing

_STANDING = select(desk.c.id, desk.c.version, desk.c.refreshed).where(
    desk.c.wiki == bindparam("wiki"), desk.c.page == bindparam("page")
)


def find(connection: Connection, key: DeskKey) -> int | None:
    """Return the desk's id, or ``None`` if nothing was ever stored for it."""
    query = select(desk.c.id).where(desk.c.wiki == key.wiki, desk.c.page == key.page)
    return connection.scalar(query)


def key(connection: Connection, desk_id: int) -> DeskKey:
    """Return the wiki and configuration page of a desk."""
    row = connection.execute(select(desk.c.wiki, desk.c.page).where(desk.c.id == desk_id)).one()
    return DeskKey(row.wiki, row.page)


def standing(connection: Connection, key: DeskKey) -> Standing | None:
    """Return what tells whether earlier pages still stand; ``None`` as :func:`find` does."""
    row = connection.execute(_STANDING, {"wiki": key.wiki, "page": key.page}).one_or_none()
    return None if row is None else Standing(row.id, row.version, row.refreshed)


def ensure(connection: Connection, key: DeskKey, *, now: datetime) -> int:
    """Return the desk's id, and make the desk first if nothing was ever stored for it."""
    found = find(connection, key)
    if found is not None:
        return found
    row = {"wiki": key.wiki, "page": key.page, "version": 1, "created": now, "matched_by": ""}
    insert_missing(connection, desk, [row])
    made = find(connection, key)
    if made is None:
        raise LookupError(f"the desk {key} was removed while it was made")
    return made


def version(connection: Connection, desk_id: int) -> int:
    """Return the data version: it changes whenever something that the board shows does."""
    return connection.scalar(select(desk.c.version).where(desk.c.id == desk_id)) or 0


def bump(connection: Connection, desk_id: int) -> None:
    """Raise the data version, in the transaction of the change that the board shows."""
    _set(connection, desk_id, version=desk.c.version + 1)


def lock(connection: Connection, desk_id: int) -> int:
    """Return the data version, which nobody else can raise until this transaction ends."""
    query = select(desk.c.version).where(desk.c.id == desk_id).with_for_update()
    return connection.scalar(query) or 0


def watching(connection: Connection, desk_id: int) -> dict[str, Any]:
    """Return by which rules, and since when, each channel's statuses are compared."""
    return connection.scalar(select(desk.c.watching).where(desk.c.id == desk_id)) or {}


def set_watching(connection: Connection, desk_id: int, watched: dict[str, Any]) -> None:
    """Remember by which rules, and since when, each channel's statuses are compared."""
    _set(connection, desk_id, watching=watched)


def round_mark(connection: Connection, desk_id: int) -> tuple[int, int]:
    """Return what changes whenever something that a round shows does: data, and what was done."""
    columns = desk.c.version, func.coalesce(desk.c.round_version, 0)
    row = connection.execute(select(*columns).where(desk.c.id == desk_id)).one_or_none()
    return (0, 0) if row is None else (row[0], row[1])


def bump_round(connection: Connection, desk_id: int) -> None:
    """Raise the round's own version, in the transaction of what the board does not show."""
    _set(connection, desk_id, round_version=func.coalesce(desk.c.round_version, 0) + 1)


def site(connection: Connection, desk_id: int) -> Site | None:
    """Return what is known of the desk's wiki, or ``None`` if it was never asked."""
    value = connection.scalar(select(desk.c.site).where(desk.c.id == desk_id))
    return None if value is None else codec.to_site(value)


def site_read(connection: Connection, desk_id: int) -> datetime | None:
    """Return when the wiki was last asked what it is."""
    return connection.scalar(select(desk.c.site_read).where(desk.c.id == desk_id))


def set_site(connection: Connection, desk_id: int, site: Site, *, now: datetime) -> None:
    """Remember what the wiki says of itself."""
    _set(connection, desk_id, site=codec.from_site(site), site_read=now)


def matched_by(connection: Connection, desk_id: int) -> str:
    """Return which version of the tool made the matches, ``""`` where they are out of date."""
    return connection.scalar(select(desk.c.matched_by).where(desk.c.id == desk_id)) or ""


def set_matched(connection: Connection, desk_id: int, by: str) -> None:
    """Remember who made the matches; ``""`` in the transaction that changes items or posts."""
    _set(connection, desk_id, matched_by=by)


def items_matched(connection: Connection, desk_id: int) -> bool:
    """Tell whether the items that are stored are those that were matched."""
    return bool(connection.scalar(select(desk.c.items_matched).where(desk.c.id == desk_id)))


def set_items_matched(connection: Connection, desk_id: int) -> None:
    """Remember that the items that are stored are matched."""
    _set(connection, desk_id, items_matched=True)


def matching(connection: Connection, desk_id: int) -> dict[str, Any]:
    """Return what the matches that are stored were made with, and lock it until the end."""
    query = select(desk.c.matching).where(desk.c.id == desk_id).with_for_update()
    return connection.scalar(query) or {}


def texts(connection: Connection, desk_id: int) -> int:
    """Return how many texts the counts of words were made of, 0 where none were counted yet."""
    made_with = connection.scalar(select(desk.c.matching).where(desk.c.id == desk_id))
    return int((made_with or {}).get("texts", 0))


def set_matching(connection: Connection, desk_id: int, made_with: dict[str, Any]) -> None:
    """Remember what the matches were made with."""
    _set(connection, desk_id, matching=made_with)


def refreshed(connection: Connection, desk_id: int) -> datetime | None:
    """Return when the last refresh ended."""
    return connection.scalar(select(desk.c.refreshed).where(desk.c.id == desk_id))


def set_refreshed(connection: Connection, desk_id: int, *, now: datetime) -> None:
    """Remember that a refresh ended."""
    _set(connection, desk_id, refreshed=now)


def last_active(connection: Connection, desk_id: int) -> datetime | None:
    """Return when a person last logged in or published, or when the desk was made."""
    moments = [
        connection.scalar(select(func.max(column)).where(owner == desk_id))
        for column, owner in (
            (session.c.created, session.c.desk_id),
            (submission.c.created, submission.c.desk_id),
            (desk.c.created, desk.c.id),
        )
    ]
    return max((moment for moment in moments if moment), default=None)


def _set(connection: Connection, desk_id: int, **values: object) -> None:
    connection.execute(update(desk).where(desk.c.id == desk_id).values(**values))
