from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsdesk.domain import edit
from newsdesk.domain.edit import EditResult
from newsdesk.domain.edit_words import explain
from newsdesk.domain.message import msg

WHEN = datetime(2026, 11, 21, tzinfo=UTC)
NO_REASON = msg("newsdesk-edit-no-reason")
CASES = [
    (edit.Saved(title="A", revid=2, oldrevid=1, time=WHEN), msg("newsdesk-edit-saved", "A")),
    (edit.NoChange(), msg("newsdesk-edit-no-change")),
    (edit.Conflict(), msg("newsdesk-edit-conflict")),
    (edit.Deleted(), msg("newsdesk-edit-deleted")),
    (edit.Protected("protectedpage"), msg("newsdesk-edit-protected")),
    (
        edit.Blocked(by="Admin", reason="Spam", until="infinite"),
        msg("newsdesk-edit-blocked", "Admin", "Spam"),
    ),
    (
        edit.Blocked(by="Admin", reason="Spam", until="2026-12-01T00:00:00Z"),
        msg("newsdesk-edit-blocked-until", "Admin", "Spam", "2026-12-01T00:00:00Z"),
    ),
    (edit.Blocked(), msg("newsdesk-edit-blocked", msg("newsdesk-edit-somebody"), NO_REASON)),
    (edit.RateLimited(), msg("newsdesk-edit-rate-limited")),
    (edit.ReadOnly("Backup"), msg("newsdesk-edit-read-only", "Backup")),
    (edit.ReadOnly(), msg("newsdesk-edit-read-only", NO_REASON)),
    (edit.Lagged(7), msg("newsdesk-edit-lagged", 7)),
    (edit.LoginExpired("x"), msg("newsdesk-edit-login-expired")),
    (edit.Filtered("abusefilter-x", "Harm"), msg("newsdesk-edit-filtered", "Harm")),
    (edit.Captcha(), msg("newsdesk-edit-captcha")),
    (edit.InvalidContent("line 1"), msg("newsdesk-edit-invalid-content", "line 1")),
    (edit.Unreachable(), msg("newsdesk-edit-unreachable")),
    (edit.Interrupted(), msg("newsdesk-edit-interrupted")),
    (edit.Refused("odd", "words"), msg("newsdesk-edit-refused", "odd")),
]


@pytest.mark.parametrize(("result", "expected"), CASES)
def test_each_result_has_its_words(result: EditResult, expected: object) -> None:
    assert explain(result) == expected


def test_no_result_is_left_out() -> None:
    kinds = {kind.__name__ for kind in EditResult.__subclasses__()}
    assert {type(result).__name__ for result, _ in CASES} == kinds


def test_the_words_exist_in_every_language() -> None:
    keys = set(
        re.findall(
            r"newsdesk-edit-[a-z-]+", Path(edit.__file__).with_name("edit_words.py").read_text()
        )
    )
    for language in ("en", "qqq", "de", "ar"):
        assert keys <= json.loads(Path(f"i18n/{language}.json").read_text()).keys()
