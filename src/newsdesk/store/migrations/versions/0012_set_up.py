"""Keep what people are about to change in the set-up, and what the wiki says of its own pages.

Each table names its desk.
"""

from __future__ import annotations

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what a former version does not know."""
