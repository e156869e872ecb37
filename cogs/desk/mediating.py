"""`/mediate`: a private thread for two members and somebody of the team, if both want it."""

from typing import Any

import discord
from discord import app_commands

from bot import errors
from bot.access import Access, needs
from bot.answers import Press
from bot.client import core_of
from bot.core import Core
from bot.effects import Button as Shown
from bot.effects import CreateThread, Message
from bot.errors import answer_privately
from bot.refusal import Refusal
from bot.services import PrivateMessage, PrivateWords
from bot.texts import N_, Translation, escape, shorten
from cogs.desk import mediation_store
from cogs.desk.keys import effect_key
from cogs.desk.mediation_store import Mediation
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
        self.word: mediation_store.Word = "yes" if ":yes:" in custom_id else "no"
        super().__init__(custom_id)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Take the answer of one of the two; nobody else's counts."""
        try:
            core = core_of(interaction)
            await _take(core, self.record_id, interaction.user.id, self.word)
            t = await core.texts.for_interaction(interaction)
            await answer_privately(interaction, t("Noted. Thank you."))
        except Exception as error:  # noqa: BLE001 - whatever it is, the person is told
            await errors.report(interaction, error)


async def _take(core: Core, offer_id: int, who: int, word: mediation_store.Word) -> None:
    async with core.db.write() as tx:
        before = await mediation_store.find(tx, offer_id)
        if before is None or who not in {before.member_id, before.other_member_id}:
            raise Refusal("What this is about is no longer there.")
        if before.outcome or not await mediation_store.answer(tx, before, who, word):
            raise Refusal("You have answered already, or it does not come about.")
        now = await mediation_store.find(tx, offer_id)
        assert now is not None, "it was read in this transaction"
        if now.outcome == "yes":
            await core.outbox.plan(
                tx, effect_key("mediation_thread", now.guild_id, now.id), _thread(core, now)
            )
        elif now.outcome == "no" and now.done_by is not None:
            post = core.services.get(PrivateWords)
            t = await core.texts.for_member(now.guild_id, now.done_by)
            if post is not None:
                key = effect_key("mediation_declined", now.guild_id, now.id)
                told = Message(text=t(DECLINED))
                await post.write(tx, PrivateMessage(key=key, member_id=now.done_by, message=told,
                                                    asked_for=True))  # fmt: skip


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
    people = [mediation.member_id, mediation.other_member_id]
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
