"""``python -m bench``: prints every table, in a few minutes."""

from __future__ import annotations

from bench import board, conversion, refresh, start

board.main()
refresh.main()
conversion.main()
start.main()
