"""Names of weekdays and months, which are written as names and name no piece of news."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale

from newsdesk.sync.judging.stems import stems

_LANGUAGES = (
    "en de fr es pt it nl sv nb da fi pl cs sk ru uk bg sr sl hr ro hu el ca tr id vi ar he fa hi"
)


@lru_cache(maxsize=1)
def calendar() -> frozenset[str]:
    """List the stems, from the Unicode CLDR: https://cldr.unicode.org/translation/date-time."""
    found: set[str] = set()
    for language in _LANGUAGES.split():
        locale = Locale.parse(language)
        for names in (locale.days, locale.months):
            for context in names.values():
                for name in (*context["wide"].values(), *context["abbreviated"].values()):
                    found |= stems(name.casefold().rstrip(".").split())
    return frozenset(stem for stem in found if not stem.isdigit())
