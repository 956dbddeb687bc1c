"""Fixtures that tests of every folder share, each from the module that its name says."""

pytest_plugins = [
    "tests.fixtures.answers",
    "tests.fixtures.board",
    "tests.fixtures.browser",
    "tests.fixtures.database",
    "tests.fixtures.moved_clock",
    "tests.fixtures.network",
    "tests.fixtures.wiki",
    "tests.fixtures.practice",
    "tests.fixtures.tool",
    "tests.fixtures.community",
    "tests.fixtures.editing",
]
