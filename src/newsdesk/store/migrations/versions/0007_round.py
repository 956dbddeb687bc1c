"""Remember who dealt with what in a round, who is on it, and until when all is set aside."""

from __future__ import annotations

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what a former version does not know."""
