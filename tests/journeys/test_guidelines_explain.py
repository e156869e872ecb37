"""Staff ask what a message that was written goes against, and why."""

import pytest

from sandbox import permissions
from sandbox.model import Message, Upload
from sandbox.person import Person
from sandbox.town import Town
from tests.journeys.test_guidelines import GUIDELINES, RUDE
from tests.steward import SETTINGS, Running

pytestmark = [pytest.mark.features("guidelines"), pytest.mark.sandbox(rate_limits=False)]


class Asking:
    """Bo, who asks about messages."""

    def __init__(self, town: Town) -> None:
        self.town = town

    def link(self, message: Message) -> str:
        guild_id = self.town.guild.id
        return f"https://discord.com/channels/{guild_id}/{message.channel_id}/{message.id}"

    async def about(self, text: str, containing: str) -> str:
        bo = self.town["Bo"]
        answer = await bo.command("guidelines explain", text=text)
        assert answer.is_private or answer.kind == "deferred"
        return (await self.town.bot_says("#general", containing, to=bo)).content


@pytest.fixture
async def ask(idle_steward: Running, town: Town) -> Asking:
    idle_steward.write_settings(SETTINGS + GUIDELINES)
    await idle_steward.begin()
    return Asking(town)


@pytest.fixture
async def mia(ask: Asking, idle_steward: Running) -> Person:
    person = await ask.town.person("Mia", joins=True)
    await idle_steward.settled()
    return person


async def test_the_link_of_a_message_is_enough(ask: Asking, mia: Person):
    message = await mia.say("#general", RUDE)
    told = await ask.about(ask.link(message), "Be kind")
    assert "»shut up you m0r0n«" in told
    assert "disguised letters" in told
    assert "does not look at" not in told


async def test_it_is_said_when_a_guideline_does_not_look_there(ask: Asking, mia: Person):
    post = await mia.post("#help", "Anybody there?", RUDE)
    (message,) = ask.town.messages(post)
    assert "or not there" in await ask.about(ask.link(message), "Be kind")


async def test_it_is_said_that_staff_stand_above_the_guidelines(ask: Asking):
    message = await ask.town["Ana"].say("#general", RUDE)
    assert "belongs to your team" in await ask.about(ask.link(message), "Be kind")


async def test_names_of_people_and_files_are_looked_at_and_pictures_are_not(ask: Asking):
    rex = await ask.town.person("Rex", display_name="you idiot", joins=True)
    picture = Upload("cat.png", b"\x89PNG", "image/png")
    message = await rex.say("#general", "look", files=[picture])
    told = await ask.about(ask.link(message), "Pictures")
    assert "»you idiot«" in told


async def test_what_bots_write_is_not_looked_at(ask: Asking, mia: Person, idle_steward: Running):
    await mia.say("#general", RUDE)
    await idle_steward.settled()
    (note,) = ask.town.messages("#community-team")
    await ask.about(ask.link(note), "What bots")


async def test_nobody_reads_through_the_bot_what_they_may_not_read(ask: Asking, mia: Person):
    den = ask.town.world.channels.create(
        ask.town.owner.user, ask.town.guild, {"name": "den", "type": 0}
    )
    message = await mia.say(den, RUDE)
    deny = {"type": 1, "allow": "0", "deny": str(permissions.VIEW_CHANNEL)}
    ask.town.world.channels.set_overwrite(ask.town.owner.user, den, ask.town["Bo"].id, deny)
    none = "There is no such message"
    await ask.about(ask.link(message), none)
    gone = await mia.say("#general", "well")
    await mia.delete(gone)
    await ask.about(ask.link(gone), none)
    await ask.about(ask.link(message).replace(str(ask.town.guild.id), "100000000000000000"), none)


async def test_where_the_bot_may_not_read_it_says_so(ask: Asking, mia: Person):
    message = await mia.say("#general", RUDE)
    deny = {"type": 1, "allow": "0", "deny": str(permissions.READ_MESSAGE_HISTORY)}
    world, owner = ask.town.world, ask.town.owner.user
    world.channels.set_overwrite(owner, ask.town.place("#general"), world.bot.id, deny)
    await ask.about(ask.link(message), "I may not read there myself")
