"""Where the files lie that are no code: beside ``src``, in the root of the repository."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[3]
MESSAGES = ROOT / "i18n"
TEMPLATES = ROOT / "templates"
STATIC = ROOT / "static"
CODEX = STATIC / "codex"
WIKI_PAGES = ROOT / "toolforge" / "wiki"
