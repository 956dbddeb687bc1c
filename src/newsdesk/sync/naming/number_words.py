"""The words of many languages that give a number beside them its meaning, by what they say.

Each list is there because the number means something else without its words: "week 47" is an
issue, "47 GB" is a size. Which sign a list has stands in ``tagging``.
"""

LANGUAGES = """
en en_GB de fr es pt it nl sv nb da fi is pl cs sk ru uk be bg sr sl ro hu el ca gl eu ar ar_DZ
ar_MA he fa ur hi bn mr ta te ml th ko tr az id ms et lt lv sq ka hy eo cy ga vi
"""
"""Whose names of months are known, by the codes of Babel."""

SHORT = """
en en_GB de fr es pt it nl sv nb da pl cs ru uk be bg sr ro hu tr id el ar he fa hi bn
mr ta te th ko
"""
"""Whose short names of months are known: of the others, too many are words of these."""

EVERYDAY = """
ago ara bal ban bas des die dos dub elo ene geg gen glo gru haz her ian kas kov led leden li lie
lip lis loka lug lut mac mag maj mart me mei met mi mil nis oca ott out ožu pro ruj saus
set sie sij srp stu sty sub svi tem tet tra trav vas velj ver
"""
"""Short names of months that are everyday words in another language."""

NOT_ALONE = """
gener kovo liepa mai maio maj maja majo marca march mars mart marto may mayo mayıs medi mei prill
urria
"""
"""Full names of months that are everyday words as well."""

WEEK = """
week wk weeks kw woche kalenderwoche semaine semana settimana setmana weeknummer vecka uge uke
viikko tydzień tygodnia týden týdne týždeň неделя неделе недели тиждень тижня hafta haftası
minggu pekan tuần hét εβδομάδα أسبوع الأسبوع שבוע هفته सप्ताह সপ্তাহ
"""
"""Weeks of a year."""

ISSUE = """
issue edition no nr num number numbers ausgabe nummer folge heft numéro numero número édition
edición edição edizione episodio épisode episódio episode ep eps n núm aflevering uitgave editie
nummeret utgåva utgave udgave avsnitt afsnit jakso numer wydanie odcinek číslo vydání díl выпуск
номер серия эпизод випуск число sayı bölüm edisi nomor epizoda szám τεύχος العدد عدد الحلقة
גיליון מספר פרק شماره अंक সংখ্যা số
"""
"""Issues, editions, episodes, numbers."""

PART = """
part pt teil tag day session lesson lektion chapter kapitel module modul track vol volume band
partie jour séance chapitre parte dia día giorno capitolo capítulo sesión sessão deel dag część
dzień část часть день глава частина bagian hari gün bölüm phần round runde stage phase step
schritt jornada الجزء اليوم חלק יום قسمت روز भाग পর্ব season saison temporada stagione seizoen
säsong sezon сезон batch cohort wave sprint group gruppe groupe grupo gruppo группа quarter
quartal trimestre trimestr kwartał квартал
"""
"""Parts of something: days of an event, sessions, chapters."""

SERIES = """
news newsletter weekly digest podcast bulletin gazette chronicle monthly roundup recap
wochenbericht nachrichten nouvelles noticias notícias notizie nyheter nyheder uutiset wiadomości
zprávy новости новини أخبار חדשות اخبار समाचार haberler berita summary update
"""
"""What the name of a series ends in, before its number."""

JOIN = """
and to until till through thru und bis et au y e al a en tot och og ja i do az és и по до até та
і ile ve dan sampai hingga đến και έως و إلى حتى ו עד تا और से
"""
"""What stands between the ends of a range, or before the last of a list."""

UNIT = """
gb mb kb tb pb gib mib kib tib km cm mm kg mg ghz mhz khz hz fps db million millions billion
billions mio mrd mln bn percent prozent pct points stars times seconds minutes hours days weeks
months years usd eur gbp chf inr dollars euros euro inch inches miles meters metres ms mbps gbps
"""
"""What is counted or measured: the number before it is no version."""

PLACE = """
room hall building floor booth stand gate level page top slide poster table slot raum saal halle
gebäude platz seite stufe klasse salle bâtiment étage sala edificio piso stanza planta zaal
gebouw sal bygning pokój strona místnost зал комната кабинет класс age aged over under about
nearly almost around only all the join meet more than first last next über unter etwa rund fast
plus près environ unos casi más mais quase oltre circa ruim bijna iso iec covid figure fig grade
street avenue highway route section sections article articles artikel artículo artigo articolo
paragraph absatz
"""
"""Places, counts and standards: the number behind them is no version."""

VERSION = """
version versions ver versión versão versione versie wersja wersji verze verzi версия версии версию
версія версії sürüm sürümü versi verzió versiune έκδοση إصدار الإصدار نسخة نسخه גרסה גרסת
संस्करण সংস্করণ バージョン 版本 버전 เวอร์ชัน
"""
"""What says that the number behind it is a version."""

RC = """
rc candidate candidata candidato kandidat kandydat кандидат aday
"""
"""Release candidates."""

BETA = """
beta bêta betaversion бета ベータ ベータ版 베타
"""
"""Betas."""

ALPHA = """
alpha alfa alphaversion альфа
"""
"""Alphas."""

EARLY = """
dev wmf nightly snapshot preview pre milestone vorschau
"""
"""Earlier builds."""

GOES_ON = """
is are was has have will now out brings comes gets with and available released lts ist hat wird
bringt kommt mit und jetzt erschienen veröffentlicht est sort sortie arrive disponible apporte et
es está ha llega ya y è esce arriva disponibile e é chega är har finns och er kom i jest już
wydany wyszedł je vydán vyšel вышел вышла выпущен доступен доступна и вийшов çıktı yayınlandı
telah rilis đã ra reaches reached ends erreicht endet atteint alcanza raggiunge достигла достиг
"""
"""How a sentence goes on behind the version that it is about."""
