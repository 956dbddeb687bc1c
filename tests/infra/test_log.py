"""Log lines are JSON objects that name their request."""

import json
import logging
import sys
from collections.abc import Iterator

import pytest

from newsdesk.infra.log import JsonLines, request_id


def record(**extra: object) -> logging.LogRecord:
    made = logging.makeLogRecord({"name": "newsdesk.x", "levelno": 20, "levelname": "INFO"})
    made.msg, made.args = "read %s", ("π\n",)
    vars(made).update(extra)
    return made


@pytest.fixture(autouse=True)
def _outside_requests() -> Iterator[None]:
    token = request_id.set("")
    yield
    request_id.reset(token)


def test_one_line_with_everything() -> None:
    request_id.set("r1")
    line = JsonLines().format(record(channel="m", count=3))
    assert "\n" not in line
    read = json.loads(line)
    assert read.pop("time").endswith("+00:00")
    assert read == {
        "level": "info",
        "logger": "newsdesk.x",
        "message": "read π\n",
        "request": "r1",
        "channel": "m",
        "count": 3,
    }


def test_no_text_can_command_a_terminal_or_look_like_another_line() -> None:
    line = JsonLines().format(record(host="a\x1b[2J\x9b2J\u2028\u202e\x85{}"))
    assert line.isascii()
    assert line.isprintable()
    assert json.loads(line)["host"] == "a\x1b[2J\x9b2J\u2028\u202e\x85{}"


def test_an_exception_is_part_of_its_line() -> None:
    token = request_id.set("")
    try:
        raise ValueError("why")
    except ValueError:
        line = JsonLines().format(record(exc_info=sys.exc_info()))
    finally:
        request_id.reset(token)
    assert "ValueError: why" in json.loads(line)["exception"]
    assert "request" not in json.loads(line)
