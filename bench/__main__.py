"""``python -m bench``: prints every table, each within about a minute."""

from __future__ import annotations

from bench import board

board.main()
