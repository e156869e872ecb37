"""Staff hear in their channel what keeps the bot from its work, in plain words and once."""

import pytest

from bot.effects import EffectKey, Message, SendMessage
from sandbox import permissions
from sandbox.town import Town
from sandbox.transcript import text_of
from tests.steward import SETTINGS, Running

WELCOME = 'features:\n  welcome:\n    channel: "#welcome"\n'
STAFF = '  staff_channel: "#community-team"\n'

pytestmark = pytest.mark.sandbox(rate_limits=False)


@pytest.fixture(autouse=True)
def _settings(idle_steward: Running) -> None:
    idle_steward.write_settings(SETTINGS + STAFF + WELCOME)


def forbid(town: Town, where: str) -> None:
    body = {"type": 1, "allow": "0", "deny": str(permissions.SEND_MESSAGES)}
    town.world.channels.set_overwrite(town.owner.user, town.place(where), town.world.bot.id, body)


def allow(town: Town, where: str) -> None:
    town.world.channels.remove_overwrite(town.owner.user, town.place(where), town.world.bot.id)


def said(town: Town, where: str) -> list[str]:
    bot = town.world.bot
    return [text_of(message) for message in town.messages(where) if message.author is bot]


async def test_a_permission_taken_away_is_told_once_and_given_back_lets_the_greeting_arrive(
    steward: Running, town: Town
):
    forbid(town, "#welcome")
    for name in ("Cleo", "Leo"):
        await town.person(name, joins=True)
    await steward.pass_time(hours=2)
    assert said(town, "#welcome") == []
    (told,) = said(town, "#community-team")
    assert "The bot cannot greet a newcomer (welcome): it lacks Send Messages in #welcome." in told
    assert "Open #welcome → Edit Channel → Permissions, add Steward" in told
    assert "/doctor" in told

    allow(town, "#welcome")
    await steward.pass_time(minutes=10)
    assert len(said(town, "#welcome")) == 2
    await steward.pass_time(hours=2)
    assert len(said(town, "#welcome")) == 2
    assert len(said(town, "#community-team")) == 1


async def test_a_restart_tells_nobody_again_on_the_same_day(steward: Running, town: Town):
    forbid(town, "#welcome")
    await town.person("Cleo", joins=True)
    await steward.pass_time(minutes=30)
    await steward.restart()
    await steward.pass_time(hours=1)
    assert len(said(town, "#community-team")) == 1


async def test_staff_hear_in_the_language_of_the_community(steward: Running, town: Town):
    settings = (SETTINGS + STAFF + WELCOME).replace("community:", "community:\n  language: es")
    await steward.use(settings)
    forbid(town, "#welcome")
    await town.person("Cleo", joins=True)
    await steward.pass_time(minutes=30)
    (told,) = said(town, "#community-team")
    assert "El bot no puede saludar" in told


async def test_a_channel_where_staff_cannot_be_told_leads_to_no_more_messages(
    steward: Running, town: Town
):
    forbid(town, "#welcome")
    forbid(town, "#community-team")
    await town.person("Cleo", joins=True)
    await steward.pass_time(hours=3)
    allow(town, "#community-team")
    await steward.pass_time(hours=1)
    assert said(town, "#community-team") == [], "that news would be hours old"


async def test_without_a_channel_for_staff_nothing_is_planned(steward: Running, town: Town):
    await steward.use(SETTINGS + WELCOME)
    forbid(town, "#welcome")
    await town.person("Cleo", joins=True)
    await steward.pass_time(minutes=30)
    allow(town, "#welcome")
    await steward.pass_time(minutes=10)
    assert len(said(town, "#welcome")) == 1
    assert said(town, "#community-team") == []


async def test_what_was_given_up_is_told_as_well(steward: Running, town: Town):
    core = steward.core
    key = EffectKey(feature="welcome", kind="welcome.greeting", guild_id=town.guild.id, subject="1")
    async with core.db.write() as tx:
        await core.outbox.plan(tx, key, SendMessage(channel_id=5, message=Message(text="Hi")))
    await steward.settled()
    (told,) = said(town, "#community-team")
    assert "the channel does not exist any more" in told
