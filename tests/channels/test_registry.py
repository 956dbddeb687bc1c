from __future__ import annotations

import inspect
from types import ModuleType

import pytest

from newsdesk.channels.adapter import Network
from newsdesk.channels.registry import adapter
from newsdesk.domain.channel import ChannelKind

ELSEWHERE = {ChannelKind.WIKI_PAGE, ChannelKind.MANUAL}
"""Read through the wiki's own session, and by nobody."""


def functions(of: object) -> list[str]:
    """Return the names of public functions, in the order in which they stand."""
    found = inspect.getmembers(of, inspect.isfunction)
    public = [(made.__code__.co_firstlineno, name) for name, made in found if name[0] != "_"]
    return [name for _, name in sorted(public)]


@pytest.mark.parametrize("kind", sorted(set(ChannelKind) - ELSEWHERE))
def test_each_network_is_read_by_its_module_and_all_are_laid_out_alike(kind: ChannelKind) -> None:
    module = adapter(kind)
    assert isinstance(module, ModuleType)
    assert module.__name__ == f"newsdesk.channels.{kind}"
    own = [
        name for name in functions(module) if getattr(module, name).__module__ == module.__name__
    ]
    layout = functions(Network)
    assert [name for name in own if name in layout] == layout


@pytest.mark.parametrize("kind", sorted(ELSEWHERE))
def test_what_is_no_network_has_no_adapter(kind: ChannelKind) -> None:
    assert adapter(kind) is None
