"""What many drafts are about, in a few words each, and in a few queries for all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from newsdesk.domain.round import Thing
from newsdesk.infra.text import one_line
from newsdesk.services import matching
from newsdesk.services.draft_subject import Shelf
from newsdesk.store import items, leads, waiting


def titles(shelf: Shelf, things: Iterable[Thing]) -> Mapping[Thing, str]:
    """Name things as :meth:`Shelf.find` does, but for those that are gone.

    Only an item that has another name by now is looked up by itself.
    """
    of_kind: defaultdict[str, list[Thing]] = defaultdict(list)
    for one in things:
        kind = one.parts[0]
        of_kind[kind if kind in {"item", "lead"} else "post"].append(one)
    here = shelf.connection, shelf.desk_id
    there = leads.met(*here, of_kind["lead"])
    posts = waiting.of_things(*here, of_kind["post"])
    return (
        _of_items(shelf, of_kind["item"])
        | {thing: one_line(one.title) or one_line(one.text) for thing, one in there.items()}
        | {thing: one_line(one.text) for thing, one in posts.items()}
    )


def _of_items(shelf: Shelf, things: list[Thing]) -> dict[Thing, str]:
    ids, pages = [one.parts[1] for one in things], matching.pages(shelf.config)
    there = items.with_ids(shelf.connection, shelf.desk_id, pages, ids)
    texts = {one.id: one_line(one.text) for one in there}
    found = {one: texts[one.parts[1]] for one in things if one.parts[1] in texts}
    renamed = ((one, shelf.find(one)) for one in things if one not in found)
    return found | {thing: subject.title for thing, subject in renamed if subject}
