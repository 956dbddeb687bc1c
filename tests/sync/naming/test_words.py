"""Words and names, and what of a text is neither."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsdesk.sync.naming import LONGEST, named
from newsdesk.sync.naming.plain import breaks_off, plain


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hello, World!", "hello world"),
        ("See https://example.org/a_b?c=1 and www.example.org now", "see and now"),
        ("52 pages 127.0.0.1:8080/wiki/Docu… at example.org:81/x", "pages at"),
        ("with @galaxy@mstdn.science and @a.b.social", "with and"),
        ("[[MediaWiki]] and [[m:Tech/News|the news]]", "mediawiki and the news"),
        ("''The title'' by '''Ann''' &amp; [https://x.org/1 Bob]", "the title by ann bob"),
        ("{{Date|2026}} a<br>b <tvar name=1>c</tvar>", "a b c"),
        (":tada: new :blob_cat: 10:30", "new"),
        ("well done #One #Two", "well done"),
        ("submit a talk for #Wikimania", "submit a talk for wikimania"),
        ("Read more. #Wikimania", "read more"),
        ("Read more: https://example.org #Wikimania", "read more"),
        ("Read more\n#Wikimania", "read more"),
        ("#Wikimania is near", "wikimania is near"),
        ("ＭｅｄｉａＷｉｋｉ", "mediawiki"),
        ("हिन्दी में", "हिन्दी में"),
        ("می\u200cشود", "می\u200cشود"),
        ("東京で開催", "東京 京で で開 開催"),
        ("MediaWikiの新版", "mediawiki の新 新版"),
        ("5G at EGD2025", "5g at egd2025"),
        ("to\u00adday", "today"),
    ],
)
def test_the_words_of_a_text(text: str, words: str) -> None:
    assert " ".join(named(text).words) == words


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Welcome to the Wikimedia Hackathon in Prague", {"wikimedia", "hackathon", "prague"}),
        ("We met. Then left", set()),
        ("🎉 Party at home", set()),
        ("EMWCon and MediaWiki", {"emwcon", "emw", "con", "mediawiki", "media", "wiki"}),
        ("#OpenSource", {"opensource", "open", "source"}),
        ("#open_data", {"open", "data"}),
        ("a talk, “Debugging with XDebug”", {"debugging", "with", "xdebug"}),
        ("a talk: ''parser basics''", {"parser", "basics"}),
        ("a talk, 'parser basics', and it's the users' choice", {"parser", "basics"}),
        ("a talk, ‘parser basics’", {"parser", "basics"}),
        ("東京で開催", set()),
    ],
)
def test_the_names_in_a_text(text: str, names: set[str]) -> None:
    assert named(text).names == names


@pytest.mark.parametrize(
    "text", ["on (1/3)", "1/3\nIt begins", "It goes…", "It goes ...", "🧵 go"]
)
def test_a_text_that_breaks_off(text: str) -> None:
    assert breaks_off(text)


@pytest.mark.parametrize(
    "text", ["the end (3/3)", "", "All done.", "on 4/10 we meet", "15/11 we meet"]
)
def test_a_text_that_does_not(text: str) -> None:
    assert not breaks_off(text)


def test_of_a_long_text_the_beginning_counts() -> None:
    assert named("word " * LONGEST + "1.44") == named(("word " * LONGEST)[:LONGEST])


@given(st.text())
def test_no_text_is_too_odd(text: str) -> None:
    found = named(text)
    assert named(text) == found
    assert all(word == word.casefold() and word for word in found.words)


@given(st.text(alphabet="&#xe001;aZ 1.2/-#@:[]{}'<>()…第月日💥\ue001\ue0fe\nर्", max_size=60))
@example("week &#xe001;12")
def test_a_plain_text_has_none_of_the_signs_that_tags_are(text: str) -> None:
    assert not any("\ue000" <= c <= "\ue0ff" for c in plain(text))


@given(st.text(alphabet="a1/.-_~?#=%&;@:()", max_size=60))
def test_nothing_of_an_address_stays(rest: str) -> None:
    assert plain(f"see https://x{rest} here").split() == ["see", "here"]
