"""Which language a text is in, as far as that matters: whether two are in different ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from newsdesk.sync.judging.stems import stems

_SCRIPTS = {
    "ja": re.compile("[\u3040-\u30ff]"),
    "ko": re.compile("[\uac00-\ud7a3]"),
    "zh": re.compile("[\u4e00-\u9fff]"),
    "ar": re.compile("[\u0600-\u06ff]"),
    "he": re.compile("[\u0590-\u05ff]"),
    "el": re.compile("[\u0370-\u03ff]"),
    "ru": re.compile("[\u0400-\u04ff]"),
    "hi": re.compile("[\u0900-\u0dff]"),
    "th": re.compile("[\u0e00-\u0eff]"),
}
"""A script stands for all its languages: those of one script share many words and names."""
_LETTER = re.compile(r"[^\W\d_]")
_FEW = 0.25
"""Part of the letters from which on a script is the text's, as names are in Latin in any text."""
_EVERYDAY = {
    "en": "the and of to is in for with our has you we are on now from this by at it",
    "de": "der die das und ist ein eine für mit von zu im den auf wir ab des bei zum bis nicht",
    "fr": "le la les de des et est une pour avec du dans sur nous au en aux vous par un notre ce",
    "es": "el la los las de y es una para con del en que por ya un al está más nuestro",
    "pt": "o os as de e é uma para com do da no na em que por já um ao dos das nosso nova",
    "it": "il lo la gli le e è una per con di del della nel nella alla che da un al dei ora sono",
    "nl": "de het een en is voor met van in op wij zijn nu te naar om aan dat bij onze",
    "sv": "och är en ett för med av på i vi nu det som att till den de från har kan",
    "da": "og er en et til af på med vi nu det som den de fra har kan ikke for",
    "pl": "i w z na do jest dla się nie o od po już to za przez są oraz nowa nowy",
    "cs": "a v z na do je pro se o od po už to za jsou nová nový ve ze byla",
    "hu": "a az és egy van hogy már is meg nem ki el új elérhető most",
    "fi": "ja on se että ovat nyt voi uusi ei mutta sekä kun tai",
    "tr": "ve bir bu için ile çıktı yeni da de daha artık şimdi en olarak",
    "ro": "și si este o un pentru cu din la de în pe sunt acum noua nou",
    "id": "dan yang di untuk dengan dari ini telah kini pada adalah baru ke kami",
    "vi": "và của cho với đã là các có được mới trong này một",
    "ca": "i el la els les de amb per una del és ja un dels als nova",
}
_LEAST = 2
_LISTS = {language: frozenset(words.split()) for language, words in _EVERYDAY.items()}
_SAYING = {
    word: tuple(name for name, known in _LISTS.items() if word in known)
    for word in frozenset().union(*_LISTS.values())
}
EVERYDAY = stems(word for words in _LISTS.values() for word in words)
"""Everyday words of all these languages, as stems."""


def languages(text: str, words: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Name the languages that a text seems to be in, none where little tells; and all it may be.

    It seems to be in those of which it has most everyday words, two at least; it may be in any
    of which it has one.
    """
    written = None if text.isascii() else _script(text)
    if written:
        return written, written
    hits = Counter([name for word in set(words) for name in _SAYING.get(word, ())])
    most = max(_LEAST, *hits.values()) if hits else _LEAST
    seems = frozenset([name for name, count in hits.items() if count == most])
    return seems, frozenset(hits)


def _script(text: str) -> frozenset[str] | None:
    """Name the language that a script stands for; ``None`` for Latin, and where it is mixed."""
    letters = len(_LETTER.findall(text))
    for name, script in _SCRIPTS.items():
        if letters and len(script.findall(text)) > _FEW * letters:
            return frozenset({name})
    return None
