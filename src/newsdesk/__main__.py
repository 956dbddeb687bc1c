"""Runs :mod:`newsdesk.commands` as ``python -m newsdesk``."""

from __future__ import annotations

import sys

from newsdesk.commands import main

sys.exit(main())
