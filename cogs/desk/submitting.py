"""Takes filled-in forms: what was typed is checked, carried out, and never lost."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import wraps
from typing import get_args

import discord

from bot import errors
from bot.access import Access
from bot.answers import Press
from bot.client import TakeForm
from bot.errors import answer_privately
from bot.refusal import Refusal
from cogs.desk import files, render, store
from cogs.desk.case_store import Case
from cogs.desk.deciding import Decision
from cogs.desk.forms import answers, text_in
from cogs.desk.parts import guild_of, here, parts_of
from cogs.desk.policy import Action
from cogs.desk.reading import timeout_of
from cogs.desk.reported import Reported
from cogs.desk.server import about_member, about_message, colleague, refuse_if_impossible

TAKEN: Mapping[str, Action] = {one: one for one in get_args(Action)}
DECISION = re.compile(r"desk:form:(?P<action>[a-z]+):(?P<subject>m?\d{1,20})")
HAND_OVER = re.compile(r"desk:pass:(?P<item>\d{1,18})")
REPORT = re.compile(r"desk:report:(?:(?P<channel>\d{1,20}):)?(?P<about>\d{1,20})")


def gives_back(take: TakeForm) -> TakeForm:
    """Tell whoever has sent a form what went wrong, and give their words back."""

    @wraps(take)
    async def taken(interaction: Press, found: re.Match[str]) -> None:
        try:
            await take(interaction, found)
        except Exception as error:  # noqa: BLE001 - whatever it is, the person is told
            await errors.report_form(interaction, error)
        interaction.client.answered(interaction)

    return taken


@gives_back
async def take_report(interaction: Press, found: re.Match[str]) -> None:
    """Take in what a member reports; nobody else sees that they did."""
    await interaction.client.core.access.check(interaction, Access.MEMBER, feature="desk")
    await interaction.response.defer(ephemeral=True)
    about = await _reported(interaction, found["channel"], int(found["about"]))
    me, typed = interaction.user.id, text_in(interaction)
    await report(interaction, replace(about, reporter_id=me, reason=typed))


async def report(interaction: Press, about: Reported) -> None:
    """Store a report and thank whoever sent it."""
    await parts_of(interaction).intake.report(guild_of(interaction).id, about)
    t = await interaction.client.core.texts.for_interaction(interaction)
    told = t(
        "Thank you. The team will look at it, and you will hear when it is done. They are not "
        "shown who has reported it."
    )
    await answer_privately(interaction, told)


async def _reported(interaction: Press, channel: str | None, about: int) -> Reported:
    guild = guild_of(interaction)
    if channel is None:
        return about_member(guild, about)
    at_hand = parts_of(interaction).intake.at_hand(about)
    if at_hand is not None:
        return at_hand
    place = guild.get_channel_or_thread(int(channel))
    if isinstance(place, discord.abc.Messageable):
        try:
            return about_message(await place.fetch_message(about))
        except discord.NotFound:
            pass  # told below
    raise Refusal("This message is no longer there. You can report the member instead.")


@gives_back
async def take_decision(interaction: Press, found: re.Match[str]) -> None:
    """Carry out what a moderator has written into a form."""
    await interaction.client.core.access.check(interaction, Access.MODERATOR, feature="desk")
    t = await interaction.client.core.texts.for_interaction(interaction)
    await interaction.response.defer(ephemeral=True)
    cases = await _decide(interaction, found["action"], found["subject"], answers(interaction))
    lines = [t("Done. Thank you."), *(f"- {render.case_line(t, one)}" for one in cases)]
    await answer_privately(interaction, "\n".join(lines))


@gives_back
async def take_hand_over(interaction: Press, found: re.Match[str]) -> None:
    """Give an item to whom a moderator has named, or to whoever takes it."""
    await interaction.client.core.access.check(interaction, Access.MODERATOR, feature="desk")
    named = answers(interaction).get("to")
    place, deciding, me = here(interaction), parts_of(interaction).deciding, interaction.user.id
    if not named:
        await deciding.give_back(place, int(found["item"]), me)
    else:
        to = colleague(interaction.client.core, guild_of(interaction), int(named[0]))
        await deciding.hand_over(place, int(found["item"]), me, to=to)
    t = await interaction.client.core.texts.for_interaction(interaction)
    await answer_privately(interaction, t("Noted. Thank you."))


async def _decide(
    interaction: Press, action: str, subject: str, typed: dict[str, object]
) -> list[Case]:
    place, guild, parts = here(interaction), guild_of(interaction), parts_of(interaction)
    me = interaction.user
    decision = Decision(
        action=TAKEN[action],
        by=me.id,
        reason=str(typed.get("reason") or ""),
        words=str(typed.get("words") or ""),
        signed=me.display_name if place.settings.signed == "moderator" else "",
        lasts=timeout_of(str(typed.get("lasts") or "")) if action == "timeout" else None,
        also_delete=typed.get("delete") in {True, "true"},
    )
    if subject.startswith("m"):
        member_id = int(subject[1:])
        refuse_if_impossible(parts.core, guild, action, member_id, me.id)
        member = guild.get_member(member_id)
        name = member.display_name if member is not None else str(member_id)
        return [await parts.deciding.decide_about(place, member_id, name, decision)]
    async with parts.core.db.read() as tx:
        item = await store.find(tx, guild.id, int(subject))
        messages = await store.messages_of(tx, int(subject)) if item is not None else []
    if item is not None:
        refuse_if_impossible(parts.core, guild, action, item.member_id, me.id)
    # Also where nothing is deleted: the author may do that, and the evidence is not to go with it.
    kept = await files.fetch(interaction.client, guild, messages)
    return await parts.deciding.decide(place, int(subject), decision, kept)


FORMS = ((DECISION, take_decision), (REPORT, take_report), (HAND_OVER, take_hand_over))
"""Forms by their custom_id, and what takes them when they come back."""
