"""What the history of the configuration page says of an edit, in the wiki's language."""

from __future__ import annotations

from newsdesk.domain.config_words import in_words
from newsdesk.domain.message import msg
from newsdesk.domain.site import Site
from newsdesk.infra.messages import Translator
from newsdesk.services.configuring import ConfigDraft
from newsdesk.services.summaries import subject, tool_link

_NAMED = 2
"""Changes that a summary names; of more it says how many they are."""


def summary(draft: ConfigDraft, site: Site, words: Translator) -> str:
    """Say what a draft changes, in short."""
    if draft.base is None:
        return words.plain(msg("newsdesk-summary-set-up"))
    told = [subject(words.plain(in_words(one.message))) for one in draft.changes]
    if not 0 < len(told) <= _NAMED:
        changed = words.plain(msg("newsdesk-summary-config-many", len(told)))
    elif len(told) == 1:
        changed = told[0]
    else:
        changed = words.plain(msg("newsdesk-summary-and", told[0], told[1]))
    return words.plain(msg("newsdesk-summary-config", changed, tool_link(site, "/setup")))
