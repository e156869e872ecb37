"""What moderators should not do, or cannot: told clearly, in their language, with their words."""

import asyncio

import pytest

from bot.effects import Button, EffectKey, Message, SendMessage
from bot.signals import ErasureBegun
from cogs.desk import appeal_store, case_store, store
from cogs.desk.appeal_store import Appeal
from sandbox.errors import ApiError
from sandbox.faults import Fault
from tests.cogs.desk.house import CHANNEL, RUDE, Desk, defaults, desk

__all__ = ["desk"]
pytestmark = [
    pytest.mark.features("desk", "guidelines", "outreach"),
    pytest.mark.sandbox(rate_limits=False),
]
ELSEWHERE = 12345
SECRET = "a secret of theirs"
NASTY = "**Zoë** \u202e<@&1> @everyone \u200b[x](https://a.example)"


async def test_moderators_are_answered_in_their_language(desk: Desk) -> None:
    mia, bo = await desk.person(), desk.town["Bo"]
    await desk.speaks(bo, "es")
    told = await bo.command("timeout", CHANNEL, member=mia, lasts="40d", reason="ruido")
    assert "28 días" in told.text
    assert "ruido" in told.text
    told = await bo.command("ban", CHANNEL, member=desk.town["Cleo"], reason="ruido")
    assert "equipo" in told.text


async def test_what_belongs_to_another_server_is_not_there(desk: Desk) -> None:
    """Buttons and forms name records; those of others are as good as none."""
    item_id, case_id = await elsewhere(desk)
    bo = desk.town["Bo"]
    buttons = {
        "claim": item_id, "pass": item_id, "not": item_id, "warn": item_id, "right": item_id,
        "undo": item_id, "show": item_id, "context": item_id, "return": case_id,
        "grant": case_id, "answer": case_id,
    }  # fmt: skip
    for name, record in buttons.items():
        message = await with_button(desk, f"desk:{name}:{record}")
        answered = await bo.press(message, name)
        if answered.modal is not None:
            typed = {"text": "words"} if name == "answer" else {}
            await bo.fill(answered, typed)
            await desk.steward.settled()
        told = desk.told(bo) + str(answered.modal)
        assert SECRET not in told, name
        refusals = ("There is no", "no longer there", "nothing here to undo", "judged this already")
        assert any(words in "".join(desk.all_told(bo)[-2:]) for words in refusals), name
    async with desk.steward.core.db.read() as tx:
        item = await store.find(tx, ELSEWHERE, item_id)
        case = await case_store.by_id(tx, case_id)
    assert item is not None
    assert item.state == "open"
    assert case is not None
    assert case.state == "active"


async def elsewhere(desk: Desk) -> tuple[int, int]:
    """Keep an item and a case of a server of which nobody here knows."""
    core = desk.steward.core
    now = core.clock.now()
    async with core.db.write() as tx:
        item = await store.open_item(
            tx, guild_id=ELSEWHERE, kind="message", member_id=1, member_name=SECRET,
            joined_at=None, at=now, severity=0, fingerprint="",
        )  # fmt: skip
        case = await case_store.add(
            tx, ELSEWHERE, item_id=item.id, member_id=1, member_name=SECRET, kind="warn", at=now,
            reason=SECRET, stage="done",
        )  # fmt: skip
        appeal = Appeal(
            case_id=case.id, guild_id=ELSEWHERE, member_id=1, statement=SECRET, at=now, due_at=now
        )
        await appeal_store.add(tx, appeal)
    return item.id, case.id


async def with_button(desk: Desk, custom_id: str):
    """Post a message with a button that names what it likes."""
    label = custom_id.split(":")[1]
    effect = SendMessage(
        channel_id=desk.town.place(CHANNEL).id,
        message=Message(text=custom_id, rows=((Button(label=label, custom_id=custom_id),),)),
    )
    key = EffectKey(
        feature="desk", kind="desk.test", guild_id=desk.town.guild.id, subject=custom_id
    )
    async with desk.steward.core.db.write() as tx:
        await desk.steward.core.outbox.plan(tx, key, effect)
    await desk.steward.settled()
    return desk.town.messages(CHANNEL)[-1]


async def test_an_interaction_that_has_expired_decides_nothing(desk: Desk) -> None:
    await desk.say(await desk.person(), RUDE)
    form = await desk.press("Bo", "Delete")
    sandbox = desk.town.sandbox
    expired = Fault("POST", "/interactions/*/callback", times=2, status=404, code=10062)
    sandbox.faults.add(expired)
    waiting = asyncio.create_task(desk.town["Bo"].fill(form, defaults(form)))
    await sandbox.until(lambda: expired.times == 0 or None)
    await desk.steward.settled()
    waiting.cancel()
    assert await desk.cases() == []
    await desk.send("Bo", form)
    assert len(await desk.cases()) == 1


async def test_what_is_too_long_is_stopped_by_the_form(desk: Desk) -> None:
    await desk.say(await desk.person(), RUDE)
    form = await desk.press("Bo", "Warn")
    for field, longest in (("reason", 300), ("words", 1500)):
        with pytest.raises(ApiError, match="Invalid Form Body"):
            await desk.town["Bo"].fill(form, {**defaults(form), field: "x" * (longest + 1)})
    await desk.send("Bo", form, words="y" * 1500, reason="x" * 300)
    (case,) = await desk.cases()
    assert (len(case.words), len(case.reason), case.stage) == (1500, 300, "done")


async def test_mentions_in_what_moderators_write_ping_nobody(desk: Desk) -> None:
    mia = await desk.person()
    await desk.say(mia, RUDE)
    words = f"@everyone {desk.town['Cleo'].mention} please"
    await desk.act("Bo", "Warn", words=words, reason=words)
    letter = desk.town.messages(mia.private_channel)[-1]
    assert "please" in letter.content
    assert (letter.mentions, letter.mention_everyone) == ([], False)
    assert desk.card.mentions == []
    shown = await desk.town["Bo"].command("case show", CHANNEL, number=1)
    assert "Why: @\u200beveryone" in shown.text


async def test_names_are_shown_as_they_were_written_wherever_they_stand(desk: Desk) -> None:
    zoe, bo = await desk.person(display_name=NASTY), desk.town["Bo"]
    await desk.say(zoe, f"{RUDE} {NASTY}")
    await desk.act("Bo", "Warn", reason=NASTY)
    await bo.command("note", CHANNEL, member=zoe, text=NASTY)
    for command, options in (
        ("queue", {"which": "decided"}),
        ("case show", {"number": 1}),
        ("case show", {"number": 2}),
        ("case list", {}),
        ("member history", {"member": zoe}),
    ):
        told = await bo.command(command, CHANNEL, **options)
        assert "\u202e" not in told.text, command
        assert "**Zoë**" not in told.text, command
        assert "[x](" not in told.text, command
        assert not told.message.mention_everyone
        assert told.message.mentions == []
    assert desk.card.mentions == []


async def test_what_moderators_see_of_somebody_is_blank_once_it_is_erased(desk: Desk) -> None:
    mia, core = await desk.person(), desk.steward.core
    await desk.say(mia, RUDE)
    signal = ErasureBegun(guild_id=desk.town.guild.id, member_id=mia.id)
    await core.signals.emit(signal)
    await desk.steward.settled()
    (blank,) = [one for one in desk.town.messages(CHANNEL) if "data was erased" in one.content]
    assert blank.components == []
    assert mia.mention not in blank.content
