"""What texts say has happened, in many languages, and what only looks like it."""

import pytest

from newsdesk.sync.named import Event
from newsdesk.sync.naming import named
from newsdesk.sync.naming.event_words import PHRASES
from newsdesk.sync.naming.procedure_words import PROCEDURES

SAID = [
    ("We just released Krita 5.2", "release"),
    ("PostgreSQL 18.1 is out", "release"),
    ("LibreOffice 25.8 ist erschienen", "release"),
    ("Inkscape 1.4.2 est disponible", "release"),
    ("Ya está aquí GIMP 3.2", "release"),
    ("Nova versão do Blender 4.5", "release"),
    ("È uscito Firefox 145", "release"),
    ("Debian 13 is uitgebracht", "release"),
    ("Blender 4.5 har släppts", "release"),
    ("Wydano Debiana 13", "release"),
    ("Вышла версия 1.45", "release"),
    ("Випущено 1.45", "release"),
    ("صدر الإصدار 1.45", "release"),
    ("שוחררה גרסה 1.45", "release"),
    ("GIMP 3.2 çıktı", "release"),
    ("MediaWiki 1.45をリリースしました", "release"),
    ("MediaWiki 1.45 发布", "release"),
    ("미디어위키 1.45가 출시되었습니다", "release"),
    ("The first release candidate of 1.45 needs testers", "pre-release"),
    ("1.45.0-rc.0", "pre-release"),
    ("Python 3.15.0a2", "pre-release"),
    ("La versión candidata de 1.45", "pre-release"),
    ("1.39 has reached its end of life", "end-of-life"),
    ("PHP 8.1 wird nicht mehr unterstützt", "end-of-life"),
    ("Fin de vie de PHP 8.1", "end-of-life"),
    ("Конец поддержки PHP 8.1", "end-of-life"),
    ("PHP 8.1のサポート終了", "end-of-life"),
    ("Registration is now open", "opening"),
    ("Call for papers", "opening"),
    ("Jetzt anmelden", "opening"),
    ("Les inscriptions sont ouvertes", "opening"),
    ("Abiertas las inscripciones", "opening"),
    ("Открыта регистрация", "opening"),
    ("参加登録を受付開始", "opening"),
    ("Deadline extended", "closing"),
    ("Last day to apply", "closing"),
    ("Frist verlängert", "closing"),
    ("Dernier jour", "closing"),
    ("Último día", "closing"),
    ("締め切り", "closing"),
    ("A friendly reminder", "reminder"),
    ("Nicht vergessen!", "reminder"),
    ("N’oubliez pas", "reminder"),
    ("Coming soon", "upcoming"),
    ("Save the date", "upcoming"),
    ("Demnächst in Wien", "upcoming"),
    ("The recordings are online", "recording"),
    ("Die Aufzeichnungen sind da", "recording release"),
    ("Nagrania z konferencji", "recording"),
    ("録画", "recording"),
    ("A recap of the week", "report"),
    ("Report from Wikimania", "report"),
    ("Rückblick auf die Konferenz", "report"),
    ("Retour sur le hackathon", "report"),
    ("The meeting was cancelled", "cancelled"),
    ("Das Treffen fällt aus", "cancelled"),
    ("Встреча отменена", "cancelled"),
    ("中止", "cancelled"),
    ("The site is down", "outage"),
    ("Störung im Rechenzentrum", "outage"),
    ("Сайт недоступен", "outage"),
    ("The issue is resolved", "recovery"),
    ("Wir sind wieder online", "recovery"),
    ("De retour en ligne", "recovery"),
    ("The meeting was postponed", "change"),
    ("延期", "change"),
]
NOTHING_SAID = [
    "Read the release notes",
    "A press release",
    "Meet our release manager",
    "Thanks to all beta testers",
    "The annual report",
    "How to report a bug",
    "Galaxy on demand",
    "This Week in Rust",
    "Hello world",
    "Open source and open data",
    "Back up your files",
    "MediaWiki リリースノート",
    "릴리스 노트",
    "Storing data for ten years",
    "障害者のための検索",
    "",
]


@pytest.mark.parametrize(("text", "events"), SAID)
def test_an_event_is_said_in_many_languages(text: str, events: str) -> None:
    assert named(text).events == {Event(one) for one in events.split()}


@pytest.mark.parametrize("text", NOTHING_SAID)
def test_what_looks_like_an_event_and_is_none(text: str) -> None:
    assert named(text).events == frozenset()


def test_a_text_can_say_several_things() -> None:
    text = "1.44.3 released with security fixes (release notes); 1.39 has reached end of life."
    assert named(text).events == {Event.RELEASE, Event.END_OF_LIFE}


def test_every_event_has_words_and_no_word_is_listed_twice() -> None:
    both = {**PHRASES, **PROCEDURES}
    assert set(both) == set(Event)
    phrases = [" ".join(phrase.split()) for words in both.values() for phrase in words.split(",")]
    assert {one for one in phrases if phrases.count(one) > 1 and one} == set()
