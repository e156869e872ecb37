"""The tables of the feature."""

import sqlalchemy as sa

from bot.db.columns import Instant, Snowflake

metadata = sa.MetaData()

rules = sa.Table(
    "automod_rules",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("guideline", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),  # of the settings that it was made of
    sa.Column("digest", sa.Text, nullable=False),  # of its content
    sa.Column("rule_id", Snowflake),  # empty until the outbox knows it
    sa.Column("effect", sa.Text, nullable=False),  # create, edit: how it was last applied
    sa.Column("at", Instant, nullable=False),
)

kept = sa.Table(
    "automod_kept",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("signature", sa.Text, primary_key=True),  # of a difference that staff want to keep
)

ALL = (rules, kept)
