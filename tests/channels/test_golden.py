from __future__ import annotations

import pytest

from tests.channels import golden_pairs
from tests.fixtures.network import Network


@pytest.mark.parametrize("name", golden_pairs.names())
def test_golden_pair(network: Network, name: str) -> None:
    pair = golden_pairs.load(name)
    assert pair["documentation"].startswith("https://")
    assert golden_pairs.read(network, pair) == pair["posts"]
