"""What every table is made of: its number, its desk, and text compared byte by byte."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table
from sqlalchemy.sql.schema import SchemaItem

TITLE = 255
"""The longest page title: https://www.mediawiki.org/wiki/Manual:Page_table#page_title"""
NAME = 255
HASH = 64

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

MARIADB: dict[str, Any] = {
    "mysql_engine": "InnoDB",
    "mysql_charset": "utf8mb4",
    "mysql_collate": "utf8mb4_nopad_bin",
}
"""Compare text byte by byte, as SQLite does: ``utf8mb4_bin`` would take 'x' and 'x ' as equal."""


def table(name: str, *parts: SchemaItem) -> Table:
    """Make a table whose rows are numbered."""
    return Table(name, metadata, Column("id", Integer, primary_key=True), *parts, **MARIADB)


def of_desk() -> Column[int]:
    """Make the column that says which desk a row belongs to."""
    return Column("desk_id", Integer, ForeignKey("desk.id", ondelete="CASCADE"), nullable=False)
