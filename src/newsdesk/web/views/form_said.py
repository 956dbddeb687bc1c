"""What a press on the set-up's form did, as the next page says it."""

from __future__ import annotations

KEYS = frozenset(
    {
        "newsdesk-form-discarded",
        "newsdesk-form-imported",
        "newsdesk-form-kept",
        "newsdesk-form-moved",
        "newsdesk-form-removed",
        "newsdesk-form-undone",
    }
)
