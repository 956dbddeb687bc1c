from __future__ import annotations

import pytest

from tests.channels import golden_pairs
from tests.fixtures.network import Network


@pytest.mark.parametrize("name", golden_pairs.names())
def test_golden_pair(network: Network, name: str) -> None:
    pair = golden_pairs.load(name)
    expected = golden_pairs.expected(pair)
    assert pair["documentation"].startswith("https://")
    assert expected
    assert golden_pairs.read(network, pair) == expected
