"""A member with data in every feature is erased: neither their id nor their words are left."""

from collections.abc import Collection, Iterable

import pytest
import sqlalchemy as sa

from bot import erasure
from sandbox.model import Channel
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
    words = f"This place made my {HERS} very happy, thank you."
    await praise(steward, town, mia, words, 1)
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


async def praise(steward: Running, town: Town, person: Person, words: str, number: int) -> None:
    asked = await person.command("testimonial give")
    question = await person.fill(asked, {"What would you like to say?": words})
    form = await person.press(question.message, "Choose what may be shown")
    agreed = {"Where may your words be shown?": ["On this server"], "Under which name?": "No name"}
    await person.fill(form, agreed)
    await town["Ana"].command("testimonial approve", number=number)
    await steward.settled()


async def speak_of(steward: Running, town: Town, mia: Person) -> None:
    """Let others mention Mia in words of theirs, wherever words are kept."""
    ana, bo, rob = town["Ana"], town["Bo"], await town.person("Rob", joins=True)
    said = f"{mia.mention} knows"
    rude = await rob.say("#general", f"you idiot, {said}")
    await bo.fill(await bo.use_on("Report message", rude), {"text": f"{said}, and is hurt"})
    await rob.post("#help", f"Lost chair, {said}?", f"Where is it? {said}.")
    await rob.command("prompt suggest", text=f"What does {mia.mention} know?", credit=True)
    warning = await bo.command("warn", DESK, member=rob, reason=f"{said} why")
    await bo.fill(warning, defaults(warning))
    asked = await ana.command("event create", when="every Friday 18:00")
    where = {"Title": f"Tea, {said}", "Place or link": f"https://meet.example/{mia.id}"}
    await ana.press((await ana.fill(asked, where)).message, "Announce it")
    await steward.settled()
    await praise(steward, town, rob, f"{mia.mention} made my chair whole again, thank you.", 2)


def told_by_the_bot(town: Town, where: Channel | str) -> list[str]:
    """Return what the bot has written in a place of the server, for all who read there."""
    return [text_of(one) for one in town.messages(where) if one.author is town.world.bot]


async def has_lived(steward: Running, town: Town) -> Person:
    steward.write_settings(EVERYTHING)
    await steward.begin()
    return await live_a_little(steward, town)


async def erase(steward: Running, person: Person) -> None:
    asked = await person.command("privacy erase")
    await person.press(asked.message, "Erase my data")
    await steward.settled()


async def test_nothing_is_left_of_somebody_who_left_something_everywhere(
    idle_steward: Running, town: Town
):
    steward = idle_steward
    mia = await has_lived(steward, town)
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
    await erase(steward, mia)
    assert await tables_with(steward, traces, tables_of(steward)) == set()
    await steward.pass_time(minutes=1)
    places = (*town.guild.channels.values(), *town.guild.threads.values())
    assert not [told for where in places for told in told_by_the_bot(town, where) if HERS in told]
    assert not [told for told in told_by_the_bot(town, DESK) if str(mia.id) in told]


async def test_nobody_is_mentioned_in_words_of_others_any_more(idle_steward: Running, town: Town):
    steward = idle_steward
    mia = await has_lived(steward, town)
    await speak_of(steward, town, mia)
    assert await tables_with(steward, (f"<@{mia.id}>",), tables_of(steward)) >= {
        "desk_cases", "desk_messages", "desk_reports", "events_series", "prompts_own",
        "testimonials_items", "testimonials_words", "zero_reply_openers",
    }  # fmt: skip
    await erase(steward, mia)
    assert await tables_with(steward, (mia.id,), tables_of(steward)) == set()
    ana = town["Ana"]
    await ana.command("testimonial export", scope="server", format="csv")
    message = await town.bot_says("#general", "1 testimonial", to=ana)
    (file,) = message.attachments
    assert "@someone made my chair whole again" in file.content.decode(), "it was agreed to"
