"""The tables of the welcome feature."""

import sqlalchemy as sa

from bot.db.columns import Instant, Snowflake

metadata = sa.MetaData()

visited = sa.Table(
    "welcome_visited",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True),
    sa.Column("since", Instant, nullable=False),  # who was there before is no newcomer
    sa.Column("notes_at", sa.Text, nullable=False),  # the times for which notes are planned
)

newcomers = sa.Table(
    "welcome_newcomers",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True),
    sa.Column("user_id", Snowflake, primary_key=True),
    sa.Column("joined_at", Instant, nullable=False),
    sa.Column("visits", sa.Integer, nullable=False),
    sa.Column("is_returning", sa.Boolean, nullable=False),
    sa.Column("gate", sa.Text, nullable=False),
    sa.Column("gate_since", Instant),
    sa.Column("ready_at", Instant),
    sa.Column("rush", Instant),
    sa.Column("greeted", sa.Text, nullable=False),
    sa.Column("greeting_at", Instant),
    sa.Column("greeting_visit", sa.Integer, nullable=False),
    sa.Column("greeting_text", sa.Text, nullable=False),
    sa.Column("greeted_at", Instant),
    sa.Column("welcomed_back", sa.Integer, nullable=False),
    sa.Column("oriented_at", Instant),
    sa.Column("contributed_at", Instant),
    sa.Column("contributions", sa.Integer, nullable=False),
    sa.Column("contribution_days", sa.Integer, nullable=False),
    sa.Column("last_contribution_on", sa.Date),
    sa.Column("last_message_id", Snowflake, nullable=False),
    sa.Column("settled_at", Instant),
    sa.Column("left_at", Instant),
    sa.Column("banned_at", Instant),
    sa.Column("noted_on", sa.Date),
    sa.Column("source", sa.Text, nullable=False),
    sa.Index("ix_welcome_newcomers_joined", "guild_id", "joined_at"),
)

rushes = sa.Table(
    "welcome_rushes",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True),
    sa.Column("began_at", Instant, primary_key=True),
    sa.Column("calm_at", Instant, nullable=False),  # when it is over unless more people come
    sa.Column("ended_at", Instant),
)

steps = sa.Table(
    "welcome_steps",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True),
    sa.Column("user_id", Snowflake, primary_key=True),
    sa.Column("step", sa.Text, primary_key=True),
    sa.Column("done_at", Instant, nullable=False),
)

waves = sa.Table(
    "welcome_waves",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True),
    sa.Column("newcomer_id", Snowflake, primary_key=True),
    sa.Column("user_id", Snowflake, primary_key=True),
    sa.Column("waved_at", Instant, nullable=False),
)

greeters = sa.Table(
    "welcome_greeters",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True),
    sa.Column("user_id", Snowflake, primary_key=True),
    sa.Column("pings", sa.Boolean, nullable=False),
    sa.Column("away_until", sa.Date),
    sa.Column("offered_at", Instant, nullable=False),
)

notes = sa.Table(
    "welcome_notes",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True),
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("done_by", Snowflake),
    sa.Column("done_at", Instant),
)

ALL = (visited, newcomers, rushes, steps, waves, greeters, notes)
