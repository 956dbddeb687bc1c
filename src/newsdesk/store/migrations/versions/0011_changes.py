"""Remember how the statuses of news items changed, for feeds and programs.

Each table names its desk.
"""

from __future__ import annotations

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what a former version does not know."""
