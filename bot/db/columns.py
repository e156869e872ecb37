"""Column types that mean the same on SQLite and PostgreSQL."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa


class Instant(sa.types.TypeDecorator[datetime]):
    """A point in time: aware in, aware in UTC out; a naive datetime is refused with ValueError.

    Both databases compare and sort it by time (SQLite keeps text of fixed width).
    """

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self,
        value: datetime | None,
        dialect: sa.Dialect,  # noqa: ARG002  SQLAlchemy's signature
    ) -> datetime | None:
        """Hand the driver UTC."""
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError(f"an instant needs a time zone, {value.isoformat()} has none")
        return value.astimezone(UTC)

    def process_result_value(
        self,
        value: Any | None,  # noqa: ANN401  SQLAlchemy's signature
        dialect: sa.Dialect,  # noqa: ARG002  SQLAlchemy's signature
    ) -> datetime | None:
        """Give SQLite's text its zone back."""
        if value is None:
            return None
        stored: datetime = value
        return stored.replace(tzinfo=UTC) if stored.tzinfo is None else stored.astimezone(UTC)


class Snowflake(sa.types.TypeDecorator[int]):
    """Discord's id: 64 bits, never handed out by the database."""

    impl = sa.BigInteger
    cache_ok = True


class Json(sa.types.TypeDecorator[Any]):
    """A JSON document; None is NULL."""

    impl = sa.JSON(none_as_null=True)
    cache_ok = True
