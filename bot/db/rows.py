"""Rows of tables as others take them."""

from collections.abc import Collection, Mapping
from datetime import date, time
from typing import Any

import sqlalchemy as sa


def as_json(
    row: Mapping[str, Any] | sa.RowMapping, *, without: Collection[str] = ()
) -> dict[str, Any]:
    """Return a row ready for JSON, dates and instants in ISO 8601, but for some columns."""
    return {
        str(name): value.isoformat() if isinstance(value, date | time) else value
        for name, value in row.items()
        if name not in without
    }
