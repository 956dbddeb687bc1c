"""Each command names what it lacks, all of it at once."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sandbox import packages

ROOT = Path(__file__).parents[2]


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without npm, whose Python makes no virtual environments."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(packages, "find_spec", lambda _: None)


@pytest.mark.usefixtures("bare")
def test_a_bare_machine_needs_everything() -> None:
    run, test = packages.needed("run"), packages.needed("test")
    assert {"python3-venv", "nodejs", "npm", "php8.2-cli"} < set(run)
    assert {"chromium", "mariadb-server"}.isdisjoint(run)
    assert set(run) | {"chromium", "mariadb-server"} < set(test)


def test_what_is_from_elsewhere_is_not_installed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: "/opt/node/bin/npm")
    assert importlib.util.find_spec("ensurepip")
    assert {"python3-venv", "nodejs", "npm"}.isdisjoint(packages.needed("run"))


def test_it_needs_nothing_but_python_and_says_what_is_missing(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-S", "-m", "sandbox.packages", "test"],
        cwd=ROOT,
        env=os.environ | {"PATH": str(tmp_path), "PYTHONPATH": "."},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "apt-get update && apt-get install nodejs npm php8.2-cli" in done.stderr
    assert "chromium" in done.stderr
    assert "Then run the same command again." in done.stderr
    assert "Traceback" not in done.stderr
