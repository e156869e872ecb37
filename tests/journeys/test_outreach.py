"""Words meant for one member: how they come, and what is written back."""

import asyncio
from datetime import timedelta

import pytest

from bot.effects import Button, EffectKey, Message
from bot.scheduler import Job
from bot.services import PrivateMessage, PrivateWords
from bot.signals import PrivatelyTold, PrivateReply
from cogs.outreach import store
from cogs.outreach.cog import PURGE
from cogs.outreach.personal import export_member
from sandbox.faults import Fault
from sandbox.person import Person
from sandbox.town import Town
from tests.steward import SETTINGS, Running

pytestmark = [
    pytest.mark.features("outreach", "privacy", "setup"),
    pytest.mark.sandbox(rate_limits=False),
]

WITH_THREADS = (
    SETTINGS
    + """\
features:
  outreach: {channel: "#welcome", ask_in: "#general"}
"""
)


class Listener:
    """A feature that has something for members; hears how it came and what they answer."""

    def __init__(self, steward: Running) -> None:
        self.steward = steward
        self.told: list[PrivatelyTold] = []
        self.replies: list[PrivateReply] = []
        steward.prepare = self._listen

    def _listen(self, core) -> None:
        core.signals.on(PrivatelyTold, self._on_told)
        core.signals.on(PrivateReply, self._on_reply)

    async def _on_told(self, signal: PrivatelyTold) -> None:
        self.told.append(signal)

    async def _on_reply(self, signal: PrivateReply) -> None:
        self.replies.append(signal)

    @property
    def how(self) -> list[str]:
        return [signal.how for signal in self.told]

    def words(self, member: Person, subject: str = "1", **parts: object) -> PrivateMessage:
        key = EffectKey(
            feature="desk", kind="desk.note", guild_id=self.steward.town.guild.id, subject=subject
        )
        given = {"message": Message(text="Your lamp is ready."), **parts}
        return PrivateMessage(key=key, member_id=member.id, **given)

    async def write(self, member: Person, subject: str = "1", **parts: object) -> bool:
        core = self.steward.core
        service = core.services.get(PrivateWords)
        assert service is not None
        async with core.db.write() as tx:
            added = await service.write(tx, self.words(member, subject, **parts))
        await self.steward.settled()
        return added

    async def why_not(self, subject: str) -> str:
        async with self.steward.core.db.read() as tx:
            row = await store.by_key(tx, self.steward.town.guild.id, "desk.note", subject, "")
        assert row is not None
        return row.code

    async def purge_in(self, **duration: float) -> None:
        """Let the daily sweep see what it will see after some time."""
        now = self.steward.core.clock.now() + timedelta(**duration)
        job = Job(PURGE, guild_id=0, subject="", due_at=now, payload={}, attempts=0, now=now)
        await self.steward.client.get_cog("OutreachCog").purge(job)


@pytest.fixture
async def desk(idle_steward: Running) -> Listener:
    listener = Listener(idle_steward)
    idle_steward.write_settings(WITH_THREADS)
    await idle_steward.begin()
    return listener


@pytest.fixture
async def mia(desk: Listener, town: Town) -> Person:
    person = await town.person("Mia", joins=True)
    await desk.steward.settled()
    return person


def letters(person: Person, town: Town) -> list[str]:
    sent = person.private_channel.messages.values()
    return [one.content for one in sent if one.author is town.world.bot]


def private_threads(town: Town):
    return [one for one in town.guild.threads.values() if one.thread and one.thread.private]


async def test_words_come_by_direct_message_once_and_say_from_where(desk, town, mia):
    assert await desk.write(mia)
    assert not await desk.write(mia)
    (letter,) = letters(mia, town)
    assert letter == "Your lamp is ready.\n-# From Riverside Makers."
    (told,) = desk.told
    assert (told.how, told.kind, told.subject, told.member_id) == ("dm", "desk.note", "1", mia.id)


async def test_a_member_is_written_to_in_their_own_language(desk, town, mia):
    await mia.command("language", language="es")
    await desk.write(mia, answerable=True)
    letter = letters(mia, town)[-1]
    assert "Puedes responder aquí" in letter


