"""Remember which addresses of posts lead nowhere."""

from __future__ import annotations

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what a former version does not know."""
