"""Discord's JSON: a function per object turns the world's state into what goes over the wire.

Ids and permission bit fields are strings, instants are ISO 8601 in UTC.
"""

from datetime import datetime


def instant(moment: datetime | None) -> str | None:
    """Return the ISO 8601 text of an instant, or None for none."""
    return moment.isoformat() if moment is not None else None


def optional_id(snowflake: int | None) -> str | None:
    """Return the id as the string that Discord sends, or None for none."""
    return None if snowflake is None else str(snowflake)
