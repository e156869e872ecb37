"""A member with data in every feature is erased: neither their id nor their words are left."""

from collections.abc import Collection, Iterable

import pytest
import sqlalchemy as sa

from bot import erasure
from sandbox.person import Person
from sandbox.town import Town
from sandbox.transcript import text_of
from tests.cogs.desk.house import defaults
from tests.steward import SETTINGS, Running

pytestmark = pytest.mark.sandbox(start="2026-11-15T12:00Z", rate_limits=False)

DESK = "#community-team"
# A word of hers that is in all she writes and in nothing else.
HERS = "quokka"
EVERYTHING = (
    SETTINGS
    + """\
  staff_channel: "#community-team"
guidelines:
  - id: be-kind
    title: Be kind
    mode: propose
    severity: high
    detect: [words: {terms: [you idiot]}]
features:
  welcome: {channel: "#welcome"}
  guidelines: {}
  desk: {channel: "#community-team"}
  outreach: {channel: "#welcome"}
  zero_reply: {channels: ["#help"]}
  prompts: {channel: "#general"}
  accountability: {channel: "#weekly-goals"}
  events: {channel: "#events"}
  testimonials: {wall: "#welcome", places: {website: "https://riverside.example"}}
  privacy: {}
"""
)


async def tables_with(
    steward: Running, traces: Collection[object], among: Iterable[sa.Table]
) -> set[str]:
    """Return the tables in which one of these is written anywhere, in whatever column."""
    async with steward.core.db.read() as tx:
        written = {
            table.name: str((await tx.execute(sa.select(table))).all()).casefold()
            for table in among
        }
    return {name for name, text in written.items() if any(str(trace) in text for trace in traces)}


def tables_of(steward: Running) -> list[sa.Table]:
    features = [package.feature for package in steward.packages]
    return [*(table for one in features for table in one.tables), *erasure.CORE_TABLES]


async def live_a_little(steward: Running, town: Town) -> Person:
    """Let Mia leave something with every feature."""
    mia, bo = await town.person("Mia", joins=True), town["Bo"]
    await steward.settled()
    await mia.say("#general", f"hello, you idiot {HERS}")
    await mia.post("#help", f"A {HERS}?", f"How do I feed a {HERS} in winter?")
    said = await bo.say("#general", "I know where you live")
    await mia.fill(await mia.use_on("Report message", said), {"text": f"this scares my {HERS}"})
    await mia.command("prompt suggest", text=f"Which {HERS} is yours?", credit=True)
    await mia.press((await mia.command("my events")).message, "Tell me of new events")
    await steward.settled()
    await meet(steward, town, mia)
    await praise(steward, town, mia)
    await steward.stop()
    await town.advance(hours=20.1)
    await steward.begin()
    week = next(one for one in town.messages("#weekly-goals") if one.author is town.world.bot)
    form = await mia.press(week, "Set my goal")
    await mia.fill(form, {"Goal 1": f"Feed the {HERS}", "Who may see this?": "Only me"})
    await steward.settled()
    return mia


async def meet(steward: Running, town: Town, mia: Person) -> None:
    ana = town["Ana"]
    asked = await ana.command("event create", when="every Thursday 18:00")
    where = {"Title": "Weekly call", "Place or link": "https://meet.example"}
    await ana.press((await ana.fill(asked, where)).message, "Announce it")
    await steward.settled()
    post = next(one for one in reversed(town.messages("#events")) if one.components)
    await mia.press(post, "Going")


async def praise(steward: Running, town: Town, mia: Person) -> None:
    words = f"This place made my {HERS} very happy, thank you."
    asked = await mia.command("testimonial give")
    question = await mia.fill(asked, {"What would you like to say?": words})
    form = await mia.press(question.message, "Choose what may be shown")
    agreed = {"Where may your words be shown?": ["On this server"], "Under which name?": "No name"}
    await mia.fill(form, agreed)
    await town["Ana"].command("testimonial approve", number=1)
    await steward.settled()


async def test_nothing_is_left_of_somebody_who_left_something_everywhere(
    idle_steward: Running, town: Town
):
    steward = idle_steward
    steward.write_settings(EVERYTHING)
    await steward.begin()
    mia = await live_a_little(steward, town)
    bo = town["Bo"]
    warning = await bo.command("warn", DESK, member=mia, reason=f"the {HERS} is loud")
    await bo.fill(warning, defaults(warning))
    await steward.settled()

    traces = (mia.id, HERS)
    kept = await tables_with(steward, traces, tables_of(steward))
    features = {name.partition("_")[0] for name in kept}
    assert features >= {
        "core", "welcome", "guidelines", "desk", "outreach", "zero", "prompts", "accountability",
        "events", "testimonials",
    }  # fmt: skip
    asked = await mia.command("privacy erase")
    await mia.press(asked.message, "Erase my data")
    await steward.settled()
    assert await tables_with(steward, traces, tables_of(steward)) == set()
    said = [text_of(one) for one in town.messages("#welcome") if one.author is town.world.bot]
    assert not [text for text in said if HERS in text], "the wall is taken down"
