"""Flags go to the desk where there is one, and what is decided there comes back."""

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.services import FlagDesk, FlaggedMessage, Guidelines
from bot.signals import FlagSettled
from sandbox.town import Town
from tests.journeys.test_guidelines import GUIDELINES, RUDE, SCAM, Square
from tests.steward import SETTINGS, Running

pytestmark = [pytest.mark.features("guidelines"), pytest.mark.sandbox(rate_limits=False)]


class Desk:
    """A desk that takes flags in."""

    def __init__(self) -> None:
        self.open, self.broken = True, False
        self.received: list[FlaggedMessage] = []

    def is_open(self, guild_id: int) -> bool:
        return self.open

    async def receive(self, tx: AsyncConnection, flagged: FlaggedMessage) -> None:
        if self.broken:
            raise RuntimeError("the desk is broken")
        self.received.append(flagged)


@pytest.fixture
async def square(idle_steward: Running, town: Town) -> Square:
    idle_steward.write_settings(SETTINGS + GUIDELINES)
    await idle_steward.begin()
    return Square(idle_steward, town)


@pytest.fixture
def desk(square: Square) -> Desk:
    desk = Desk()
    square.steward.core.services.provide(FlagDesk, desk)
    return desk


async def test_a_flag_goes_to_the_desk_with_all_that_is_needed_to_judge_it(
    square: Square, desk: Desk
) -> None:
    mia = await square.newcomer()
    message = await square.say(mia, RUDE)
    (flag,) = desk.received
    assert (flag.message_id, flag.author_id, flag.author_name) == (message.id, mia.id, "Mia")
    assert (flag.guideline, flag.severity, flag.step, flag.acts) == (
        "be-kind", "high", "remind", False,
    )  # fmt: skip
    assert flag.content.text == RUDE
    assert "»shut up you m0r0n«" in flag.excerpt
    (match,) = flag.matches
    assert (match.detector, match.excerpt) == ("words", "shut up you m0r0n")
    assert square.notes() == []


async def test_with_a_desk_the_guidelines_do_not_act_themselves(square: Square, desk: Desk) -> None:
    mia = await square.newcomer()
    message = await square.say(mia, SCAM)
    (flag,) = desk.received
    assert (flag.step, flag.acts) == ("delete", True)
    assert message in square.town.messages("#general")


async def test_what_is_only_counted_never_goes_to_the_desk(square: Square, desk: Desk) -> None:
    await square.say(await square.newcomer(), "pineapple")
    assert desk.received == []
    assert [row["state"] for row in await square.rows()] == ["counted"]


async def test_a_flag_that_cannot_be_received_is_not_kept_either(
    square: Square, desk: Desk
) -> None:
    desk.broken = True
    await square.say(await square.newcomer(), RUDE)
    assert await square.rows() == []


async def test_without_an_open_desk_staff_are_told_as_ever(square: Square, desk: Desk) -> None:
    desk.open = False
    await square.say(await square.newcomer(), RUDE)
    assert desk.received == []
    assert len(square.notes()) == 1


@pytest.mark.parametrize(("is_right", "state"), [(True, "right"), (False, "not")])
async def test_what_is_decided_at_the_desk_is_counted(
    square: Square, desk: Desk, is_right: bool, state: str
) -> None:
    core, guild_id = square.steward.core, square.town.guild.id
    message = await square.say(await square.newcomer(), RUDE)
    settled = FlagSettled(
        guild_id=guild_id, message_id=message.id, is_right=is_right, by=square.town["Bo"].id,
        at=core.clock.now(),
    )  # fmt: skip
    await core.signals.emit(settled)
    await square.steward.settled()
    (row,) = await square.rows()
    assert (row["state"], row["settled_by"]) == (state, square.town["Bo"].id)
    assert square.notes() == []


async def test_a_note_from_before_the_desk_says_what_was_decided_there(square: Square) -> None:
    core, guild_id = square.steward.core, square.town.guild.id
    message = await square.say(await square.newcomer(), RUDE)
    await core.signals.emit(
        FlagSettled(
            guild_id=guild_id, message_id=message.id, is_right=True, by=square.town["Bo"].id,
            at=core.clock.now(),
        )
    )  # fmt: skip
    await square.steward.settled()
    (note,) = square.notes()
    assert "a violation" in note.content


async def test_other_features_read_the_guidelines_in_a_language(square: Square) -> None:
    guidelines = square.steward.core.services.get(Guidelines)
    guild_id = square.town.guild.id
    first, *others = guidelines.all(guild_id, "es")
    assert (first.id, first.title, first.text) == (
        "be-kind", "Sé amable", "No ataques a la persona.",
    )  # fmt: skip
    assert [one.id for one in others] == ["no-scams", "no-floods", "quietly"]
    await square.steward.use(SETTINGS)
    assert guidelines.all(guild_id, "es") == []


async def test_other_features_ask_what_goes_against_a_text(square: Square) -> None:
    guidelines = square.steward.core.services.get(Guidelines)
    guild_id = square.town.guild.id
    (objection,) = guidelines.objections(guild_id, RUDE, "es")
    assert objection.startswith("Sé amable: ")
    assert guidelines.objections(guild_id, "Good morning", "es") == []
    assert guidelines.objections(guild_id, "pineapple", "en") == []
    await square.steward.use(SETTINGS)
    assert guidelines.objections(guild_id, RUDE, "es") == []