async def test_who_takes_no_messages_is_written_to_in_one_private_thread(desk, town, mia):
    await mia.close_messages()
    await desk.write(mia, instead="thread", answerable=True)
    await desk.write(mia, "2", instead="thread", message=Message(text="Your saw too."))
    (thread,) = private_threads(town)
    first, second = town.messages(thread)
    assert first.content.startswith(f"{mia.mention}\nYour lamp is ready.")
    assert "Your saw too." in second.content
    assert [user.id for user in first.mentions] == [mia.id]
    assert thread.parent_id == town.place("#welcome").id
    assert mia.id in thread.thread.members
    assert desk.how == ["thread", "thread"]


async def test_a_thread_that_somebody_deleted_is_opened_anew(desk, town, mia):
    await mia.close_messages()
    await desk.write(mia, instead="thread")
    (thread,) = private_threads(town)
    town.world.threads.delete(town.owner.user, thread)
    await desk.steward.settled()
    await desk.write(mia, "2", instead="thread", message=Message(text="Your saw too."))
    (thread,) = private_threads(town)
    assert "Your saw too." in town.messages(thread)[0].content
    assert desk.how == ["thread", "thread"]


async def test_without_a_place_for_threads_words_wait_for_the_next_visit(desk, town, mia):
    await desk.steward.use(SETTINGS)
    await mia.close_messages()
    buttons = ((Button(label="Fetch it", custom_id="desk:fetch"),),)
    await desk.write(
        mia, instead="thread", message=Message(text="Your lamp is ready.", rows=buttons)
    )
    assert desk.how == ["visit"]
    await town["Bo"].command("language", language="en")
    await mia.command("language", language="en")
    shown = await town.bot_says("#general", "Your lamp is ready.", to=mia)
    assert "has kept this for you" in shown.content
    await desk.steward.settled()
    await mia.command("privacy show")  # is switched off: a refusal is an answer as well
    await desk.steward.settled()
    texts = [
        one.content for one in town.place("#general").messages.values() if one.only_for == mia.id
    ]
    assert sum("Your lamp is ready." in text for text in texts) == 1


async def test_what_is_shown_at_a_visit_can_be_answered_by_whom_it_is_for(desk, town, mia):
    await mia.close_messages()
    await desk.write(mia, answerable=True)
    await mia.command("language", language="en")
    shown = await town.bot_says("#general", "Your lamp is ready.", to=mia)
    form = await mia.press(shown, "Answer…")
    answer = await mia.fill(form, {"The team can read it": "I come on Monday"})
    assert "have your answer" in answer.text
    await desk.steward.settled()
    assert [(one.subject, one.text) for one in desk.replies] == [("1", "I come on Monday")]


async def test_words_that_were_written_long_ago_are_not_written_again(desk, town, mia):
    await desk.write(mia)
    await desk.purge_in(days=92)
    assert not await desk.write(mia)
    assert len(letters(mia, town)) == 1
    assert desk.how == ["dm"]


async def test_nothing_instead_means_that_it_is_known_that_they_were_not_told(desk, town, mia):
    await mia.close_messages()
    await desk.write(mia, instead="nothing")
    await mia.leave()
    await desk.steward.settled()
    await desk.write(mia, "2", instead="thread")
    assert desk.how == ["not", "not"]


async def test_an_answer_to_a_direct_message_is_handed_on(desk, town, mia):
    await desk.write(mia, answerable=True)
    await desk.write(mia, "2", message=Message(text="By the way."))
    await mia.dm("I come on Monday")
    await desk.steward.settled()
    await mia.dm("at nine")
    await desk.steward.settled()
    assert [(one.subject, one.text) for one in desk.replies] == [
        ("1", "I come on Monday"),
        ("1", "at nine"),
    ]
    thanks = [text for text in letters(mia, town) if "have your answer" in text]
    assert len(thanks) == 1, "once a day is enough"


async def test_an_answer_in_a_private_thread_is_handed_on_also_after_a_restart(desk, town, mia):
    await mia.close_messages()
    await desk.write(mia, instead="thread", answerable=True)
    (thread,) = private_threads(town)
    await town.owner.say(thread, "We are here as well.")
    await mia.say(thread, "I come on Monday")
    await desk.steward.settled()
    await desk.steward.restart()
    await mia.say(thread, "at nine")
    await desk.steward.settled()
    assert [one.text for one in desk.replies] == ["I come on Monday", "at nine"]


