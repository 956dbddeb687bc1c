from __future__ import annotations

from datetime import UTC, datetime
from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.domain.desk import PageRevision
from newsdesk.domain.lead import Lead, LeadKind
from newsdesk.domain.site import Site
from newsdesk.wiki.suggestions_page import MOST, read
from tests.wiki.news_page.examples import SITE

REVISED = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
PAGE = "Talk:Social media"
HERE = "https://www.mediawiki.org/wiki/Talk:Social_media"
ANNA = "[[User:Anna|Anna]] ([[User talk:Anna|talk]]) 12:34, 18 November 2026 (UTC)"
BEN = "[[User:Ben|Ben]] ([[User talk:Ben|talk]]) 08:00, 19 November 2026 (UTC)"


def suggested(text: str, site: Site = SITE, model: str = "wikitext") -> tuple[Lead, ...]:
    found = PageRevision(
        title=PAGE, revid=5, parent=4, user="E", time=REVISED, text=text, model=model
    )
    return read(found, site)


def test_a_section_is_a_suggestion() -> None:
    text = (
        f"Intro by {BEN}\n== A [[Extension:Foo|Foo]] release ==\n"
        f"Please post [https://x.org/a this].\n\nIt is new. --{ANNA}\n:: Thanks! {BEN}\n"
    )
    (found,) = suggested(text)
    assert found == Lead(
        source_id=f"suggestions:{PAGE}",
        native_id="2026-11-18T12:34 Anna",
        kind=LeadKind.SUGGESTION,
        title="A Foo release",
        text="Please post this.\n\nIt is new.",
        html=found.html,
        links=("https://x.org/a",),
        time=datetime(2026, 11, 18, 12, 34, tzinfo=UTC),
        url=f"{HERE}#A_Foo_release",
        author="Anna",
        answered=("Ben",),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"== A ==\nOne {ANNA}", ("One", "Anna", ())),
        (f"== A ==\nOne {ANNA}\n\nTwo {ANNA}", ("One", "Anna", ())),
        (f"== A ==\nOne {ANNA}\n:Two {ANNA}\n::Three {BEN}", ("One", "Anna", ("Ben",))),
        (f"== A ==\nOne {ANNA}\n=== More ===\nTwo {BEN}", ("One", "Anna", ("Ben",))),
        ("== A ==\nOne", ("One", "", ())),
        (f"== A ==\nOne\n:Two {BEN}", ("One", "", ("Ben",))),
        (f"== A ==\n: One {BEN}", ("One", "Ben", ())),
        (f"== A ==\nOne:\n* a\n* b {ANNA}", ("One:\n\na\n\nb", "Anna", ())),
        (
            "== A ==\nOne {{unsigned|Anna|12:34, 18 November 2026 (UTC)}}",
            ("One", "Anna", ()),
        ),
        ("== A ==\nOne {{Unsigned2|12:34, 18 November 2026|Anna}}", ("One", "Anna", ())),
        ("== A ==\nOne {{unsignedIP|192.0.2.1}}", ("One", "192.0.2.1", ())),
        (
            f"== A ==\nOne <small>—Preceding unsigned comment added by {ANNA}</small>"
            f"<!-- bot -->\n:Two {BEN}",
            ("One", "Anna", ("Ben",)),
        ),
        (
            f"== A ==\nOne {ANNA}\n{{{{section resolved|1={BEN}}}}}",
            ("One", "Anna", ("Ben",)),
        ),
        (f"== A ==\nSee [[User:Ben]]. {ANNA}", ("See User:Ben.", "Anna", ())),
        (f"== A ==\nOne {ANNA} – Two {BEN}", ("One", "Anna", ("Ben",))),
        (f"== A ==\nOne <!-- {BEN} --> {ANNA}", ("One", "Anna", ())),
        (f"== A ==\nOne <nowiki>{BEN}</nowiki> {ANNA}", (f"One {BEN}", "Anna", ())),
        (f"== A ==\n<translate><!--T:3--> One</translate> {ANNA}", ("One", "Anna", ())),
        (f"<noinclude>\n== A ==\nOne {ANNA}\n</noinclude>", ("One", "Anna", ())),
        ("== A ==\nOn 18 November 2026 (12:00) there is a party.",
         ("On 18 November 2026 (12:00) there is a party.", "", ())),
    ],
)  # fmt: skip
def test_who_said_it_and_who_answered(text: str, said: tuple[str, str, tuple[str, ...]]) -> None:
    (found,) = suggested(text)
    assert (found.text, found.author, found.answered) == said


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("", []),
        ("Only words.", []),
        ("== A ==\nx\n== B ==\ny", ["A", "B"]),
        ("= Part =\nx\n== A ==\ny\n= Part =\nz", ["A"]),
        ("=== Deeper ===\nx", []),
        ("<nowiki>\n== A ==\n</nowiki>", []),
        ("<!--\n== A ==\nx\n-->\n== B ==", ["B"]),
        ("<pre>\n== A ==\n</pre>\n== B ==", ["B"]),
        ("== A ==\n<nowiki>never closed\n== B ==\nx", ["A", "B"]),
        ("{{box|\n== A ==\n}}\n== B ==", ["B"]),
        ("== A == <!--T:1-->\nx", ["A"]),
        ("== A ==\n{{archive top}}\nx\n{{archive bottom}}\n== B ==", ["B"]),
        ("{{Discussion top}}\n== A ==\nx\n== B ==\n{{discussion bottom}}\n== C ==", ["C"]),
        ('== A ==\n<div class="x mw-archivedtalk">y</div>\n== B ==', ["B"]),
        ("== A ==\n<!-- {{archive top}} -->\n== B ==", ["A", "B"]),
        ("==  ==\n", []),
    ],
)
def test_which_sections_are_suggestions(text: str, titles: list[str]) -> None:
    assert [one.title for one in suggested(text)] == titles


