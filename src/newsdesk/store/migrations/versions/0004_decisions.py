"""Remember what people decided and what of it is not yet published."""

from __future__ import annotations

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what a former version does not know."""
