"""Days, months, years and times in many spellings and languages."""

import pytest

from newsdesk.sync.named import Day, Month
from newsdesk.sync.naming import named

DAYS = [
    ("18 November 2026", {Day(11, 18, 2026)}),
    ("November 18, 2026", {Day(11, 18, 2026)}),
    ("Nov 18th", {Day(11, 18)}),
    ("the 18th of November", {Day(11, 18)}),
    ("Wed, 18 Nov, 17:00 UTC", {Day(11, 18)}),
    ("18–20 November", {Day(11, 18), Day(11, 20)}),
    ("November 18-20, 2026", {Day(11, 18, 2026), Day(11, 20, 2026)}),
    ("18, 19 and 20 November", {Day(11, 18), Day(11, 19), Day(11, 20)}),
    ("30 Nov – 2 Dec 2026", {Day(11, 30), Day(12, 2, 2026)}),
    ("2026-11-18", {Day(11, 18, 2026)}),
    ("2026-11-18T17:00", {Day(11, 18, 2026)}),
    ("18.11.2026", {Day(11, 18, 2026)}),
    ("18. 11. 2026", {Day(11, 18, 2026)}),
    ("18.–20.11.2026", {Day(11, 18, 2026), Day(11, 20, 2026)}),
    ("am 18.11. um 19 Uhr", {Day(11, 18)}),
    ("18. November", {Day(11, 18)}),
    ("vom 18. bis 20. November 2026", {Day(11, 18, 2026), Day(11, 20, 2026)}),
    ("5. März", {Day(3, 5)}),
    ("le 18 novembre 2026", {Day(11, 18, 2026)}),
    ("1er août", {Day(8, 1)}),
    ("du 18 au 20 février", {Day(2, 18), Day(2, 20)}),
    ("18 de noviembre de 2026", {Day(11, 18, 2026)}),
    ("del 18 al 20 de noviembre", {Day(11, 18), Day(11, 20)}),
    ("10 de out.", {Day(10, 10)}),
    ("18 settembre", {Day(9, 18)}),
    ("1º de março", {Day(3, 1)}),
    ("18 mei 2026", {Day(5, 18, 2026)}),
    ("den 18 augusti", {Day(8, 18)}),
    ("23 września", {Day(9, 23)}),
    ("23. září 2026", {Day(9, 23, 2026)}),
    ("18 ноября", {Day(11, 18)}),
    ("с 18 по 20 ноября 2026 года", {Day(11, 18, 2026), Day(11, 20, 2026)}),
    ("18 листопада", {Day(11, 18)}),
    ("18. marraskuuta", {Day(11, 18)}),
    ("2026. november 18-án", {Day(11, 18, 2026)}),
    ("18 Νοεμβρίου", {Day(11, 18)}),
    ("18 Kasım 2026'da", {Day(11, 18, 2026)}),
    ("18 November mendatang", {Day(11, 18)}),
    ("ngày 18 tháng 11 năm 2026", {Day(11, 18, 2026)}),
    ("١٨ نوفمبر ٢٠٢٦", {Day(11, 18, 2026)}),
    ("۱۸ نوامبر ۲۰۲۶", {Day(11, 18, 2026)}),
    ("18 בנובמבר", {Day(11, 18)}),
    ("ב-18 בנובמבר 2026", {Day(11, 18, 2026)}),
    ("१८ सितंबर २०२६", {Day(9, 18, 2026)}),
    ("১৮ নভেম্বর ২০২৬", {Day(11, 18, 2026)}),
    ("18 พฤศจิกายน", {Day(11, 18)}),
    ("11月18日", {Day(11, 18)}),
    ("2026年11月18日(水)", {Day(11, 18, 2026)}),
    ("11月18日〜20日", {Day(11, 18), Day(11, 20)}),
    ("2026년 11월 18일", {Day(11, 18, 2026)}),
    ("18.11.–20.11., Wien", {Day(11, 18), Day(11, 20)}),
    ("30.11. - 2.12.2026", {Day(11, 30, 2026), Day(12, 2, 2026)}),
    ("Встреча 18.11 в 19:00", {Day(11, 18)}),
    ("w dniu 05.12", {Day(12, 5)}),
    ("từ 18 đến 20 tháng 11", {Day(11, 18), Day(11, 20)}),
    ("6–8/11/2026", {Day(11, 6, 2026), Day(11, 8, 2026)}),
    ("Di 18.11. 19:00 Stammtisch", {Day(11, 18)}),
    ("22.11. od 10.00", {Day(11, 22)}),
    ("22 ноября в 18.00", {Day(11, 22)}),
    ("15/11 a las 17hs", {Day(11, 15)}),
    ("startet am 15.1.", {Day(1, 15)}),
    ("Bewerben bis 31.12.", {Day(12, 31)}),
    ("5 Sept", {Day(9, 5)}),
    ("03/11/2026", {Day(11, 3, 2026), Day(3, 11, 2026)}),
    ("18/11/2026", {Day(11, 18, 2026)}),
    ("11/18/2026", {Day(11, 18, 2026)}),
    ("on 4/10", {Day(4, 10), Day(10, 4)}),
    ("Friday 12/12", {Day(12, 12)}),
    ("Meet us: 4/25", {Day(4, 25)}),
]
NO_DAYS = [
    "MediaWiki 1.44",
    "open 24/7",
    "(1/3)",
    "2/3 of all wikis",
    "31 April, 30 February, 18.13.2026, 45 November",
    "iPhone 15 Pro",
    "9 out of 10",
    "a set 3 times, 5 des 12, Gen 5",
    "you may come 3 times",
    "1:30, 17:00",
    "Tech News 2026/47",
    "November 2026",
    "12 talks in May",
    "Wenn Sie 3 Fragen haben",
    "haz 2 cosas",
    "12 leden van de groep",
    "avg 5 a day, Ian 3, a lip 5",
]


