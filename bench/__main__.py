"""``python -m bench``: prints every table, in about a minute."""

from __future__ import annotations

from bench import board, refresh, start

board.main()
refresh.main()
start.main()
