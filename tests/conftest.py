"""Fixtures that tests of every folder share, each from the module that its name says."""

from __future__ import annotations

from hypothesis import settings

# How long an example takes says more about what else the machine does than about the code.
# Examples are new ones in each run, and there are many runs: few of them keep each run short.
settings.register_profile("newsdesk", deadline=None, max_examples=50)
settings.load_profile("newsdesk")

pytest_plugins = [
    "tests.fixtures.answers",
    "tests.fixtures.board",
    "tests.fixtures.waiting_desk",
    "tests.fixtures.browser",
    "tests.fixtures.database",
    "tests.fixtures.moved_clock",
    "tests.fixtures.network",
    "tests.fixtures.wiki",
    "tests.fixtures.on_wiki",
    "tests.fixtures.practice",
    "tests.fixtures.tool",
    "tests.fixtures.community",
    "tests.fixtures.editing",
    "tests.fixtures.deciding",
    "tests.fixtures.drafting",
    "tests.fixtures.suggesting",
    "tests.fixtures.configuring",
]
