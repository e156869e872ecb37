"""`/mediate`: a private thread for two members and somebody of the team, if both want it."""

from typing import Any

import discord
from discord import app_commands
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.access import Access, needs
from bot.answers import Press
from bot.client import StewardClient
from bot.core import Core
from bot.effects import Button as Shown
from bot.effects import CreateThread, Message
from bot.errors import answer_privately
from bot.refusal import Refusal
from bot.services import PrivateMessage, PrivateWords
from bot.texts import N_, Translation, escape, shorten
from cogs.desk import case_store, mediation_store
from cogs.desk.keys import effect_key
from cogs.desk.mediation_store import Mediation, Word
from cogs.desk.parts import guild_of, here
from cogs.desk.policy import Target
from cogs.desk.server import target_of
from cogs.desk.views import Button

DECLINED = N_("The conversation with you as a mediator does not come about. Nobody is told why.")


@needs(Access.MODERATOR)
@app_commands.command(description=N_("Offer two members a conversation with you in between"))
@app_commands.describe(
    one=N_("One of the two"), other=N_("The other"), about=N_("What it is about; both read it")
)
@app_commands.guild_only()
async def mediate(
    interaction: Press,
    one: discord.Member,
    other: discord.Member,
    about: app_commands.Range[str, 1, 300],
) -> None:
    """Ask both members; the thread is opened when both have accepted."""
    core, guild, place = interaction.client.core, guild_of(interaction), here(interaction)
    post, channel = core.services.get(PrivateWords), interaction.channel
    if post is None or not isinstance(channel, discord.TextChannel):
        raise Refusal("This works in a text channel, and only if members can be written to.")
    targets = [target_of(core, guild, who.id, interaction.user.id) for who in (one, other)]
    if one.id == other.id or any(_is_no_party(target) for target in targets):
        raise Refusal("Name two members who are here; you are the third.")
    async with core.db.write() as tx:
        offer_id = await mediation_store.offer(
            tx, guild_id=guild.id, channel_id=channel.id, member_id=one.id,
            other_member_id=other.id, done_by=interaction.user.id, about=about,
            at=core.clock.now(),
        )  # fmt: skip
        for who, counterpart in ((one, other), (other, one)):
            t = await core.texts.for_member(guild.id, who.id)
            message = _offer(t, place.community, counterpart.display_name, about, offer_id)
            key = effect_key("mediation", guild.id, offer_id, who.id)
            await post.write(tx, PrivateMessage(key=key, member_id=who.id, message=message))
    t = await core.texts.for_interaction(interaction)
    await answer_privately(interaction, t("Both are asked. You hear from me what comes of it."))


class MediationButton(Button, template=r"desk:mediation:(yes|no):\d{1,18}"):
    """Accepts or declines a conversation, also from a private message."""

    def __init__(self, custom_id: str) -> None:
        self.word: Word = "yes" if ":yes:" in custom_id else "no"
        super().__init__(custom_id)

    async def admit(self, interaction: discord.Interaction[Any]) -> None:
        """Let people answer in private as well: only the two who were asked are heard."""

    async def press(self, interaction: Press) -> None:
        """Take the answer of one of the two."""
        await _take(interaction.client, self.record_id, interaction.user.id, self.word)
        await self.thank(interaction)


async def _take(client: StewardClient, offer_id: int, who: int, word: Word) -> None:
    async with client.core.db.write() as tx:
        offer = await mediation_store.find(tx, offer_id)
        if offer is None or who not in offer.parties:
            raise Refusal("What this is about is no longer there.")
        if offer.outcome or not await mediation_store.answer(tx, offer, who, word):
            raise Refusal("You have answered already, or it does not come about.")
        for gone in _gone(client, offer):
            await mediation_store.decline(tx, offer, gone)
        if await _go_on(client.core, tx, offer.id) == "yes":
            await _record(client, tx, offer)


async def _record(client: StewardClient, tx: AsyncConnection, offer: Mediation) -> None:
    """Keep on both sides that they have talked with a mediator; it is held against nobody."""
    guild, now = client.get_guild(offer.guild_id), client.core.clock.now()
    for who in offer.parties:
        member = guild.get_member(who) if guild is not None else None
        case = await case_store.add(
            tx, offer.guild_id, member_id=who, kind="mediate", at=now, done_by=offer.done_by,
            member_name=member.display_name if member is not None else str(who),
            reason=offer.about, stage="done",
        )  # fmt: skip
        await case_store.note(tx, case, "opened", at=now, by=offer.done_by, after="mediate")


def _gone(client: StewardClient, offer: Mediation) -> list[int]:
    """Return who has left while the bot was away, as far as it knows its members."""
    guild = client.get_guild(offer.guild_id)
    if guild is None or not client.intents.members:
        return []
    return [one for one in offer.parties if guild.get_member(one) is None]


async def left(core: Core, guild_id: int, member_id: int) -> None:
    """End the conversations of somebody who has left; the mediator hears no name."""
    async with core.db.write() as tx:
        for offer in await mediation_store.open_for(tx, guild_id, member_id):
            await mediation_store.decline(tx, offer, member_id)
            await _go_on(core, tx, offer.id)


async def _go_on(core: Core, tx: AsyncConnection, offer_id: int) -> str:
    """Open the thread once both have accepted; tell the mediator when it does not come about.

    Returns the outcome, empty while one of the two has not answered.
    """
    offer = await mediation_store.find(tx, offer_id)
    assert offer is not None, "it was changed in this transaction"
    if offer.outcome == "yes":
        key = effect_key("mediation_thread", offer.guild_id, offer.id)
        await core.outbox.plan(tx, key, _thread(core, offer))
    post = core.services.get(PrivateWords)
    if offer.outcome != "no" or offer.done_by is None or post is None:
        return offer.outcome
    t = await core.texts.for_member(offer.guild_id, offer.done_by)
    key = effect_key("mediation_declined", offer.guild_id, offer.id)
    told = PrivateMessage(
        key=key, member_id=offer.done_by, message=Message(text=t(DECLINED)), asked_for=True
    )
    await post.write(tx, told)
    return offer.outcome


def _offer(t: Translation, community: str, other: str, about: str, offer_id: int) -> Message:
    lines = [
        t(
            "The moderators of {community} offer you a conversation with {name}, with one of them "
            "in between.",
            community=f"**{escape(community)}**",
            name=escape(other),
        ),
        f"> {escape(about)}",
        t("It takes place only if both of you want it. Nobody hears who declined."),
    ]
    row = (
        Shown(label=t("I am in"), custom_id=f"desk:mediation:yes:{offer_id}"),
        Shown(label=t("No, thank you"), custom_id=f"desk:mediation:no:{offer_id}"),
    )
    return Message(text=shorten("\n".join(lines), 2000), rows=(row,))


def _thread(core: Core, mediation: Mediation) -> CreateThread:
    t = core.texts.for_guild(mediation.guild_id)
    people = list(mediation.parties)
    if mediation.done_by is not None:
        people.append(mediation.done_by)
    opening = t("You three are among yourselves here. It is about: {about}",
                about=escape(mediation.about))  # fmt: skip
    return CreateThread(
        channel_id=mediation.channel_id,
        name=shorten(t("A conversation"), 100),
        private=True,
        opening=Message(text=opening),
        member_ids=tuple(people),
    )


def _is_no_party(target: Target) -> bool:
    return target.is_self or target.is_bot or not target.is_here
