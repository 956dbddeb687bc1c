"""The page that explains the API: its examples are run as they stand there, by curl and jq."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from jsonschema_rs import validator_for

from newsdesk.infra import clock
from newsdesk.infra.settings import Settings
from newsdesk.store import desks
from newsdesk.store.database import writing
from tests.fixtures import board as story
from tests.fixtures.board import Desk
from tests.fixtures.html import read
from tests.fixtures.tool import Serve
from tests.web.board_app import app_over
from tests.web.test_security import SETTINGS

COPY = json.loads(Path(__file__).with_name("openapi.json").read_text(encoding="utf-8"))


@pytest.fixture
def settings(desk: Desk) -> Settings:
    """The tool over the stored desk, read just now, so that nothing is read of the wiki."""
    with writing(desk.engine) as connection:
        desks.set_refreshed(connection, desk.id, now=clock.now())
    database = desk.engine.url.render_as_string(hide_password=False)
    return Settings(
        wiki="https://www.mediawiki.org/w/",
        url=SETTINGS.url,
        config_page=story.TITLE,
        secret="s" * 40,
        database=database,
    )


def test_every_example_works_as_it_stands_there(serve: Serve, settings: Settings) -> None:
    url = serve(settings)
    page = read(_printed(f"curl -s '{url}api'"))
    lines = [one.text for one in page.all("code") if one.attributes.get("class") == "nd-example"]
    plain = [line for line in lines if "|" not in line]
    names = [one["get"]["operationId"] for one in COPY["paths"].values()]
    assert len(plain) == len(names)
    for line, methods in zip(plain, COPY["paths"].values(), strict=True):
        schema = methods["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        whole = {**schema, "components": COPY["components"]}
        validator_for(whole).validate(json.loads(_printed(line)))
    piped = {line.split("'")[1].removeprefix(url): _printed(line) for line in lines if "|" in line}
    assert piped["api/v1/items?needs_work=true&limit=2"].splitlines() == [
        f"{one.date} {one.text}" for one in (story.RELEASE, story.TALK)
    ]
    assert piped["api/v1/status"].startswith("1 item is missing on Mastodon, ")
    assert piped["api/v1/channels"].splitlines()[-1] == "LinkedIn: By hand"


def _printed(line: str) -> str:
    answer = subprocess.run(
        ["bash", "-o", "pipefail", "-c", line], capture_output=True, text=True, check=True
    )
    assert answer.stderr == ""
    return answer.stdout


def test_it_names_everything_that_answers_hold(visitor: FlaskClient) -> None:
    page = read(visitor.get("/api").text)
    assert {*COPY["paths"]} <= {
        one.text.removeprefix("GET ") for one in page.all("code") if one.parents[-1].tag == "h3"
    }
    objects = {n for n, one in COPY["components"]["schemas"].items() if "properties" in one}
    assert objects <= set(page.ids)
    assert {link[1:] for link in page.links if link.startswith("#")} <= {*page.ids}


def test_it_can_be_read_before_there_is_anything(empty_desk: Desk) -> None:
    assert app_over(empty_desk).test_client().get("/api").status_code == 200
