"""Buttons and forms of appeals and of the conversation with a member."""

import re
from typing import Any

import discord

from bot.access import Access
from bot.answers import Press
from bot.errors import answer_privately
from bot.refusal import Refusal
from bot.texts import N_
from cogs.desk import case_store
from cogs.desk.case_store import Case
from cogs.desk.forms import text_form, text_in
from cogs.desk.parts import guild_of, here, parts_of
from cogs.desk.place import Place
from cogs.desk.server import other_moderators, place_of
from cogs.desk.submitting import gives_back
from cogs.desk.views import Button

APPEAL = re.compile(r"desk:appeal:(?P<case>\d{1,18})")
VERDICT = re.compile(r"desk:(?P<which>grant|decline):(?P<case>\d{1,18})")
ANSWER = re.compile(r"desk:answer:(?P<case>\d{1,18})")
TITLES = {"grant": N_("Take it back"), "decline": N_("It stands")}


class AppealButton(Button, template=r"desk:appeal:\d{1,18}"):
    """Lets a member ask for another look, also from a private message."""

    access = Access.MEMBER

    async def admit(self, interaction: discord.Interaction[Any]) -> None:
        """Let people press in private as well: whose case it is decides who may."""

    async def press(self, interaction: Press) -> None:
        """Ask what they have to say."""
        case, place = await _of_member(interaction, self.record_id)
        await open_appeal(interaction, place, case)


class VerdictButton(Button, template=r"desk:(grant|decline):\d{1,18}"):
    """Ends an appeal."""

    def __init__(self, custom_id: str) -> None:
        self.which = custom_id.split(":")[1]
        super().__init__(custom_id)

    async def press(self, interaction: Press) -> None:
        """Ask what the member shall read."""
        await _case_to_judge(interaction, self.record_id)
        t = await interaction.client.core.texts.for_interaction(interaction)
        custom_id = f"desk:{self.which}:{self.record_id}"
        form = text_form(t(TITLES[self.which]), custom_id, t("What the member reads"))
        await interaction.response.send_modal(form)


class AnswerButton(Button, template=r"desk:answer:\d{1,18}"):
    """Answers a member from the thread of their case."""

    async def press(self, interaction: Press) -> None:
        """Ask for the words."""
        t = await interaction.client.core.texts.for_interaction(interaction)
        custom_id = f"desk:answer:{self.record_id}"
        form = text_form(t("Answer"), custom_id, t("What the member reads"), longest=1500)
        await interaction.response.send_modal(form)


async def open_appeal(interaction: Press, place: Place, case: Case | None) -> None:
    """Ask a member what they have to say to a decision."""
    allowed = await parts_of(interaction).appealing.case_for(place, case, interaction.user.id)
    t = await interaction.client.core.texts.for_interaction(interaction)
    form = text_form(
        t("Ask for another look"),
        f"desk:appeal:{allowed.id}",
        t("Why should it be decided otherwise?"),
    )
    await interaction.response.send_modal(form)


@gives_back
async def take_appeal(interaction: Press, found: re.Match[str]) -> None:
    """Take in what a member says to a decision."""
    case, place = await _of_member(interaction, int(found["case"]))
    await interaction.response.defer(ephemeral=True)
    appealing = parts_of(interaction).appealing
    await appealing.file(place, case, interaction.user.id, text_in(interaction))
    t = await interaction.client.core.texts.for_interaction(interaction)
    told = t(
        "Thank you. Somebody who did not decide it looks at it again, if the team has somebody "
        "else, within {time}. You will hear from us.",
        time=t.duration(place.settings.answer_appeals_within),
    )
    await answer_privately(interaction, told)


@gives_back
async def take_verdict(interaction: Press, found: re.Match[str]) -> None:
    """End an appeal as a moderator has decided."""
    case = await _case_to_judge(interaction, int(found["case"]))
    await interaction.response.defer(ephemeral=True)
    parts, place, me = parts_of(interaction), here(interaction), interaction.user.id
    granted, answer = found["which"] == "grant", text_in(interaction)
    await parts.appealing.decide(place, case, granted=granted, by=me, answer=answer)
    await parts.verdicts.tell(place.guild_id)
    t = await interaction.client.core.texts.for_interaction(interaction)
    await answer_privately(interaction, t("Noted. Thank you."))


@gives_back
async def take_answer(interaction: Press, found: re.Match[str]) -> None:
    """Send a moderator's answer to the member."""
    core, me = interaction.client.core, interaction.user
    await core.access.check(interaction, Access.MODERATOR, feature="desk")
    await interaction.response.defer(ephemeral=True)
    await parts_of(interaction).replying.answer(
        here(interaction), int(found["case"]), text_in(interaction), by=me.id,
        name=me.display_name, period=str(interaction.id),
    )  # fmt: skip
    t = await core.texts.for_interaction(interaction)
    await answer_privately(interaction, t("Done. Thank you."))


async def _of_member(interaction: Press, case_id: int) -> tuple[Case, Place]:
    """Return a case of whoever pressed, and its server as the desk sees it."""
    core = interaction.client.core
    async with core.db.read() as tx:
        case = await case_store.by_id(tx, case_id)
    if case is None or case.member_id != interaction.user.id:
        raise Refusal(
            "There is no such case about you. {command} lists yours.", command="`/my cases`"
        )
    guild = interaction.client.get_guild(case.guild_id)
    place = place_of(core, guild) if guild is not None else None
    if place is None:
        raise Refusal("There is no moderation desk here at the moment.")
    return case, place


async def _case_to_judge(interaction: Press, case_id: int) -> Case:
    core, guild, who = interaction.client.core, guild_of(interaction), interaction.user.id
    await core.access.check(interaction, Access.MODERATOR, feature="desk")
    parts, place = parts_of(interaction), here(interaction)
    async with core.db.read() as tx:
        case = await case_store.by_id(tx, case_id)
    decided_by = case.done_by if case is not None else None
    others = other_moderators(core, guild, decided_by)
    return await parts.appealing.may_decide(place, case_id, who, others)


BUTTONS = (AppealButton, VerdictButton, AnswerButton)
FORMS = ((APPEAL, take_appeal), (VERDICT, take_verdict), (ANSWER, take_answer))
