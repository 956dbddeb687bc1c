"""The commands as jobs run them: in a process of their own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from threading import Event

import pytest
import requests

from newsdesk import commands
from newsdesk.domain.desk import DeskKey
from newsdesk.domain.message import msg
from newsdesk.infra import clock
from newsdesk.services import desk
from newsdesk.services.read_channels import ChannelReport
from newsdesk.services.refresh import RefreshReport
from newsdesk.store import desks, posts, sessions, streams
from newsdesk.store.database import connect, writing
from newsdesk.store.migrate import HEAD
from sandbox.process import free_port
from tests.fixtures.answers import AnsweringServer, Asked, Reply
from tests.fixtures.wiki import PracticeWiki
from tests.services.reading import MASTODON, config

ROOT = Path(__file__).parent.parent
PAGE = "Project:Commands.json"


def _run(env: Mapping[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "newsdesk", *arguments],
        env=_environment(env),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def _environment(env: Mapping[str, str]) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), **env}


@pytest.fixture
def env(answers: AnsweringServer, sqlite_url: str) -> dict[str, str]:
    """Settings of a tool whose wiki and whose networks are one answering server."""
    return {
        "NEWSDESK_WIKI": f"{answers.url}/w/",
        "NEWSDESK_DATABASE": sqlite_url,
        "NEWSDESK_SECRET": "s" * 40,
        "NEWSDESK_CONFIG_PAGE": PAGE,
        "NEWSDESK_PRACTICE_ORIGINS": json.dumps({"https://social.example": answers.url}),
    }


def test_migrate_makes_the_tables_and_can_be_run_again(
    env: dict[str, str], tmp_path: Path
) -> None:
    env["NEWSDESK_DATABASE"] = f"sqlite:///{tmp_path}/new.sqlite"
    behind = _run(env, "refresh")
    assert (behind.returncode, behind.stdout) == (commands.BEHIND, "")
    assert "python -m newsdesk migrate" in behind.stderr
    for _ in range(2):
        done = _run(env, "migrate")
        assert (done.returncode, done.stdout) == (0, f"The database has migration {HEAD}.\n")
    assert _run(env, "prune").returncode == 0


def test_a_wrong_setting_is_named(env: dict[str, str]) -> None:
    refused = _run(env | {"NEWSDESK_SECRET": "short"}, "refresh")
    assert refused.returncode == 2
    assert "NEWSDESK_SECRET must be at least" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_an_unknown_command_is_refused(env: dict[str, str]) -> None:
    refused = _run(env, "dance")
    assert refused.returncode == 2
    assert "migrate" in refused.stderr


def test_a_wiki_that_cannot_be_read_fails_the_job(
    env: dict[str, str], answers: AnsweringServer
) -> None:
    answers.raw(b"", status=503)
    failed = _run(env, "refresh")
    assert failed.returncode == commands.FAILED
    assert failed.stdout == (
        "Wiki could not be read (newsdesk-wiki-unreachable); 0 channels were due, 0 changes.\n"
    )


def test_prune_deletes_what_is_over(env: dict[str, str], sqlite_url: str) -> None:
    engine = connect(sqlite_url)
    long_ago = clock.now() - sessions.SESSION_LIFE
    with writing(engine) as connection:
        key = DeskKey("w", "p")
        desk_id = desks.ensure(connection, key, now=long_ago)
        sessions.create(
            connection, desk_id, "t", user_id=1, user_name="E", access=b"", now=long_ago
        )
    engine.dispose()
    assert _run(env, "prune").stdout == "Deleted 1 rows that were over.\n"
    assert _run(env, "prune").stdout == "Deleted 0 rows that were over.\n"


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (RefreshReport(ran=False), "Another refresh is at work."),
        (
            RefreshReport(
                ran=True,
                channels=(
                    ChannelReport(channel_id="x", changed=2),
                    ChannelReport(channel_id="y", failure=msg("newsdesk-fetch-gone", "y")),
                ),
            ),
            "Wiki read; 2 channels were due, 2 changes; failed: y (newsdesk-fetch-gone).",
        ),
    ],
)
def test_a_refresh_in_words(report: RefreshReport, words: str) -> None:
    assert commands.in_words(report) == words


def test_a_refresh_that_is_killed_has_lost_nothing_and_the_next_goes_on(
    env: dict[str, str], wiki: PracticeWiki, answers: AnsweringServer, sqlite_url: str
) -> None:
    wiki.edit(PAGE, config(MASTODON), contentmodel="json")
    asked = Event()

    def hang(_asked: Asked) -> Reply:
        asked.set()
        return Reply((b"", b"{}"), hang=True)

    env["NEWSDESK_WIKI"] = wiki.url
    answers.replies.append(hang)
    killed = subprocess.Popen(
        [sys.executable, "-m", "newsdesk", "refresh"],
        env=_environment(env),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    assert asked.wait(60)
    killed.send_signal(signal.SIGKILL)
    killed.wait()

    assert _run(env, "refresh").stdout == "Another refresh is at work.\n"
    engine = connect(sqlite_url)
    _let_the_lease_run_out(sqlite_url)
    with engine.connect() as connection:
        desk_id = desks.find(connection, DeskKey(wiki.url, PAGE))
        assert desk_id is not None
        assert desk.set_up(connection, desk_id).config is not None
    answers.json({"id": "1"})
    answers.json([])
    assert _run(env, "refresh").returncode == 0
    with engine.connect() as connection:
        assert streams.state(connection, desk_id, MASTODON).last_read is not None
        assert posts.of_channel(connection, desk_id, "mastodon") == []
    engine.dispose()


def _let_the_lease_run_out(url: str) -> None:
    engine = connect(url)
    with writing(engine) as connection:
        connection.exec_driver_sql("UPDATE lease SET until = '2000-01-01 00:00:00.000000'")
    engine.dispose()


def test_without_a_command_it_serves(env: dict[str, str]) -> None:
    env |= {"PORT": str(free_port()), "WEB_CONCURRENCY": "1"}
    with subprocess.Popen(
        [sys.executable, "-m", "newsdesk"],
        env=_environment(env),
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
    ) as serving:
        assert serving.stderr is not None
        said = []
        for line in serving.stderr:
            said.append(line)
            if "Listening at" in line:
                break
        assert serving.poll() is None, "".join(said)
        answer = requests.get(f"http://127.0.0.1:{env['PORT']}/healthz", timeout=60)
        serving.terminate()
        serving.stderr.read()
    assert answer.headers["Server"] == "gunicorn"
    assert serving.returncode == 0
