"""The tables of raids: each incident with its people, its log and the channels that it closed."""

import sqlalchemy as sa

from bot.db.columns import Instant, Json, Snowflake

metadata = sa.MetaData()

RowId = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

incidents = sa.Table(
    "raids_incidents",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("since", Instant, nullable=False),  # who joined before is not part of it
    sa.Column("opened_at", Instant, nullable=False),
    sa.Column("calm_at", Instant, nullable=False),  # when it is over unless more people come
    sa.Column("ended_at", Instant),
    sa.Column("paused_until", Instant),
    sa.Column("turn", sa.Integer, nullable=False),  # counts plans and what undoes them
    sa.Column("revision", sa.Integer, nullable=False),  # of its card
)

members = sa.Table(
    "raids_members",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("user_id", Snowflake, primary_key=True),
    sa.Column("joined_at", Instant, nullable=False),
    sa.Column("signs", sa.Text, nullable=False),  # joined by spaces
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("turn", sa.Integer, nullable=False),  # the plan that they are part of, 0 for none
    sa.Column("batch", sa.Integer, nullable=False),  # the request of the plan
    sa.Index("ix_raids_members_state", "guild_id", "state"),
)

events = sa.Table(
    "raids_events",
    metadata,
    sa.Column("id", RowId, primary_key=True),
    sa.Column("guild_id", Snowflake, nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("by_id", Snowflake),  # empty for what came about by itself, and once forgotten
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("count", sa.Integer, nullable=False),
    sa.Index("ix_raids_events_incident", "guild_id", "number"),
)

overwrites = sa.Table(
    "raids_overwrites",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True),
    sa.Column("channel_id", Snowflake, primary_key=True),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("turn", Snowflake, nullable=False),  # the interaction that asked for it last
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("before", Json, nullable=False),
    sa.Column("during", Json, nullable=False),
)

ALL = (incidents, members, events, overwrites)
