"""``python -m bench``: prints every table, in a few minutes."""

from __future__ import annotations

from bench import (
    board,
    conversion,
    failing,
    growth,
    matching,
    reading,
    refresh,
    round,
    start,
    status,
)

board.main()
status.main()
round.main()
refresh.main()
growth.main()
reading.main()
failing.main()
conversion.main()
start.main()
matching.main()
