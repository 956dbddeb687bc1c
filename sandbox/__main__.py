"""Runs :mod:`sandbox.run` as ``python -m sandbox``."""

from __future__ import annotations

import sys

from sandbox.run import main

sys.exit(main())