@pytest.mark.parametrize(("text", "days"), DAYS)
def test_a_day_is_read_in_every_spelling(text: str, days: set[Day]) -> None:
    found = named(text)
    assert found.days == days
    assert not found.versions
    assert not found.numbers


@pytest.mark.parametrize("text", NO_DAYS)
def test_what_is_no_day_is_none(text: str) -> None:
    assert named(text).days == frozenset()


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("November 2026", {Month(11, 2026)}),
        ("novembre 2026", {Month(11, 2026)}),
        ("2026年11月号", {Month(11, 2026)}),
        ("our October newsletter", {Month(10)}),
        ("Новости за октябрь", {Month(10)}),
        ("Oktober-Rundbrief", {Month(10)}),
        ("May 2026", {Month(5, 2026)}),
        ("you may come; march on, mars", set()),
        ("la marca, Maja", set()),
        ("18 November 2026", set()),
    ],
)
def test_a_month_without_a_day_is_a_month(text: str, months: set[Month]) -> None:
    assert named(text).months == months


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("GUADEC 2026", {2026}),
        ("#GI2025 in 2026", {2025, 2026}),
        ("2000 assemblies, 1066", set()),
        ("18 November 2026", set()),
        ("2026 users? no: a year", {2026}),
    ],
)
def test_a_year_that_stands_alone(text: str, years: set[int]) -> None:
    assert named(text).years == years


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("17:00 UTC", {"17:00"}),
        ("at 5 pm", {"17:00"}),
        ("at 5:30 p.m.", {"17:30"}),
        ("12 am", {"00:00"}),
        ("10AM EDT", {"10:00"}),
        ("10 EDT", {"10:00"}),
        ("17 Uhr, 18.30 Uhr", {"17:00", "18:30"}),
        ("à 17h30 et 18 h", {"17:30", "18:00"}),
        ("kl. 17.30", {"17:30"}),
        ("ab 19.30 im Haus", {"19:30"}),
        ("ore 18", {"18:00"}),
        ("الساعة ٥ مساءً", {"17:00"}),
        ("a las 17hs", {"17:00"}),
        ("22.11. od 10.00", {"10:00"}),
        ("в 18.30", {"18:30"}),
        ("alle 17.30, ore 18.00", {"17:30", "18:00"}),
        ("1700 UTC", {"17:00"}),
        ("17時30分", {"17:30"}),
        ("16:00-17:00", {"16:00", "17:00"}),
        ("오후 5시", {"17:00"}),
        ("130 est sorti, 140 ist da", set()),
        ("1.44:30", set()),
    ],
)
def test_a_time_of_the_day(text: str, times: set[str]) -> None:
    found = named(text)
    assert found.times == times
    assert not times or not found.numbers
