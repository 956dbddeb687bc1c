"""The tool's own files: kept for a year under an address that changes with them."""

from __future__ import annotations

import re
from pathlib import Path

from flask.testing import FlaskClient

from newsdesk.infra.files import STATIC
from newsdesk.web import assets
from tests.fixtures.html import read


def test_a_file_with_its_hash_is_kept_for_a_year(visitor: FlaskClient) -> None:
    page = read(visitor.get("/privacy").text)
    for link in page.all("link"):
        with visitor.get(link.attributes["href"]) as answer:
            assert answer.status_code == 200
            assert answer.cache_control.max_age == 365 * 24 * 3600
            assert answer.cache_control.public
            assert "Cookie" not in answer.vary


def test_a_file_without_a_hash_is_asked_for_again_soon(visitor: FlaskClient) -> None:
    with visitor.get("/static/newsdesk.css") as answer:
        assert answer.cache_control.max_age == 60


def test_the_build_is_noticed_where_it_is_missing(tmp_path: Path) -> None:
    assert not assets.codex_is_built(tmp_path)
    (tmp_path / "codex.style-bidi.css").touch()
    assert assets.codex_is_built(tmp_path)


def test_our_own_style_uses_tokens_that_codex_has() -> None:
    tokens = (STATIC / "codex" / "theme-wikimedia-ui.css").read_text()
    for path in STATIC.glob("*.css"):
        text = path.read_text()
        used = set(re.findall(r"var\( *(--[a-z0-9-]+)", text))
        own = set(re.findall(r"^\s*(--[a-z0-9-]+):", text, re.MULTILINE))
        assert not {name for name in used - own if f"{name}:" not in tokens}, path
        assert not re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(", text, re.IGNORECASE), path
        assert not re.findall(r"(?:margin|padding|border)-(?:left|right)", text), path
