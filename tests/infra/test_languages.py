"""What stands in for a language, and what Babel knows of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.infra.languages import (
    chain,
    holds_right_to_left,
    language_name,
    locale,
    plural_categories,
)


@pytest.mark.parametrize(
    ("language", "looked_up"),
    [
        ("en", ("en",)),
        ("de", ("de", "en")),
        ("DE-at", ("de-at", "de", "en")),
        ("gsw", ("gsw", "de", "en")),
        ("arz", ("arz", "ar", "en")),
        ("zh-hans-cn", ("zh-hans-cn", "zh-hans", "zh", "en")),
        ("", ("en",)),
    ],
)
def test_closer_languages_come_first_and_english_last(
    language: str, looked_up: tuple[str, ...]
) -> None:
    assert chain(language) == looked_up


@given(st.text(max_size=12))
def test_every_text_leads_to_a_locale(language: str) -> None:
    assert locale(language).text_direction in {"ltr", "rtl"}


def test_plural_forms_are_counted_as_translators_write_them() -> None:
    assert plural_categories(locale("en")) == ["one", "other"]
    assert plural_categories(locale("ar")) == ["zero", "one", "two", "few", "many", "other"]


def test_a_language_is_named_in_itself() -> None:
    assert [language_name(one) for one in ("en", "de", "ar")] == ["English", "Deutsch", "العربية"]


@pytest.mark.parametrize("text", ["שלום", "خبر", "a\N{RIGHT-TO-LEFT OVERRIDE}b"])
def test_what_could_turn_a_line_is_found(text: str) -> None:
    assert holds_right_to_left(text)
    assert not holds_right_to_left("MediaWiki 1.45 – für alle")