async def test_what_was_answered_while_the_bot_was_away_is_handed_on_once(desk, town, mia):
    await desk.write(mia, answerable=True)
    await mia.dm("I come on Monday")
    await desk.steward.settled()
    await desk.steward.stop()
    await mia.dm("at nine")
    await mia.dm("or ten")
    await desk.steward.begin()
    assert [one.text for one in desk.replies] == ["I come on Monday", "at nine", "or ten"]
    await desk.steward.restart()
    assert len(desk.replies) == 3


async def test_who_writes_for_nothing_is_told_where_to_ask_once_a_day(desk, town, mia):
    await mia.dm("hello?")
    await mia.dm("anybody?")
    await desk.steward.settled()
    (answer,) = letters(mia, town)
    assert f"<#{town.place('#general').id}>" in answer
    await desk.steward.pass_time(days=1)
    await mia.dm("still nobody?")
    await desk.steward.settled()
    assert len(letters(mia, town)) == 2
    assert desk.replies == []


async def test_invitations_can_be_stopped_and_wanted_again_and_notices_still_come(desk, town, mia):
    await desk.write(mia, purpose="invitation")
    (letter,) = [*mia.private_channel.messages.values()]
    assert "You get this because" in letter.content
    answer = await mia.press(letter, "Stop these messages")
    assert "no more invitations" in answer.text
    await desk.write(mia, "2", purpose="invitation")
    await desk.write(mia, "3")
    assert {one.subject: one.how for one in desk.told} == {"1": "dm", "2": "not", "3": "dm"}
    assert await desk.why_not("2") == "stopped"
    again = await mia.press(answer.message, "Receive them again")
    assert "again" in again.text
    await desk.write(mia, "4", purpose="invitation")
    assert await desk.why_not("4") == "dm_too_often", "the wish is gone, the thirty days are not"


async def test_a_second_invitation_within_thirty_days_is_left_out(desk, town, mia):
    await desk.write(mia, purpose="invitation")
    await desk.write(mia, "2", purpose="invitation")
    assert desk.how == ["dm", "not"]
    assert len(letters(mia, town)) == 1


@pytest.mark.parametrize("instead", ["thread", "visit"])
async def test_a_process_that_dies_on_the_way_leaves_words_that_come_once(desk, town, mia, instead):
    await mia.close_messages()
    reached = asyncio.Event()

    async def dies(_: object) -> None:
        reached.set()
        await asyncio.Event().wait()

    core = desk.steward.core
    core.signals.on(PrivatelyTold, dies)
    service = core.services.get(PrivateWords)
    async with core.db.write() as tx:
        await service.write(tx, desk.words(mia, instead=instead))
    await asyncio.wait_for(reached.wait(), 5)
    await desk.steward.crash()
    desk.told.clear()
    await desk.steward.begin()
    assert desk.how == [instead]
    assert len(private_threads(town)) == (instead == "thread")
    await desk.steward.restart()
    assert desk.how == [instead], "what was heard is not told again"


async def test_a_message_whose_answer_was_lost_in_a_crash_comes_once(desk, town, mia):
    channel = mia.private_channel
    town.sandbox.faults.add(
        Fault(method="POST", route=f"/channels/{channel.id}/messages", drop="after")
    )
    await desk.write(mia)
    await desk.steward.crash()
    await desk.steward.begin()
    assert len(letters(mia, town)) == 1
    assert desk.how == ["dm"]


async def test_what_is_kept_is_deleted_after_ninety_days(desk, town, mia):
    await desk.write(mia, answerable=True)
    await mia.dm("I come on Monday")
    await desk.steward.settled()
    core, about = desk.steward.core, (town.guild.id, mia.id)
    async with core.db.read() as tx:
        kept = await export_member(tx, *about)
    assert set(kept) == {"outreach_words", "outreach_replies"}
    assert kept["outreach_replies"][0]["text"] == "", "handed on, and not needed any more"
    await desk.purge_in(days=92)
    async with core.db.read() as tx:
        assert await export_member(tx, *about) == {}
