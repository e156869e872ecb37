"""Names, titles, crowds, and all that a message may carry, read in the light of the guidelines."""

import pytest

from cogs.guidelines.tables import flags
from sandbox.town import Town
from tests.journeys.test_guidelines import GUIDELINES, RUDE, Square
from tests.steward import SETTINGS, Running

pytestmark = [pytest.mark.features("guidelines"), pytest.mark.sandbox(rate_limits=False)]

OFFER = "Get your free premium account today at the link in my profile"
CROWDS = """\
guidelines:
  - {id: copies, title: No copies, detect: [copied: {authors: 3, within: 5m}]}
  - {id: posters, title: One channel, detect: [cross_posted: {channels: 2, within: 5m}]}
  - {id: raids, title: No raids, detect: [raid: {newcomers: 3, within: 1m}]}
features:
  guidelines: {staff_channel: "#community-team"}
"""


@pytest.fixture
async def square(idle_steward: Running, town: Town) -> Square:
    idle_steward.write_settings(SETTINGS + GUIDELINES)
    await idle_steward.begin()
    return Square(idle_steward, town)


async def test_a_name_is_flagged_when_somebody_comes_and_not_again_later(square: Square) -> None:
    rex = await square.town.person("Rex", display_name="you idiot", joins=True)
    await square.steward.settled()
    (note,) = square.notes()
    assert note.content.startswith(f"Flagged: the name of {rex.mention}")
    assert "»you idiot«" in note.content
    assert "](http" not in note.content
    await square.say(rex, "hello")
    await square.steward.restart()
    await square.say(rex, "hello again")
    assert len(square.notes()) == 1
    assert "Thank you" in (await square.town["Bo"].press(square.notes()[0], "Right")).text


async def test_nicknames_and_new_names_are_flagged_as_they_change(square: Square) -> None:
    mia = await square.newcomer()
    world, guild = square.town.world, square.town.guild
    world.members.edit(square.town.owner.user, guild, mia.id, {"nick": "you idiot"})
    await square.steward.settled()
    assert len(square.notes()) == 1
    world.members.edit(square.town.owner.user, guild, mia.id, {"nick": "You idiot!"})
    await square.steward.settled()
    assert len(square.notes()) == 2


async def test_titles_of_threads_are_flagged_when_made_and_when_renamed(square: Square) -> None:
    mia = await square.newcomer()
    first = await mia.say("#general", "hello")
    thread = await mia.start_thread(first, "you idiot")
    await square.steward.settled()
    (note,) = square.notes()
    assert f"the title of <#{thread.id}> by {mia.mention}" in note.content
    other = await mia.start_thread(await mia.say("#general", "hello"), "fine")
    square.town.world.threads.edit(square.town.owner.user, other, {"name": "shut up you moron"})
    await square.steward.settled()
    assert len(square.notes()) == 2


async def test_about_names_the_bot_does_nothing_itself(square: Square) -> None:
    await square.town.person("Rex", display_name="free nitro", joins=True)
    await square.steward.settled()
    async with square.steward.core.db.read() as tx:
        (row,) = (await tx.execute(flags.select())).mappings()
    assert (row["mode"], row["state"]) == ("auto", "open")
    assert "Suggested step" in square.notes()[0].content


async def test_an_edit_of_what_was_written_before_the_bot_came_is_read(
    idle_steward: Running, town: Town
) -> None:
    mia = await town.person("Mia", joins=True)
    message = await mia.say("#general", "Good morning")
    idle_steward.write_settings(SETTINGS + GUIDELINES)
    await idle_steward.begin()
    await mia.edit(message, RUDE)
    await idle_steward.settled()
    (note,) = town.messages("#community-team")
    assert "»shut up you m0r0n«" in note.content


async def test_one_person_in_many_channels_is_flagged_once(square: Square) -> None:
    await square.steward.use(SETTINGS + CROWDS)
    mia = await square.newcomer()
    for where in ("#general", "#kind-words", "#general"):
        await square.say(mia, OFFER, where)
    (row,) = await square.rows()
    assert row["guideline"] == "posters"


async def test_editing_a_message_does_not_make_it_a_copy(square: Square) -> None:
    await square.steward.use(SETTINGS + GUIDELINES)
    mia = await square.newcomer()
    message = await square.say(mia, OFFER)
    for number in range(5):
        await mia.edit(message, f"{OFFER} {number}")
    await square.steward.settled()
    assert await square.rows() == []


async def test_a_raid_of_copies_is_flagged_from_the_third_on(square: Square) -> None:
    await square.steward.use(SETTINGS + CROWDS)
    for number in range(4):
        await square.say(await square.newcomer(f"Raider {number}"), f"{OFFER} {number}")
    found = [row["guideline"] for row in await square.rows()]
    assert sorted(found) == ["copies", "copies", "raids", "raids"]
