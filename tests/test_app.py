"""The composition root: starts, or says plainly what is wrong with the settings."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from newsdesk.infra.files import ROOT
from tests.fixtures.tool import environment
from tests.web.test_security import SETTINGS


def start(env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "import app; print(app.app.name)"],
        env=env,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_starts_without_a_database(tmp_path: Path) -> None:
    env = environment(SETTINGS) | {"NEWSDESK_DATABASE": f"sqlite:///{tmp_path}/new.sqlite"}
    started = start(env)
    assert (started.returncode, started.stdout) == (0, "newsdesk.web\n"), started.stderr


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("NEWSDESK_SECRET", "short", "NEWSDESK_SECRET must be at least 32 characters"),
        ("NEWSDESK_WIKI", "http://wiki.example/w/", "NEWSDESK_WIKI must be an https address"),
    ],
)
def test_bad_settings_are_named_and_nothing_starts(name: str, value: str, said: str) -> None:
    refused = start(environment(SETTINGS) | {name: value})
    assert refused.returncode == 78
    assert refused.stderr.startswith(f"Newsdesk cannot start: {said}")
    assert "Traceback" not in refused.stderr
