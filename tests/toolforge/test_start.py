"""The deployment's own files: the tool starts from Procfile with requirements.txt alone."""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests

from sandbox.process import Server, free_port

ROOT = Path(__file__).parents[2]
PROCFILE = dict(
    line.split(": ", 1) for line in (ROOT / "Procfile").read_text().strip().splitlines()
)


@dataclass(frozen=True)
class Deployed:
    """A clean virtual environment, and the environment variables of a deployment."""

    binaries: Path
    env: dict[str, str]

    def command(self, name: str) -> list[str]:
        """Return the words of one of Procfile's commands, run from the clean environment."""
        first, *rest = shlex.split(PROCFILE[name])
        return [str(self.binaries / first), *rest]

    def run(self, name: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            self.command(name), cwd=ROOT, env=self.env, capture_output=True, text=True, check=False
        )


@pytest.fixture(scope="module")
def deployed(tmp_path_factory: pytest.TempPathFactory) -> Deployed:
    folder = tmp_path_factory.mktemp("deployed")
    binaries = folder / "venv" / "bin"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "venv"], check=True)
    pip = [sys.executable, "-m", "pip", "--python", str(binaries / "python")]
    install = ["install", "--quiet", "--no-compile", "-r", "requirements.txt"]
    subprocess.run([*pip, *install], cwd=ROOT, check=True)
    inherited = {k: v for k, v in os.environ.items() if k in {"HOME", "LANG"}}
    return Deployed(
        binaries,
        inherited
        | {
            "PATH": f"{binaries}:/usr/bin:/bin",
            "NEWSDESK_URL": "https://newsdesk.example/",
            "NEWSDESK_WIKI": "https://wiki.invalid/w/",
            "NEWSDESK_SECRET": "s" * 48,
            "NEWSDESK_DATABASE": f"sqlite:///{folder}/newsdesk.sqlite",
            "PORT": str(free_port()),
        },
    )


@pytest.fixture(scope="module")
def migrated(deployed: Deployed) -> Deployed:
    done = deployed.run("migrate")
    assert done.returncode == 0, done.stderr
    return deployed


@pytest.fixture(scope="module")
def web(migrated: Deployed, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    log = tmp_path_factory.mktemp("web") / "log"
    port = int(migrated.env["PORT"])
    server = Server(migrated.command("web"), port=port, log=log, env=migrated.env, cwd=ROOT)
    try:
        server.wait_until_listening()
        yield f"http://127.0.0.1:{port}"
    finally:
        server.stop()


def test_web_starts_and_is_healthy(web: str) -> None:
    answer = requests.get(f"{web}/healthz", timeout=30)
    assert answer.status_code == 200, answer.text


def test_web_serves_a_page_and_promises_https(web: str) -> None:
    answer = requests.get(web, headers={"X-Forwarded-Proto": "https"}, timeout=30)
    assert answer.status_code == 200
    assert "Newsdesk" in answer.text
    assert "Strict-Transport-Security" in answer.headers


def test_jobs_without_a_wiki_say_so_and_prune_works(migrated: Deployed) -> None:
    refreshed = migrated.run("refresh")
    assert (refreshed.returncode, "could not be read" in refreshed.stdout) == (1, True)
    assert migrated.run("prune").returncode == 0


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("NEWSDESK_SECRET", "short"),
        ("NEWSDESK_URL", "http://newsdesk.example/"),
        ("NEWSDESK_PRACTICE_ORIGINS", '{"https://a.example": "http://127.0.0.1:1"}'),
    ],
)
def test_web_refuses_unsafe_settings(deployed: Deployed, setting: str, value: str) -> None:
    unsafe = Deployed(deployed.binaries, deployed.env | {setting: value})
    done = unsafe.run("web")
    assert done.returncode != 0
    assert setting in done.stderr


def test_jobs_are_commands_of_procfile() -> None:
    jobs = (ROOT / "toolforge" / "jobs.yaml").read_text()
    commands = re.findall(r"^ +command: (\S+)$", jobs, re.MULTILINE)
    assert commands
    assert set(commands) < set(PROCFILE)


def test_toolinfo_has_what_toolhub_wants() -> None:
    info = json.loads((ROOT / "toolforge" / "toolinfo.json").read_text())
    assert {"name", "title", "description", "url", "bugtracker_url"} <= info.keys()
    languages = sorted(p.stem for p in (ROOT / "i18n").glob("*.json") if p.stem != "qqq")
    assert info["available_ui_languages"] == languages


def test_requirements_end_with_the_tool_itself() -> None:
    assert (ROOT / "requirements.txt").read_text().splitlines()[-1] == "-e ."
