"""The buttons of the events feature: found by their custom_id, so they work after restarts."""

import io
from collections.abc import Collection, Mapping
from types import MappingProxyType

import discord

from bot.answers import Press, change, show
from bot.components import Personal, Pressable
from bot.effects import Button, Message
from bot.errors import answer_privately
from bot.refusal import Refusal
from bot.texts import N_, Translation, escape
from bot.texts.markup import timestamp
from cogs.events import answers, ics, store
from cogs.events.desk import Desk
from cogs.events.forms import words_form
from cogs.events.gathering import Occurrence
from cogs.events.place import Place
from cogs.events.policy import Wish
from cogs.events.seats import Seated
from cogs.events.server import place_of
from cogs.events.settings import minutes_of

MARKS = (N_("1, poor"), N_("2, fair"), N_("3, good"), N_("4, very good"), N_("5, great"))
BEFORE = {1440: N_("A day before"), 60: N_("An hour before"), 15: N_("15 minutes before")}
LONGEST_WORDS = 1000
WISHES: Mapping[str, Wish] = MappingProxyType({"going": "going", "maybe": "maybe", "no": "no"})


class EventButton(Pressable, template="events:unused"):
    """A button of this feature; `parts` are what follows its name."""

    feature = "events"

    def __init__(self, custom_id: str) -> None:
        super().__init__(custom_id)
        self.parts = custom_id.split(":", 4)[1:]


async def occurrence_of(interaction: Press, occurrence_id: int) -> Occurrence:
    """Return an occurrence of this server; Refusal when it is gone."""
    async with interaction.client.core.db.read() as tx:
        found = await store.find(tx, interaction.guild_id or 0, occurrence_id)
    if found is None:
        raise Refusal("This event is not kept any more.")
    return found


class AnswerButton(EventButton, template=r"events:(?:going|maybe|no):\d{1,9}"):
    """Takes an answer."""

    async def press(self, interaction: Press) -> None:
        """Keep the answer and say where the person stands."""
        place = Desk(interaction.client.core).here(interaction)
        await _take_answer(interaction, place, int(self.parts[1]), WISHES[self.parts[0]])


class OwnAnswerButton(Personal, template=r"events:own:\d+:(?:going|maybe|no):\d{1,9}"):
    """Takes an answer below private words, where no server is around."""

    feature = "events"

    def __init__(self, custom_id: str) -> None:
        super().__init__(custom_id)
        _, _, guild_id, self.wish, _ = custom_id.split(":")
        self.guild_id = int(guild_id)

    async def press(self, interaction: Press) -> None:
        """Keep the answer of a member of that server."""
        guild = interaction.client.get_guild(self.guild_id)
        is_member = guild is not None and guild.get_member(interaction.user.id) is not None
        place = place_of(interaction.client.core, guild) if guild is not None else None
        if place is None or not is_member:
            raise Refusal("This event is not kept any more.")
        await _take_answer(interaction, place, self.record_id, WISHES[self.wish])


async def _take_answer(interaction: Press, place: Place, occurrence_id: int, wish: Wish) -> None:
    core = interaction.client.core
    t = await core.texts.for_interaction(interaction)
    seated = await Desk(core).seats.answer(place, occurrence_id, interaction.user.id, wish)
    if seated is None:
        raise Refusal("This event is not kept any more.")
    if seated.answer is None:
        raise Refusal(
            "This event took place on {day}: it is over.", day=seated.occurrence.starts_at
        )
    text = _standing(t, seated)
    if seated.answer != "going" or interaction.guild is None:
        await answer_privately(interaction, text)
        return
    async with core.db.read() as tx:
        wishes = await answers.wishes_of(tx, place.guild_id, [interaction.user.id])
    usual = minutes_of(place.settings.reminders)
    message = _with_reminders(t, text, wishes.get(interaction.user.id, usual))
    await show(interaction, message)


class RemindButton(EventButton, template=r"events:wish:\d{1,5}"):
    """Switches a reminder on or off, for all events to come."""

    async def press(self, interaction: Press) -> None:
        """Keep the wish and show how it stands."""
        core, user_id = interaction.client.core, interaction.user.id
        t = await core.texts.for_interaction(interaction)
        place = Desk(core).here(interaction)
        minutes = int(self.parts[1])
        async with core.db.write() as tx:
            known = await answers.wishes_of(tx, place.guild_id, [user_id])
            wish = set(known.get(user_id, minutes_of(place.settings.reminders)))
            wish ^= {minutes}
            await answers.keep_wish(tx, place.guild_id, user_id, sorted(wish, reverse=True))
        text = t("This is when you are reminded of events that you go to.")
        await change(interaction, _with_reminders(t, text, wish))


