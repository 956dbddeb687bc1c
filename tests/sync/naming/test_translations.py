"""One announcement in many languages names the same versions, days, times and issues."""

import html
import unicodedata

import pytest

from newsdesk.sync.named import Day, Issue, Version
from newsdesk.sync.naming import named

MEETING = [
    "Hackathon in Vienna, 18–20 September 2026, from 9:30. 1,200 seats.",
    "The hackathon runs September 18th to 20th, 2026 in Vienna, at 9:30 am, with 1200 seats",
    "Hackathon in Wien: 18. bis 20. September 2026, ab 9.30 Uhr, 1.200 Plätze",
    "Hackathon à Vienne du 18 au 20 septembre 2026, dès 9h30 ; 1 200 places",
    "Hackatón en Viena del 18 al 20 de septiembre de 2026, a las 9:30. 1.200 plazas",
    "Hackathon em Viena, de 18 a 20 de setembro de 2026, às 9h30, 1.200 lugares",
    "Hackathon a Vienna dal 18 al 20 settembre 2026, ore 9:30, 1.200 posti",
    "Hackathon in Wenen van 18 tot 20 september 2026, om 9:30, 1.200 plaatsen",
    "Hackathon i Wien den 18–20 september 2026 kl. 9.30, 1 200 platser",
    "Hackathon w Wiedniu 18–20 września 2026, godz. 9:30, 1200 miejsc",
    "Hackathon ve Vídni 18.–20. září 2026 od 9:30, 1 200 míst",
    "Хакатон в Вене с 18 по 20 сентября 2026 года в 9:30, 1200 мест",
    "Хакатон у Відні 18—20 вересня 2026 року о 9:30, 1200 місць",
    "Hackathon Bécsben: 2026. szeptember 18–20., 9:30, 1200 hely",
    "Viyana'da hackathon: 18-20 Eylül 2026, 9:30, 1.200 kişi",
    "Hackathon di Wina, 18–20 September 2026, pukul 9:30, 1.200 kursi",
    "هاكاثون في فيينا 18-20 سبتمبر 2026 الساعة 9:30، 1200 مقعد",
    "هاكاثون في فيينا ١٨–٢٠ سبتمبر ٢٠٢٦ الساعة ٩:٣٠، ١٬٢٠٠ مقعد",
    "هکاتون وین ۱۸ تا ۲۰ سپتامبر ۲۰۲۶ ساعت ۹:۳۰، ۱۲۰۰ نفر",
    "האקתון בווינה, 18–20 בספטמבר 2026, בשעה 9:30, 1,200 מקומות",
    "वियना में हैकाथॉन 18–20 सितंबर 2026, 9:30, 1200 सीटें",
    "ভিয়েনায় হ্যাকাথন ১৮–২০ সেপ্টেম্বর ২০২৬, ৯:৩০, ১২০০ আসন",
    "ウィーンでハッカソン 2026年9月18日〜20日 9時30分から 定員1,200名",
    "维也纳黑客松 2026年9月18日至20日 9:30 1200个名额",
    "빈 해커톤 2026년 9월 18일~20일 9시 30분, 1,200명",
    "Hackathon tại Viên, 18–20 tháng 9 năm 2026, 9:30, 1.200 chỗ",
    "Hackathon Viinissä 18.–20. syyskuuta 2026 klo 9.30, 1 200 paikkaa",
    "Hackathon i Wien 18.-20. september 2026 kl. 9.30, 1.200 pladser",
    "Hackathon 18.-20.9.2026, 9:30, 1200",
    "Hackathon la Viena, 18–20 septembrie 2026, ora 9:30, 1.200 de locuri",
    "Χάκαθον στη Βιέννη 18–20 Σεπτεμβρίου 2026, 9:30, 1.200 θέσεις",
    "Hackathon a Viena del 18 al 20 de setembre de 2026, 9:30, 1.200 places",
    "แฮกกาธอนที่เวียนนา 18–20 กันยายน 2026 9:30 1,200 ที่นั่ง",
]
RELEASE = [
    "MediaWiki 1.44.2 and 1.43.5 released; the release candidate 1.45.0-rc.1 follows",
    "MediaWiki 1.43.5 und 1.44.2 sind erschienen, bald folgt 1.45.0 RC1",
    "MediaWiki 1.44.2 et 1.43.5 sont sorties ; version candidate : 1.45.0-rc.1",
    "Publicadas las versiones 1.44.2 y 1.43.5 de MediaWiki, y la 1.45.0 RC 1",
    "Lançadas as versões 1.44.2 e 1.43.5 do MediaWiki, além da 1.45.0-rc1",
    "Вышли MediaWiki 1.44.2 и 1.43.5, а также 1.45.0-rc.1",
    "Wydano MediaWiki 1.44.2 i 1.43.5 oraz 1.45.0-rc.1",
    "MediaWiki 1.44.2と1.43.5をリリースしました。1.45.0-rc.1も公開中です",
    "MediaWiki 1.44.2、1.43.5和1.45.0-rc.1发布",
    "미디어위키 1.44.2와 1.43.5, 1.45.0-rc.1이 출시되었습니다",
    "صدر ميدياويكي 1.44.2 و1.43.5 و1.45.0-rc.1",
    "صدر ميدياويكي ١٫٤٤٫٢ و ١٫٤٣٫٥ و ١٫٤٥٫٠-rc.1",
    "יצאו מדיה־ויקי 1.44.2 ו־1.43.5, וגם 1.45.0-rc.1",
    "MediaWiki 1.44.2 ve 1.43.5 ile 1.45.0-rc.1 çıktı",
]
ISSUES = [
    "Tech News, week 47 of 2026, is out",
    "Tech News 2026/47",
    "Tech News, Woche 47/2026",
    "Tech News : semaine 47 de 2026",
    "Tech News: semana 47 de 2026",
    "Notizie tecniche, settimana 47 (2026)",
    "Technické novinky 2026, týden 47",
    "Технические новости, неделя 47, 2026",
    "Wiadomości techniczne – tydzień 47, 2026",
    "技術ニュース 2026年第47週",
    "技术新闻：2026年第47期",
    "기술 뉴스 2026년 제47호",
    "أخبار تقنية، الأسبوع 47، 2026",
    "חדשות טכניות, 2026 שבוע 47",
    "Teknik Haberler 2026 - Hafta 47",
]


@pytest.mark.parametrize("text", MEETING)
def test_a_meeting_is_the_same_in_every_language(text: str) -> None:
    found = named(text)
    assert found.days == {Day(9, 18, 2026), Day(9, 20, 2026)}
    assert found.times == {"09:30"}
    assert found.numbers == {"1200"}
    assert not found.versions
    assert not found.issues
    assert not found.years


@pytest.mark.parametrize("text", MEETING + RELEASE + ISSUES)
def test_how_a_text_is_encoded_says_nothing(text: str) -> None:
    found = named(text)
    assert named(unicodedata.normalize("NFD", text)) == found
    assert named(text.replace(" ", "\u00a0")) == found
    assert named(f"  '''{html.escape(text)}'''\n(1/3)") == found


@pytest.mark.parametrize("text", RELEASE)
def test_a_release_is_the_same_in_every_language(text: str) -> None:
    found = named(text)
    assert found.versions == {
        Version((1, 44, 2)),
        Version((1, 43, 5)),
        Version((1, 45), -1, 1),
    }
    assert not found.numbers
    assert not found.days


@pytest.mark.parametrize("text", ISSUES)
def test_an_issue_is_the_same_in_every_language(text: str) -> None:
    found = named(text)
    assert found.issues == {Issue(47, 2026)}
    assert not found.numbers
    assert not found.years
