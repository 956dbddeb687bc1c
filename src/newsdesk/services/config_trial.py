"""What a change would make of a draft, before it is kept: wrong input never gets into one."""

from __future__ import annotations

from newsdesk.domain.config_change import Change
from newsdesk.services import configuring, submitted
from newsdesk.services.configuring import ConfigDraft
from newsdesk.services.submitted import Editor


def tried(editor: Editor, wanted: Change) -> ConfigDraft:
    """Return this person's draft as it would be once changed; nothing is written.

    :raises Explained: see :func:`configuring.change`
    """
    found = configuring.draft(editor)
    kept = configuring.changed(found, wanted)
    return configuring.seen(
        editor.settings.config_page, kept, found.base, submitted.site_of(editor)
    )
