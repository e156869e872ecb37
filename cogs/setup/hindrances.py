"""Tells staff, in their channel, what keeps the bot from doing its work."""

from datetime import timedelta

import structlog

from bot.client import StewardClient
from bot.effects import EffectKey, Message, SendMessage
from bot.places import channel_id_of
from bot.signals import EffectHindered
from bot.times import local_day
from cogs.setup.reasons import told
from cogs.setup.situation import OWN

log = structlog.get_logger(__name__)

HINDERED = "setup.hindered"
# What could not be told for this long may well have been mended since.
NEWS_FOR = timedelta(hours=1)


class Hindrances:
    """Hears of effects that cannot take place, and tells of each reason once a day."""

    def __init__(self, client: StewardClient) -> None:
        self._client, self._core = client, client.core

    async def on_hindered(self, hindered: EffectHindered) -> None:
        """Plan the message to staff, unless there is nowhere to tell or somebody was told.

        Whoever uses the setup hears at once what it could not do; and a message of ours that
        cannot be sent must not lead to another one.
        """
        core, guild = self._core, self._client.get_guild(hindered.guild_id)
        if hindered.feature == OWN or guild is None:
            return
        community = core.settings.of(guild.id).community
        channel_id = channel_id_of(guild, community.staff_channel)
        if channel_id is None:
            log.warning(
                "nowhere to tell staff",
                guild_id=guild.id,
                kind=hindered.kind,
                code=hindered.code,
                detail=hindered.detail,
            )
            return
        now = core.clock.now()
        features = {package.feature.name: package.feature for package in core.features}
        text = told(
            hindered,
            features.get(hindered.feature),
            guild.me.top_role.name,
            core.texts.for_guild(guild.id),
        )
        key = EffectKey(
            feature=OWN,
            kind=HINDERED,
            guild_id=guild.id,
            subject=f"{hindered.code}: {hindered.detail}",
            period=local_day(now, community.timezone).isoformat(),
        )
        effect = SendMessage(channel_id=channel_id, message=Message(text=text))
        async with core.db.write() as tx:
            await core.outbox.plan(tx, key, effect, expires_at=now + NEWS_FOR)
