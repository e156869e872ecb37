"""A week with goals: the thread opens, people set goals, check in, rest, and read the recap."""

import pytest

from cogs.accountability.personal import forget_member
from sandbox.model import Message
from sandbox.transcript import text_of
from tests.steward import SETTINGS, Running

pytest_plugins = ["sandbox.pytest_plugin"]
pytestmark = [
    pytest.mark.features("accountability", "guidelines"),
    pytest.mark.sandbox(start="2026-11-15T12:00Z", rate_limits=False),
]

CHANNEL = "#weekly-goals"
PUBLIC, PRIVATE = "Everybody, in the thread", "Only me"
FEATURES = """\
  staff_channel: "#community-team"
  quiet_hours: 22:00-08:00
features:
  accountability: {channel: "#weekly-goals"%s}
"""


def settings(more: str = "") -> str:
    return SETTINGS + FEATURES % more


@pytest.fixture
async def running(idle_steward: Running) -> Running:
    """The bot on the Sunday of week 46; the first thread opens on Monday, November 16."""
    idle_steward.write_settings(settings())
    await idle_steward.begin()
    return idle_steward


def posts(running: Running, where: str = CHANNEL) -> list[Message]:
    bot = running.sandbox.world.bot
    return [one for one in running.town.messages(where) if one.author is bot]


def thread(running: Running, number: int):
    """The thread of a week."""
    found = [
        one for one in running.town.guild.threads.values() if one.name.startswith(f"Week {number} ")
    ]
    assert len(found) == 1, [one.name for one in running.town.guild.threads.values()]
    return found[0]


def said(running: Running, number: int) -> list[str]:
    """What the bot has said inside the thread of a week."""
    where = thread(running, number)
    return [text for one in posts(running, where) if (text := text_of(one))]


async def monday(running: Running) -> Message:
    await running.pass_time(hours=20.1)
    (post,) = posts(running)
    return post


async def set_goals(person, post: Message, *goals: str, audience: str = PUBLIC):
    asked = await person.press(post, "Set my goal")
    typed = {f"Goal {number}": goal for number, goal in enumerate(goals, 1)}
    return await person.fill(asked, {**typed, "Who may see this?": audience})


async def test_on_monday_the_thread_opens_with_its_buttons(running: Running):
    post = await monday(running)
    text = text_of(post)
    assert "Week 47 · Nov 16" in text
    assert text.count("?") == 4  # three questions, and one for newcomers
    assert thread(running, 47).id == post.id
    await running.pass_time(days=7)
    assert len(posts(running)) == 2
    assert thread(running, 48).id != post.id


async def test_a_public_goal_is_shown_in_the_thread_and_changes_with_the_check_in(
    running: Running,
):
    post, bo = await monday(running), running.town["Bo"]
    answer = await set_goals(bo, post, "Finish the *bird house*", "Read")
    assert answer.is_private
    assert "shown in the thread" in answer.text
    await running.settled()
    assert said(running, 47) == [f"{bo.mention}\n1. Finish the \\*bird house\\*\n2. Read"]
    asked = await bo.press(post, "Check in")
    thanks = await bo.fill(
        asked, {"Goal 1": "done", "Goal 2": "not this week", "A few words": "Roof on!"}
    )
    assert "Thank you" in thanks.text
    await running.settled()
    (card,) = said(running, 47)
    assert "bird house\\* (done)" in card
    assert card.endswith("> Roof on!")


async def test_a_private_goal_is_seen_by_its_owner_alone(running: Running):
    post, bo = await monday(running), running.town["Bo"]
    await set_goals(bo, post, "Sleep more", audience=PRIVATE)
    await running.settled()
    assert said(running, 47) == []
    assert "Sleep more" in (await bo.command("goals")).text
    assert "Sleep more" not in (await running.town.owner.command("accountability status")).text
    await set_goals(bo, post, "Sleep more")
    await running.settled()
    assert len(said(running, 47)) == 1
    await set_goals(bo, post, "Sleep more", audience=PRIVATE)
    await running.settled()
    assert said(running, 47) == []


async def test_a_newcomer_is_asked_for_one_step_and_welcomed_in_the_recap(running: Running):
    post = await monday(running)
    mia = await running.town.person("Mia", joins=True)
    asked = await mia.press(post, "I'm new")
    await mia.fill(asked, {"Your step": "Say hello", "Who may see this?": PUBLIC})
    bo = running.town["Bo"]
    await set_goals(bo, post, "Read")
    await bo.fill(await bo.press(post, "Check in"), {"Goal 1": "partly"})
    await running.pass_time(days=6, hours=12)
    recap = said(running, 47)[-1]
    assert "2 people took part" in recap
    assert "2 goals, of which done: 0, partly: 1" in recap
    assert f"For the first time with us: {mia.mention}" in recap
    assert bo.mention not in recap


async def test_the_recap_passes_the_baton_in_turn_to_those_who_take_it(running: Running):
    await running.use(settings(", baton: true"))
    mia, bo = await running.town.person("Mia", joins=True), running.town["Bo"]
    for person in (mia, bo):
        asked = await person.command("goals")
        assert "does not name you to go first" in asked.text
        assert "may name you" in (await person.press(asked.message, "I may go first")).text
    named = []
    await running.pass_time(hours=20.1)
    for number in (47, 48, 49):
        await set_goals(running.town.owner, posts(running)[-1], "Read")
        await running.pass_time(days=6, hours=12)
        recap = posts(running, thread(running, number))[-1]
        named.append(recap.content.rpartition("\n")[2])
        await running.pass_time(hours=12)
        if number == 48:
            await bo.press((await bo.command("goals")).message, "Take a break")
    for person, words in zip((bo, mia, mia), named, strict=True):
        assert f"The baton goes to {person.mention}" in words


