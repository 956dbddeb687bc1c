"""What the tests of the gateway start from."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sandbox.consumers import Consumer
from tests.fixtures.wiki import CALLBACK, PracticeWiki


@pytest.fixture
def consumer(wiki: PracticeWiki) -> Consumer:
    return wiki.register(CALLBACK)


@pytest.fixture
def right_clock(wiki: PracticeWiki) -> Iterator[None]:
    yield
    wiki.gateway.provider.clock_offset = 0
