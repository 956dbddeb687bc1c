"""Messages in words: plurals, genders, dates, numbers, lists, and other people's text in them."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from markupsafe import Markup

from newsdesk.domain.message import Brief, Message, msg
from newsdesk.infra import messages
from newsdesk.infra.messages import Translator, translator

TODAY = date(2026, 11, 20)
MOMENT = datetime(2026, 11, 18, 14, 2, 59, tzinfo=UTC)
RLO = "\N{RIGHT-TO-LEFT OVERRIDE}"

TEXTS = {
    "en": {
        "days": "{{PLURAL:$1|0=today|$1 day|$1 days}}",
        "who": "{{GENDER:$1|his|her|their}} page",
        "two": "{{GENDER:$1|his|her}} page",
        "say": "$1 says <b>$2</b>",
        "only-english": "English $1",
        "newsdesk-time-moment": "$1, $2 UTC",
        "newsdesk-time-clock": "$1 UTC",
        "newsdesk-time-local": "$1 in $2",
    },
    "ar": {
        "days": "{{PLURAL:$1|z|o|t|few $1|many $1|other $1}}",
        "say": "$1 قال $2",
        "newsdesk-time-moment": "$1، $2 (ت ع م)",
        "newsdesk-time-clock": "$1 (ت ع م)",
        "newsdesk-time-local": "$1 في $2",
    },
    "de": {
        "days": "{{PLURAL:$1|$1 Tag|$1 Tage}}",
        "newsdesk-time-moment": "$1, $2 UTC",
        "newsdesk-time-clock": "$1 UTC",
    },
}


def speak(language: str) -> Translator:
    return translator(TEXTS, language)


@pytest.mark.parametrize(
    ("language", "number", "words"),
    [
        ("en", 0, "today"),
        ("en", 1, "1 day"),
        ("en", 2, "2 days"),
        ("en", 1234, "1,234 days"),
        ("de", 0, "0 Tage"),
        ("de", 1234, "1.234 Tage"),
        ("de-at", 1, "1 Tag"),
        ("ar", 0, "z"),
        ("ar", 1, "o"),
        ("ar", 2, "t"),
        ("ar", 5, "few 5"),
        ("ar", 11, "many 11"),
        ("ar", 100, "other 100"),
    ],
)
def test_plurals_follow_the_language(language: str, number: int, words: str) -> None:
    assert speak(language).plain(msg("days", number)) == words
    assert speak(language).text(msg("days", number)) == words


@pytest.mark.parametrize(
    ("key", "gender", "words"),
    [
        ("who", "male", "his page"),
        ("who", "female", "her page"),
        ("who", "unknown", "their page"),
        ("two", "unknown", "his page"),
    ],
)
def test_genders_have_a_neutral_form(key: str, gender: str, words: str) -> None:
    assert speak("en").plain(msg(key, gender)) == words


def test_what_was_said_once_is_not_said_anew() -> None:
    one = speak("en")
    said = one.text(msg("say", Brief(MOMENT, TODAY), Brief(TODAY, TODAY)))
    assert one.text(msg("say", Brief(MOMENT, TODAY), Brief(TODAY, TODAY))) is said
    assert one.text(msg("say", Brief(TODAY, TODAY), Brief(MOMENT, TODAY))) != said


def test_markup_is_not_taken_for_the_equal_text_that_must_be_escaped() -> None:
    one, text = speak("en"), "<i>x</i>"
    assert one.text(msg("only-english", Markup(text))) == Markup("English <i>x</i>")
    assert one.text(msg("only-english", text)) == Markup("English &lt;i&gt;x&lt;/i&gt;")
    nested = msg("only-english", msg("only-english", text))
    assert one.text(msg("only-english", msg("only-english", Markup(text)))) != one.text(nested)


def test_html_in_texts_and_parameters_is_escaped_but_markup_is_not() -> None:
    said = speak("en").text(msg("say", "<script>", Markup("<i>x</i>")))
    assert said == "&lt;script&gt; says &lt;b&gt;<i>x</i>&lt;/b&gt;"


def test_a_message_can_be_a_parameter() -> None:
    assert speak("en").plain(msg("say", msg("days", 2), "x")) == "2 days says <b>x</b>"


def test_text_that_could_turn_the_line_is_isolated() -> None:
    english, arabic = speak("en"), speak("ar")
    message = msg("say", f"{RLO}evil", "x")
    assert english.text(message).startswith(f"<bdi>{RLO}evil</bdi> says")
    assert english.plain(message).startswith(
        f"\N{FIRST STRONG ISOLATE}{RLO}evil\N{POP DIRECTIONAL ISOLATE}"
    )
    assert arabic.text(msg("say", "MediaWiki", "x")) == "<bdi>MediaWiki</bdi> قال <bdi>x</bdi>"


def test_what_is_not_translated_comes_in_english() -> None:
    assert speak("ar").plain(msg("only-english", 1)) == "English 1"
    with pytest.raises(KeyError):
        speak("ar").text(msg("nowhere"))


def test_a_parameter_that_is_not_given_shows_as_written() -> None:
    assert speak("en").plain(msg("say", "a")) == "a says <b>$2</b>"


@pytest.mark.parametrize(
    ("language", "day", "moment"),
    [
        ("en", "18 November 2026", "18 November 2026, 14:02 UTC"),
        ("de", "18. November 2026", "18. November 2026, 14:02 UTC"),
        ("ar", "18 نوفمبر 2026", "18 نوفمبر 2026، 14:02 (ت ع م)"),
        ("qqx", "2026-11-18", "(newsdesk-time-moment: 2026-11-18, 14:02)"),
    ],
)
def test_dates_and_moments(language: str, day: str, moment: str) -> None:
    assert speak(language).day(MOMENT.date()) == day
    assert speak(language).moment(MOMENT) == moment


def test_a_moment_of_another_zone_is_shown_in_utc() -> None:
    late = datetime(2026, 11, 18, 23, 30, tzinfo=timezone(-timedelta(hours=5)))
    assert speak("en").moment(late) == "19 November 2026, 04:30 UTC"


@pytest.mark.parametrize(
    ("moment", "zone", "words"),
    [
        ("2026-11-18T14:02+00:00", "Europe/Berlin", "15:02 in Europe/Berlin"),
        ("2026-07-18T14:02+00:00", "Europe/Berlin", "16:02 in Europe/Berlin"),
        ("2026-11-18T16:02+02:00", "Europe/London", "14:02 in Europe/London"),
        ("2026-11-18T23:02+00:00", "Asia/Kolkata", "19 Nov, 04:32 in Asia/Kolkata"),
        ("2026-11-18T01:02+00:00", "America/New_York", "17 Nov, 20:02 in America/New York"),
    ],
)
def test_a_moment_in_a_zone_names_it_and_another_day(moment: str, zone: str, words: str) -> None:
    assert speak("en-GB").local(datetime.fromisoformat(moment), ZoneInfo(zone)) == words


def test_a_zone_is_isolated_where_it_could_turn() -> None:
    shown = speak("ar").local(MOMENT, ZoneInfo("Europe/Berlin"))
    assert shown == "<bdi>15:02</bdi> في <bdi>Europe/Berlin</bdi>"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (datetime(2026, 11, 20, 14, 20, tzinfo=UTC), "14:20 UTC"),
        (datetime(2026, 11, 19, 14, 20, tzinfo=UTC), "19 Nov, 14:20 UTC"),
        (datetime(2025, 11, 19, 14, 20, tzinfo=UTC), "19 Nov 2025, 14:20 UTC"),
        (date(2026, 11, 18), "18 Nov"),
        (date(2025, 11, 18), "18 Nov 2025"),
        (TODAY, "20 Nov"),
    ],
)
def test_a_brief_date_leaves_out_what_goes_without_saying(
    value: date | datetime, words: str
) -> None:
    assert speak("en").brief(Brief(value, TODAY)) == words
    assert speak("en").plain(msg("only-english", Brief(value, TODAY))) == f"English {words}"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "a, &lt;b&gt; and c"),
        ("de", "a, &lt;b&gt; und c"),
        ("qqx", "a, &lt;b&gt;, c"),
    ],
)
def test_lists_are_joined_as_the_language_does(language: str, words: str) -> None:
    assert speak(language).listing(["a", "<b>", "c"]) == words


def test_qqx_shows_keys_and_parameters() -> None:
    shown = speak("qqx").text(msg("say", "<x>", msg("days", 3)))
    assert shown == "(say: &lt;x&gt;, (days: 3))"
    assert speak("qqx").plain(Message("bare")) == "(bare)"


def test_a_language_knows_its_direction() -> None:
    assert [(one.lang, one.dir) for one in map(speak, ("ar", "de-at", "tlh", "qqx"))] == [
        ("ar", "rtl"),
        ("de", "ltr"),
        ("en", "ltr"),
        ("qqx", "ltr"),
    ]


def test_files_are_read_without_metadata_and_documentation(tmp_path: Path) -> None:
    for name in ("en", "qqq", "pt-br"):
        (tmp_path / f"{name}.json").write_text(json.dumps({"@metadata": {}, "a": f"{name} é"}))
    assert messages.load(tmp_path) == {"en": {"a": "en é"}, "pt-br": {"a": "pt-br é"}}