class HereButton(EventButton, template=r"events:here:\d{1,9}"):
    """Lets people say that they are taking part."""

    async def press(self, interaction: Press) -> None:
        """Note it."""
        core = interaction.client.core
        t = await core.texts.for_interaction(interaction)
        occurrence = await occurrence_of(interaction, int(self.parts[1]))
        if occurrence.status != "active":
            raise Refusal("You can check in while it is on.")
        async with core.db.write() as tx:
            await answers.check_in(tx, occurrence.guild_id, occurrence.id, interaction.user.id)
        await answer_privately(interaction, t("Good to have you here."))


class CalendarButton(EventButton, template=r"events:ics:\d{1,9}"):
    """Hands out an event as a file for calendars."""

    async def press(self, interaction: Press) -> None:
        """Send the file to this person alone."""
        core = interaction.client.core
        t = await core.texts.for_interaction(interaction)
        occurrence = await occurrence_of(interaction, int(self.parts[1]))
        async with core.db.read() as tx:
            gathering = await store.find_series(tx, occurrence.guild_id, occurrence.series_id)
            assert gathering is not None, "occurrences have a series"
            known = await store.of_series(tx, gathering.id)
        place = Desk(core).here(interaction)
        content = ics.calendar([(gathering, known)], is_free=place.is_free)
        await interaction.response.send_message(
            t("Open this file with your calendar."),
            file=discord.File(io.BytesIO(content), "event.ics"),
            ephemeral=True,
        )


class MarkButton(EventButton, template=r"events:mark:\d{1,9}"):
    """Asks how it was."""

    async def press(self, interaction: Press) -> None:
        """Offer the five marks."""
        t = await interaction.client.core.texts.for_interaction(interaction)
        occurrence = await occurrence_of(interaction, int(self.parts[1]))
        desk = Desk(interaction.client.core)
        place = desk.here(interaction)
        if not await desk.course.may_look_back(place, occurrence, interaction.user.id):
            raise Refusal("Those who took part are asked how it was.")
        row = tuple(
            Button(label=t(words), custom_id=f"events:rate:{occurrence.id}:{number}")
            for number, words in enumerate(MARKS, 1)
        )
        title = escape(occurrence.details.title)
        message = Message(text=t("How was {title}?", title=f"**{title}**"), rows=(row,))
        await show(interaction, message)


class RateButton(EventButton, template=r"events:rate:\d{1,9}:[1-5]"):
    """Takes a mark and asks for words."""

    async def press(self, interaction: Press) -> None:
        """Open the dialog; the mark is kept with it."""
        core = interaction.client.core
        t = await core.texts.for_interaction(interaction)
        occurrence = await occurrence_of(interaction, int(self.parts[1]))
        mark = int(self.parts[2])

        async def keep(submitted: Press, typed: Mapping[str, str]) -> None:
            async with core.db.write() as tx:
                await answers.keep_feedback(
                    tx,
                    occurrence_id=occurrence.id,
                    user_id=submitted.user.id,
                    guild_id=occurrence.guild_id,
                    mark=mark,
                    text=typed["text"][:LONGEST_WORDS],
                    at=core.clock.now(),
                )
            await answer_privately(submitted, t("Thank you. The organisers read it."))

        await interaction.response.send_modal(words_form(t, keep))


def _standing(t: Translation, seated: Seated) -> str:
    title = f"**{escape(seated.occurrence.details.title)}**"
    when = timestamp(seated.occurrence.starts_at)
    match seated.answer:
        case "going":
            return t("You are going: {title}, {when}.", title=title, when=when)
        case "maybe":
            return t(
                "Noted: maybe. Press Going once you know. {title}, {when}.", title=title, when=when
            )
        case "waiting" if seated.occurrence.details.hand_picked:
            return t("You have asked for a seat. The organisers choose, and you will hear.")
        case "waiting":
            return t(
                "All seats are taken. You are number {n} on the waiting list, and will hear when "
                "one is free.",
                n=t.number(seated.line),
            )
    return t("Noted: you can't make it. Thank you for saying so.")


def _with_reminders(t: Translation, text: str, wish: Collection[int]) -> Message:
    yes, no = t("yes"), t("no")
    question = t("When should I remind you?")
    row = tuple(
        Button(
            label=f"{t(words)}: {yes if minutes in wish else no}",
            custom_id=f"events:wish:{minutes}",
            style="primary" if minutes in wish else "secondary",
        )
        for minutes, words in BEFORE.items()
    )
    return Message(text=f"{text}\n{question}", rows=(row,))


BUTTONS = (
    AnswerButton,
    OwnAnswerButton,
    RemindButton,
    HereButton,
    CalendarButton,
    MarkButton,
    RateButton,
)