GERMAN = Site(
    name="Wiki", server="https://wiki.example", language="de", timezone="Europe/Berlin",
    namespaces=((2, ("Benutzer", "User", "BN")), (3, ("Benutzer Diskussion", "User talk", "BD")),
                (-1, ("Spezial", "Special"))),
    interwiki=(("m", "https://meta.wikimedia.org/wiki/$1"),),
)  # fmt: skip


LOCAL = {"fr": "Utilisateur", "ar": "مستخدم", "he": "משתמש", "ja": "利用者", "ru": "Участник"}


@pytest.mark.parametrize(
    ("language", "date"),
    [
        ("en", "12:34, 18 November 2026 (UTC)"),
        ("fr", "18 novembre 2026 à 12:34 (UTC)"),
        ("pt", "12h34min de 18 de novembro de 2026 (UTC)"),
        ("fi", "18. marraskuuta 2026 kello 12.34 (UTC)"),
        ("hu", "2026. november 18., 12:34 (UTC)"),
        ("cs", "18. 11. 2026, 12:34 (UTC)"),
        ("ru", "12:34, 18 ноября 2026 (UTC)"),
        ("pl", "12:34, 18 lis 2026 (UTC)"),
        ("es", "12:34 18 nov 2026 (UTC)"),
        ("sv", "18 november 2026 kl. 12.34 (UTC)"),
        ("ja", "2026年11月18日 (水) 12:34 (UTC)"),
        ("ko", "2026년 11월 18일 (수) 12:34 (UTC)"),
        ("zh", "2026年11月18日 (三) 12:34 (UTC)"),
        ("ar", "12:34، 18 نوفمبر 2026 (ت ع م)"),
        ("fa", "۱۸ نوامبر ۲۰۲۶، ساعت ۱۲:۳۴ (UTC)"),
        ("he", "12:34, 18 בנובמבר 2026 (UTC)"),
        ("vi", "12:34, ngày 18 tháng 11 năm 2026 (UTC)"),
        ("hi", "१२:३४, १८ नवंबर २०२६ (UTC)"),
    ],
)
def test_dates_are_in_the_wikis_language(language: str, date: str) -> None:
    names = tuple(dict.fromkeys((LOCAL.get(language, "User"), "User")))
    site = Site(
        name="Wiki", server="https://wiki.example", language=language, namespaces=((2, names),)
    )
    (found,) = suggested(f"== A ==\nWords. [[{names[0]}:Å b|Å]] {date}", site)
    assert (found.text, found.author) == ("Words.", "Å b")
    assert found.time == datetime(2026, 11, 18, 12, 34, tzinfo=UTC)


