"""A feature that has forty things to say in three channels, as soon as it meets a guild."""

from typing import Any

from bot.client import StewardClient
from bot.effects import EffectKey, Message, SendMessage
from bot.features import Feature
from bot.settings import FeatureSettings
from bot.signals import GuildReady

SENTENCES = 40
CHANNELS = ("welcome", "general", "events")


class CrierSettings(FeatureSettings):
    """Nothing to set."""

    on_by_default = True


async def export_member(*_: object) -> dict[str, Any]:
    return {}


async def forget_member(*_: object) -> None:
    return None


FEATURE = Feature(
    name="crier",
    summary="Cries.",
    settings=CrierSettings,
    intents=frozenset({"guilds"}),
    export_member=export_member,
    forget_member=forget_member,
)


async def setup(client: StewardClient) -> None:
    """Mean to say everything; what was meant before stays as it is."""
    core = client.core

    async def cry(signal: GuildReady) -> None:
        guild = client.get_guild(signal.guild_id)
        assert guild is not None
        places = {channel.name: channel.id for channel in guild.text_channels}
        for number in range(SENTENCES):
            channel = places[CHANNELS[number % len(CHANNELS)]]
            # Texts repeat, so that no message is known by its words alone.
            message = Message(text=f"Oyez {number // 6}")
            key = EffectKey(
                feature="crier", kind="crier.cry", guild_id=guild.id, subject=str(number)
            )
            async with core.db.write() as tx:
                await core.outbox.plan(tx, key, SendMessage(channel_id=channel, message=message))

    core.signals.on(GuildReady, cry)
