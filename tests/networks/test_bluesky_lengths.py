"""How long a post may be as the network itself judges it, beside what we say."""

from __future__ import annotations

import pytest

from newsdesk.channels.bluesky_compose import MOST_BYTES, MOST_GRAPHEMES, length
from newsdesk.domain.length import Unit
from sandbox.bluesky_network.network import BlueskyNetwork
from tests.networks.people import Person

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
GRAPHEMES = {
    "latin": "x",
    "joined emoji": "\U0001f9d1\u200d\U0001f4bb",
    "flag": "\U0001f1fa\U0001f1f3",
    "skin": "\U0001f44d\U0001f3fd",
    "picture": "\u2764\ufe0f",
    "keycap": "1\ufe0f\u20e3",
    "combining": "e\u0301",
    "several marks": "a\u0323\u0301",
    "hangul": "\uac01",
    "hangul in parts": "\u1100\u1161\u11a8",
    "thai": "\u0e01\u0e33",
    "devanagari": "\u0928\u093f",
    "conjunct": "\u0915\u094d\u0937",
    "arabic": "\u0628\u0651",
    "chinese": "\u6f22",
    "line end": "\r\n",
}


@pytest.fixture(scope="module")
def person(bluesky: BlueskyNetwork) -> Person:
    return Person(bluesky, "writer.test")


def is_taken(person: Person, text: str) -> bool:
    """Tell whether the network takes a post; it refuses one for its length alone."""
    try:
        person.post(text)
    except AssertionError as refused:
        if " too big (maximum " not in str(refused):
            raise
        return False
    return True


def filled(piece: str, number: int) -> str:
    """Return so many graphemes, of these as many as there are bytes for."""
    extra = len(piece.encode()) - 1
    most = (MOST_BYTES - number) // extra if extra else number
    return piece * min(number, most) + "x" * max(number - most, 0)


@pytest.mark.parametrize("piece", GRAPHEMES.values(), ids=GRAPHEMES)
def test_the_network_takes_300_graphemes_and_no_more(person: Person, piece: str) -> None:
    for number, fits in ((MOST_GRAPHEMES, True), (MOST_GRAPHEMES + 1, False)):
        text = filled(piece, number)
        assert (length(text, None).used, length(text, None).unit) == (number, Unit.GRAPHEMES)
        assert is_taken(person, text) is length(text, None).fits is fits


@pytest.mark.parametrize(
    "text",
    [FAMILY * (MOST_BYTES // len(FAMILY.encode())), "ab" + "\u0301" * 1499],
    ids=["families", "one letter with many marks"],
)
def test_the_network_takes_3000_bytes_and_no_more(person: Person, text: str) -> None:
    assert len(text.encode()) == MOST_BYTES
    for one, fits in ((text, True), (text + "x", False)):
        assert is_taken(person, one) is length(one, None).fits is fits
    assert length(text + "x", None).unit is Unit.BYTES