def test_a_date_that_is_not_understood_still_says_who_signed() -> None:
    site = Site(name="Wiki", server="https://wiki.example", language="th")
    (found,) = suggested("== A ==\nWords. [[User:Anna]] 12:34, 18 พฤศจิกายน 2569 (UTC)", site)
    assert (found.author, found.time) == ("Anna", REVISED)


@pytest.mark.parametrize(
    ("signed", "author", "time"),
    [
        ("[[Benutzer:Anna|A]] ([[BD:Anna|?]]) 13:34, 18. Nov. 2026 (CET)", "Anna", "11-18 12:34"),
        ("[[BN:Anna|A]] 13:34, 18. Jul. 2026 (CEST)", "Anna", "07-18 11:34"),
        ("[[BN:Anna|A]] 02:30, 25. Okt. 2026 (CEST)", "Anna", "10-25 00:30"),
        ("[[BN:Anna|A]] 02:30, 25. Okt. 2026 (CET)", "Anna", "10-25 01:30"),
        ("[[BN:Anna|A]] 12:34, 18. Nov. 2026 (UTC)", "Anna", "11-18 12:34"),
        (
            "[[Spezial:Beiträge/192.0.2.7|x]] 13:34, 18. Nov. 2026 (CET)",
            "192.0.2.7",
            "11-18 12:34",
        ),
        ("[[BN:~2026-1|x]] 13:34, 18. Nov. 2026 (CET)", "~2026-1", "11-18 12:34"),
        ("[[:m:User:Anna B|A]] 13:34, 18. Nov. 2026 (CET)", "Anna B", "11-18 12:34"),
        (
            "<b>[[user:anna_b/x|~A~]]</b><sup>[[BD:Anna b|?]]</sup> 13:34, 18. Nov. 2026 (CET)",
            "Anna b",
            "11-18 12:34",
        ),
    ],
)
def test_names_and_zones_are_the_wikis_own(signed: str, author: str, time: str) -> None:
    (found,) = suggested(f"== A ==\nWords. {signed}", GERMAN)
    assert (found.text, found.author) == ("Words.", author)
    assert f"{found.time:%m-%d %H:%M}" == min(time, f"{REVISED:%m-%d %H:%M}")


def test_a_suggestion_stays_the_same_one() -> None:
    before = f"== A ==\nOne {ANNA}\n== B ==\nTwo {ANNA}"
    after = f"== C ==\nNew\n== Renamed ==\nOne, better {ANNA}\n:Two {BEN}"
    assert suggested(before)[0].native_id == suggested(after)[1].native_id
    assert len({one.native_id for one in suggested(before)}) == 2


def test_a_huge_page_gives_its_last_suggestions() -> None:
    text = "".join(f"== {n} ==\nWords {ANNA}\n" for n in range(MOST + 100))
    found = suggested(text)
    assert len(found) == MOST
    assert found[-1].title == str(MOST + 99)
    assert suggested("== A ==\n" + "x" * 3_000_000) == ()
    assert suggested("== A ==", model="json") == ()


@given(st.text(alphabet="=*:{}[]|<>!-~()\n ab12:,", max_size=300))
def test_any_text_is_read(text: str) -> None:
    found = suggested(f"{text}\n== A ==\nOne {ANNA}")
    assert len({one.native_id for one in found}) == len(found)


@pytest.mark.parametrize(
    "piece",
    [
        "== a ==\n",
        "== a ==\n{{atop}}\n{{abot}}\n",
        "[[User:A|A]] 10:00, 1 January 2026 (UTC) ",
        "2026 (UTC)",
        "(UTC)",
    ],
)
def test_a_page_made_to_keep_a_reader_busy_is_soon_read(piece: str) -> None:
    began = thread_time()
    found = suggested("== a ==\n2026 " + piece * (300_000 // len(piece)))
    assert thread_time() - began < 15
    assert len(found) <= 1