async def test_a_week_in_which_nobody_took_part_has_no_recap(running: Running):
    await monday(running)
    await running.pass_time(days=6, hours=12)
    assert said(running, 47) == []


async def test_last_week_may_be_answered_until_tuesday_and_the_recap_follows(running: Running):
    post, bo = await monday(running), running.town["Bo"]
    await set_goals(bo, post, "Read")
    await running.pass_time(days=7)
    asked = await bo.press(posts(running)[-1], "Check in")
    assert "Which week" in asked.text
    form = await bo.press(asked.message, "Last week")
    await bo.fill(form, {"Goal 1": "done"})
    await running.settled()
    assert "done: 1" in said(running, 47)[-1]
    await running.pass_time(days=2)
    late = await bo.press(post, "Check in")
    assert "That week is closed" in late.text
    assert "That week is over" in (await bo.press(post, "Set my goal")).text


async def test_what_is_left_is_offered_for_the_next_week(running: Running):
    post, bo = await monday(running), running.town["Bo"]
    await set_goals(bo, post, "Read", "Paint")
    await bo.fill(await bo.press(post, "Check in"), {"Goal 1": "done", "Goal 2": "partly"})
    await running.pass_time(days=7)
    asked = await bo.press(posts(running)[-1], "Set my goal")
    assert "Paint" in str(asked.modal)
    assert "Read" not in str(asked.modal)
    assert "Left from last week" in str(asked.modal)


async def test_a_message_in_the_thread_counts_as_a_check_in(running: Running):
    await monday(running)
    bo = running.town["Bo"]
    await bo.say(thread(running, 47), "I painted the fence")
    await running.settled()
    assert "You have checked in" in (await bo.command("goals")).text
    assert "Took part: 1" in (await running.town.owner.command("accountability status")).text


async def test_a_break_is_one_click_and_does_not_count(running: Running):
    post, bo = await monday(running), running.town["Bo"]
    await set_goals(bo, post, "Read")
    await bo.fill(await bo.press(post, "Check in"), {"Goal 1": "done"})
    await running.pass_time(days=7)
    rest = await bo.press(posts(running)[-1], "Take a break")
    assert "do not count against you" in rest.text
    await running.pass_time(days=14)
    text = (await bo.command("goals")).text
    assert "in 1 of the latest 1 weeks" in text
    assert "You are on a break" in text
    back = await bo.press((await bo.command("goals")).message, "I'm back")
    assert "counts again" in back.text


@pytest.mark.parametrize(
    ("goal", "why"),
    [
        ("   ", "at least one goal"),
        ("thank @everyone", "without @"),
        ("https://a.example https://b.example", "One link"),
    ],
)
async def test_a_goal_that_cannot_be_taken_comes_back_with_the_reason(
    running: Running, goal: str, why: str
):
    post, bo = await monday(running), running.town["Bo"]
    answer = await set_goals(bo, post, goal)
    assert answer.is_private
    assert why in answer.text
    again = await bo.press(answer.message, "Change it")
    if goal.strip():
        assert goal in answer.text
        assert goal in str(again.modal)
    done = await bo.fill(again, {"Goal 1": "Read", "Who may see this?": PUBLIC})
    assert "Noted" in done.text


RULES = """\
  guidelines:
guidelines:
  - id: be-kind
    title: Be kind to people
    severity: high
    detect: [{words: {terms: [moron]}}]
    step: remind
"""


async def test_goals_and_notes_are_held_to_the_guidelines_and_come_back_as_they_were(
    running: Running,
):
    await running.use(settings() + RULES)
    post, bo = await monday(running), running.town["Bo"]
    answer = await set_goals(bo, post, "Show that moron")
    assert "Be kind to people" in answer.text
    assert "Show that moron" in answer.text
    await set_goals(bo, post, "Read")
    asked = await bo.press(post, "Check in")
    answer = await bo.fill(asked, {"Goal 1": "done", "A few words": "ask the moron"})
    assert "Be kind to people" in answer.text
    again = await bo.press(answer.message, "Change it")
    assert "ask the moron" in str(again.modal)
    await running.settled()
    assert said(running, 47) == [f"{bo.mention}\n1. Read"]


async def test_the_goals_of_those_who_leave_are_hidden_and_the_numbers_stay(running: Running):
    post = await monday(running)
    mia = await running.town.person("Mia", joins=True)
    await set_goals(mia, post, "Read")
    await running.settled()
    assert len(said(running, 47)) == 1
    await mia.leave()
    await running.settled()
    assert said(running, 47) == []
    assert "Took part: 1" in (await running.town.owner.command("accountability status")).text


async def test_who_is_forgotten_is_gone_from_the_thread(running: Running):
    post, bo = await monday(running), running.town["Bo"]
    await set_goals(bo, post, "Read")
    await running.settled()

    async with running.core.db.write() as tx:
        await forget_member(tx, running.town.guild.id, bo.id)
    await running.pass_time(hours=1)
    assert said(running, 47) == []
    assert "You have not set a goal" in (await bo.command("goals")).text
