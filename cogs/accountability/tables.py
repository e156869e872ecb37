"""The tables of the accountability feature; weeks are written "2026-W47"."""

import sqlalchemy as sa

from bot.db.columns import Instant, Snowflake

metadata = sa.MetaData()

weeks = sa.Table(
    "accountability_weeks",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True),
    sa.Column("week", sa.Text, primary_key=True),
    sa.Column("channel_id", Snowflake, nullable=False),
    sa.Column("opened_at", Instant, nullable=False),
    sa.Column("attempt", sa.Integer, nullable=False),  # of posting; more than one after a failure
    sa.Column("thread_attempt", sa.Integer, nullable=False),
    sa.Column("message_id", Snowflake),
    sa.Column("thread_id", Snowflake),
    sa.Column("recap_at", Instant),
    sa.Column("recap_edits", sa.Integer, nullable=False),
)

goals = sa.Table(
    "accountability_goals",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True),
    sa.Column("week", sa.Text, primary_key=True),
    sa.Column("user_id", Snowflake, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("is_public", sa.Boolean, nullable=False),
    sa.Column("result", sa.Text),
)

turns = sa.Table(
    "accountability_turns",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True),
    sa.Column("week", sa.Text, primary_key=True),
    sa.Column("user_id", Snowflake, primary_key=True),
    sa.Column("is_new", sa.Boolean, nullable=False),
    sa.Column("checked_in_at", Instant),
    sa.Column("note", sa.Text, nullable=False),
)

members = sa.Table(
    "accountability_members",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True),
    sa.Column("user_id", Snowflake, primary_key=True),
    sa.Column("wants_reminders", sa.Boolean, nullable=False),
    sa.Column("zone", sa.Text),
    sa.Column("left_at", Instant),
)

breaks = sa.Table(
    "accountability_breaks",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True),
    sa.Column("user_id", Snowflake, primary_key=True),
    sa.Column("since", sa.Text, primary_key=True),
    sa.Column("until", sa.Text),
)

cards = sa.Table(
    "accountability_cards",
    metadata,
    sa.Column(
        "id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True
    ),  # stands for the member in the keys of effects, so that nothing names whom we forgot
    sa.Column("guild_id", Snowflake, nullable=False),
    sa.Column("week", sa.Text, nullable=False),
    sa.Column("user_id", Snowflake),
    sa.Column("edits", sa.Integer, nullable=False),
    sa.Column("is_gone", sa.Boolean, nullable=False),
    sa.Index("ix_accountability_cards_member", "guild_id", "week", "user_id"),
)

baton = sa.Table(
    "accountability_baton",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True),
    sa.Column("user_id", Snowflake, primary_key=True),  # who has said that they may be named
    sa.Column("week", sa.Text),  # in whose recap they were named last
)

ALL = (weeks, goals, turns, members, breaks, cards, baton)
