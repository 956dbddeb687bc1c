"""Remember what matching needs so that nothing is compared twice."""

from __future__ import annotations

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what a former version does not know."""
