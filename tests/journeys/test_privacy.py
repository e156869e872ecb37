"""What members see of what is kept about them, take along, and have erased."""

import json

import pytest
import sqlalchemy as sa

from bot import erasure
from bot.features import Feature, FeaturePackage, discover
from bot.scheduler.store import jobs
from bot.services import AnalyticsChoices
from cogs.welcome.personal import forget_member as forget_newcomer
from sandbox.town import Town
from tests.steward import SETTINGS, Running

pytestmark = pytest.mark.sandbox(rate_limits=False)

EVERYTHING = (
    SETTINGS
    + """\
  staff_channel: "#community-team"
guidelines:
  - id: be-kind
    title: Be kind
    mode: propose
    detect: [words: {terms: [you idiot]}]
features:
  welcome: {channel: "#welcome"}
  guidelines: {}
  privacy: {contact: "privacy@riverside.example"}
"""
)


async def mia_with_a_past(steward: Running, town: Town):
    await steward.use(EVERYTHING)
    mia = await town.person("Mia", joins=True)
    await steward.pass_time(minutes=15)
    await mia.say("#general", "hello, you idiot")
    await mia.command("language", language="es")
    await steward.settled()
    return mia


async def named_in(steward: Running, trace: object) -> set[str]:
    """Return the tables in which an id or words are written anywhere, in whatever column."""
    tables = [
        *(table for package in steward.packages for table in package.feature.tables),
        *erasure.CORE_TABLES,
    ]
    async with steward.core.db.read() as tx:
        return {
            table.name
            for table in tables
            if str(trace) in str((await tx.execute(sa.select(table))).all())
        }


async def test_members_read_what_is_kept_in_plain_words(steward: Running, town: Town):
    await steward.use(EVERYTHING)
    answer = await town["Bo"].command("privacy show")
    assert answer.is_private
    await steward.settled()
    told = "\n".join(message.content for message in town["Bo"].reads("#general"))
    assert "What the bot has written to you" in told
    assert "When you joined and left" in told
    assert "privacy@riverside.example" in told
    assert all(len(message.content) <= 2000 for message in town["Bo"].reads("#general"))


async def test_a_member_takes_along_what_is_kept_and_nobody_else_s(steward: Running, town: Town):
    mia = await mia_with_a_past(steward, town)
    await mia.command("privacy export")
    message = await town.bot_says("#general", "todo lo que", to=mia)
    (file,) = message.attachments
    found = json.loads(file.content)
    assert found["member"] == str(mia.id)
    assert {"core", "welcome", "guidelines"} <= set(found["kept"])
    assert "you idiot" in file.content.decode()
    assert found["could_not_be_read"] == []


async def test_erasing_asks_first_and_leaves_nothing(steward: Running, town: Town):
    mia = await mia_with_a_past(steward, town)
    assert {"welcome_newcomers", "guidelines_flags", "core_outbox"} <= await named_in(
        steward, mia.id
    )
    asked = await mia.command("privacy erase")
    assert await named_in(steward, mia.id)
    (note,) = [one for one in town.messages("#community-team") if "you idiot" in one.content]
    await mia.press(asked.message, "Borrar mis datos")
    await steward.settled()
    assert await named_in(steward, mia.id) == set()
    assert "has been erased" in note.content
    assert "idiot" not in note.content
    assert str(mia.id) not in note.content
    assert note.components == []
    assert await named_in(steward, "you idiot") == {"core_settings_versions"}, "the guideline"
    assert "Erasures by month: 2026-11: 1" in await report(steward, town)


async def report(steward: Running, town: Town) -> str:
    ana = town["Ana"]
    await ana.command("privacy report")
    await steward.settled()
    return "\n".join(message.content for message in ana.reads("#general"))


async def test_nobody_erases_for_somebody_else(steward: Running, town: Town):
    mia = await mia_with_a_past(steward, town)
    asked = await mia.command("privacy erase")
    bo = town["Bo"]
    with pytest.raises(Exception, match=r"(?i)ephemeral|visible|unknown|see"):
        await bo.press(asked.message, "Borrar mis datos")
    assert await named_in(steward, mia.id)


class Forgetful:
    """A feature that cannot forget at first."""

    def __init__(self) -> None:
        self.failures = 0

    async def forget(self, tx, guild_id, user_id) -> None:
        if self.failures:
            self.failures -= 1
            raise RuntimeError("the disk is on fire")
        await forget_newcomer(tx, guild_id, user_id)


@pytest.fixture
def forgetful() -> Forgetful:
    return Forgetful()


@pytest.fixture
def steward_packages(forgetful: Forgetful) -> tuple[FeaturePackage, ...]:
    packages = []
    for package in discover():
        if package.feature.name == "welcome":
            fields = {name: getattr(package.feature, name) for name in Feature.__slots__}
            feature = Feature(**{**fields, "forget_member": forgetful.forget})
            packages.append(FeaturePackage(feature, package.module))
        else:
            packages.append(package)
    return tuple(packages)


async def test_what_fails_is_named_and_tried_again(
    steward: Running, town: Town, forgetful: Forgetful
):
    await steward.use(EVERYTHING)
    forgetful.failures = 2
    bo = town["Bo"]
    asked = await bo.command("privacy erase")
    pressed = await bo.press(asked.message, "Erase my data")
    await steward.settled()
    assert (
        "**welcome** could not be reached"
        in "\n".join(message.content for message in bo.reads("#general")) + pressed.text
    )
    await steward.restart()
    await steward.pass_time(minutes=10)
    assert forgetful.failures == 0
    async with steward.core.db.read() as tx:
        left = (await tx.execute(sa.select(jobs.c.name))).scalars().all()
    assert erasure.ERASE not in left
    assert await named_in(steward, bo.id) == set()


async def test_whoever_is_left_out_of_figures_stays_so_over_a_restart(steward: Running, town: Town):
    await steward.use(EVERYTHING)
    bo, guild_id = town["Bo"], town.guild.id
    assert steward.core.services.get(AnalyticsChoices).may_count(guild_id, bo.id)
    await bo.command("privacy analytics", state="off")
    await steward.restart()
    assert not steward.core.services.get(AnalyticsChoices).may_count(guild_id, bo.id)
    assert steward.core.services.get(AnalyticsChoices).may_count(guild_id, town["Ana"].id)
    await bo.command("privacy analytics", state="on")
    assert steward.core.services.get(AnalyticsChoices).may_count(guild_id, bo.id)
