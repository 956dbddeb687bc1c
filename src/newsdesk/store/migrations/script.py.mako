"""${message}."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from newsdesk.store.types import Json, Moment, Words

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what this version needs."""
    ${upgrades or "pass"}
