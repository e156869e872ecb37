"""The buttons of organisers: drafts that go on, and events that are called off once confirmed."""

from collections.abc import Mapping
from dataclasses import replace

import discord

from bot.access import Access
from bot.answers import Press, show_in_place
from bot.effects import Message
from bot.refusal import Refusal
from bot.texts import Translation
from cogs.events.calling_off import CallingOff
from cogs.events.desk import Desk
from cogs.events.draft import Draft
from cogs.events.forms import details_form, time_form
from cogs.events.views import EventButton
from cogs.events.when import Meant


class DraftButton(EventButton, template=r"events:draft:[a-z]+:[0-9a-f]{12}:.{0,30}"):
    """Goes on with a draft: other words, another time, a choice, done, or thrown away."""

    access = Access.MODERATOR

    async def press(self, interaction: Press) -> None:
        """Do what the button says."""
        desk = Desk(interaction.client.core)
        t = await desk.core.texts.for_interaction(interaction)
        _, action, draft_id, arg = self.parts
        draft = await desk.draft(interaction, draft_id)
        match action:
            case "details" | "time":
                await interaction.response.send_modal(
                    draft_form(desk, t, draft_id, draft, of_time=action == "time")
                )
            case "choose":
                draft = replace(draft, choice=arg)
                await desk.keep(interaction, draft, draft_id)
                if draft.title:
                    await show_in_place(
                        interaction, await desk.look_at_all(interaction, t, draft_id, draft)
                    )
                else:
                    await interaction.response.send_modal(draft_form(desk, t, draft_id, draft))
            case "go":
                await _go(desk, interaction, t, draft_id)
            case "drop":
                await desk.drop(draft_id)
                await show_in_place(interaction, Message(text=t("Thrown away.")))


def draft_form(
    desk: Desk, t: Translation, draft_id: str, draft: Draft, *, of_time: bool = False
) -> discord.ui.Modal:
    """Return the dialog that goes on with a draft."""

    async def submit(interaction: Press, typed: Mapping[str, str]) -> None:
        now = await desk.draft(interaction, draft_id)
        has_new_time = "when" in typed and typed["when"] != now.when
        changed = now.typed(typed)
        if has_new_time:
            changed = replace(changed, choice="")
        await desk.keep(interaction, changed, draft_id)
        await show_in_place(interaction, await desk.look_at_all(interaction, t, draft_id, changed))

    form = time_form if of_time else details_form
    return form(t, draft, submit)


async def _go(desk: Desk, interaction: Press, t: Translation, draft_id: str) -> None:
    draft = await desk.draft(interaction, draft_id)
    reading = draft.reading(desk.core.clock.now())
    if list(draft.problems(reading)):
        await show_in_place(interaction, await desk.look_at_all(interaction, t, draft_id, draft))
        return
    place = desk.here(interaction)
    if place.channel_id is None:
        raise Refusal("There is no channel {channel} here.", channel=str(place.settings.channel))
    meant = reading if isinstance(reading, Meant) else None
    made = await desk.maker.make(place, draft_id, draft, meant, interaction.user.id)
    if made is None:
        raise Refusal("This draft is finished or has been thrown away. Please begin anew.")
    channel = f"<#{place.channel_id}>"
    if draft.edits is None:
        text = t("Done. It is announced in {channel}.", channel=channel)
    elif draft.adds_date:
        text = t("Added to the series.")
    else:
        text = t("Changed. Those concerned are told.")
    await show_in_place(interaction, Message(text=text))


class OffButton(EventButton, template=r"events:off:(?:yes|no):[0-9a-f]{12}"):
    """Calls off what was asked about, or leaves it as it is."""

    access = Access.MODERATOR

    async def press(self, interaction: Press) -> None:
        """Do it once."""
        desk = Desk(interaction.client.core)
        t = await desk.core.texts.for_interaction(interaction)
        _, answer, draft_id = self.parts
        off = CallingOff.from_json(await desk.drafted(interaction, draft_id))
        if answer == "yes":
            place = desk.here(interaction)
            await desk.maker.cancel(place, off.occurrence_id, off.scope, off.reason)
        await desk.drop(draft_id)
        told = (
            t("Called off. Those who wanted to come are told.")
            if answer == "yes"
            else t("Nothing has changed.")
        )
        await show_in_place(interaction, Message(text=told))


BUTTONS = (DraftButton, OffButton)
