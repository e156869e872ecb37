"""What is kept of decisions, who sees what of it, and how it is taken back."""

import csv
import io
import json
from hashlib import sha256

import pytest

from cogs.desk import case_store
from cogs.desk.files import LARGEST
from sandbox.faults import Fault
from sandbox.model import Upload
from tests.cogs.desk.house import CHANNEL, RUDE, SCAM, Desk, desk

__all__ = ["desk"]
pytestmark = [
    pytest.mark.features("desk", "guidelines", "outreach"),
    pytest.mark.sandbox(rate_limits=False),
]


async def test_a_case_tells_what_was_decided_by_whom_and_on_what_grounds(desk: Desk) -> None:
    mia = await desk.person()
    await desk.say(mia, RUDE)
    await desk.act("Bo", "Delete", reason="third time today, *really*")
    shown = await desk.town["Cleo"].command("case show", CHANNEL, number=1)
    assert shown.is_private
    for words in (
        "Case 1: Message deleted", "Guideline: Be kind to people, version", "shut up you moron",
        desk.town["Bo"].mention, "third time today, \\*really\\*", "Points: 4", "opened",
    ):  # fmt: skip
        assert words in shown.text


async def test_cases_are_amended_and_every_amendment_leaves_a_trace(desk: Desk) -> None:
    mia = await desk.person()
    for number in range(2):
        await desk.say(mia, f"{RUDE} {number}")
        await desk.act("Bo", "Delete", desk.cards()[-1])
    bo = desk.town["Bo"]
    await bo.command("case edit", CHANNEL, number=1, reason="a better reason")
    await bo.command("case note", CHANNEL, number=1, text="talked to her, =all good")
    await bo.command("case link", CHANNEL, number=1, other=2)
    shown = await bo.command("case show", CHANNEL, number=1)
    for words in ("a better reason", "talked to her", "Linked to case 2"):
        assert words in shown.text
    assert "2 cases" in (await bo.command("case list", CHANNEL)).text
    assert "itself already" in (await bo.command("case link", CHANNEL, number=1, other=1)).text


async def test_the_trail_is_handed_out_for_spreadsheets_and_programs(desk: Desk) -> None:
    await desk.say(await desk.person(), RUDE)
    await desk.act("Bo", "Delete")
    await desk.town["Bo"].command("case note", CHANNEL, number=1, text="=1+1")
    ana = desk.town.owner
    core = desk.steward.core
    records = desk.steward.client.get_cog("DeskCog").parts.records
    rows = json.loads(await records.export(desk.town.guild.id, "json"))
    assert [row["what"] for row in rows][:2] == ["opened", "carried_out"]
    table = (await records.export(desk.town.guild.id, "csv")).decode("utf-8-sig")
    *_, last = csv.DictReader(io.StringIO(table))
    assert (last["what"], last["after"]) == ("note", "'=1+1")
    answered = await ana.command("case export", CHANNEL)
    await desk.steward.settled()
    assert core.settings is not None
    assert answered.kind


async def test_a_case_of_another_server_is_not_there(desk: Desk) -> None:
    core = desk.steward.core
    async with core.db.write() as tx:
        await case_store.add(
            tx, 12345, member_id=1, member_name="Zoe", kind="warn", at=core.clock.now(),
            reason="a secret of theirs",
        )  # fmt: skip
    bo = desk.town["Bo"]
    for command, more in (
        ("show", {}), ("edit", {"reason": "x"}), ("note", {"text": "x"}), ("undo", {}),
        ("link", {"other": 2}),
    ):  # fmt: skip
        answered = await bo.command(f"case {command}", CHANNEL, number=1, **more)
        assert "There is no case 1 on this server" in answered.text


async def test_a_members_history_counts_what_counts(desk: Desk) -> None:
    await desk.use("high: 4}", "high: 4, expire_after: 1h}")
    mia = await desk.person()
    await desk.say(mia, RUDE)
    await desk.act("Bo", "Delete")
    bo = desk.town["Bo"]
    assert "4 points now" in (await bo.command("member history", CHANNEL, member=mia)).text
    assert "4 points now" in (await bo.use_on("Member history", mia)).text
    await desk.steward.pass_time(hours=1)
    assert "0 points now" in (await bo.command("member history", CHANNEL, member=mia)).text


async def test_members_see_their_own_cases_without_the_teams_names(desk: Desk) -> None:
    mia = await desk.person()
    await desk.say(mia, RUDE)
    await desk.act("Bo", "Delete", reason="for the team alone")
    own = await mia.command("my cases")
    assert own.is_private
    assert "Case 1: Message deleted" in own.text
    assert "for the team alone" not in own.text
    assert desk.town["Bo"].mention not in own.text
    rex = await desk.person("Rex")
    assert "nothing about you" in (await rex.command("my cases")).text


async def test_what_was_decided_by_mistake_is_taken_back(desk: Desk) -> None:
    mia = await desk.person()
    message = await desk.say(mia, RUDE)
    await desk.act("Bo", "Timeout…", lasts="2h", delete=True)
    assert mia.member.timed_out_until is not None
    assert message not in desk.town.messages("#general")
    answered = await desk.town["Cleo"].command("case undo", CHANNEL, number=1)
    await desk.steward.settled()
    assert "1 case was taken back" in answered.text
    assert mia.member.timed_out_until is None
    (again,) = desk.town.messages("#general")
    assert again.content.startswith(RUDE)
    assert "Deleted by mistake" in again.content
    assert "undone" in desk.card.content
    again_told = await desk.town["Cleo"].command("case undo", CHANNEL, number=1)
    assert "nothing here to undo" in again_told.text


async def test_a_file_that_its_author_takes_away_stays_evidence(desk: Desk) -> None:
    mia = await desk.person()
    message = await mia.say(
        "#general", RUDE, files=[Upload("plan.txt", b"words", content_type="text/plain")]
    )
    await desk.steward.settled()
    await desk.act("Bo", "Warn")
    await mia.delete(message)
    await desk.steward.settled()
    shown = (await desk.town["Bo"].command("case show", CHANNEL, number=1)).text
    assert "plan.txt · SHA-256 `dba36bffa5cab0f9" in shown


async def test_what_is_put_back_has_its_author_and_its_files(desk: Desk) -> None:
    mia = await desk.person()
    await mia.say("#general", RUDE, files=[Upload("plan.txt", b"words", content_type="text/plain")])
    await desk.steward.settled()
    await desk.act("Bo", "Delete")
    assert desk.town.messages("#general") == []
    await desk.press("Cleo", "Undo")
    (back,) = desk.town.messages("#general")
    assert back.content.startswith(RUDE)
    assert back.author.name == "Mia"
    (file,) = back.attachments
    assert (file.filename, file.content) == ("plan.txt", b"words")


async def test_a_card_names_who_decided_and_who_took_it_back(desk: Desk) -> None:
    bo, cleo = desk.town["Bo"], desk.town["Cleo"]
    await desk.say(await desk.person(), RUDE)
    await desk.act("Bo", "Warn")
    assert f"Decided by {bo.mention}" in desk.card.content
    await desk.press("Cleo", "Undo")
    assert f"Decided by {bo.mention}" in desk.card.content
    assert desk.card.content.splitlines()[-1].startswith(f"Taken back by {cleo.mention}")


async def test_what_the_bot_deletes_by_itself_is_kept_with_its_files(desk: Desk) -> None:
    mia = await desk.person()
    big = b"x" * (LARGEST + 1)
    files = [
        Upload("plan.txt", b"words", content_type="text/plain"),
        Upload("big.bin", big, content_type="application/octet-stream"),
    ]
    await mia.say("#general", SCAM, files=files)
    await desk.steward.settled()
    assert desk.town.messages("#general") == []
    shown = (await desk.town["Bo"].command("case show", CHANNEL, number=1)).text
    assert "plan.txt · SHA-256 `dba36bffa5cab0f9" in shown
    assert f"big.bin · SHA-256 `{sha256(big).hexdigest()[:16]}…` · too large to be kept" in shown
    await desk.press("Bo", "Undo")
    (back,) = desk.town.messages("#general")
    assert [(one.filename, one.content) for one in back.attachments] == [("plan.txt", b"words")]
    assert "[big.bin]" in back.content


async def test_the_files_are_copied_and_the_message_deleted_once_also_after_a_crash(
    desk: Desk,
) -> None:
    mia = await desk.person()
    file = Upload("plan.txt", b"words", content_type="text/plain")
    desk.town.sandbox.faults.add(Fault("GET", "/channels/*/messages/*", delay=0.2))
    await mia.say("#general", SCAM, files=[file])
    await desk.town.sandbox.until(lambda: len(desk.cards()) or None)
    await desk.steward.crash()
    await desk.steward.begin()
    assert desk.town.messages("#general") == []
    (case,) = await desk.cases()
    assert (case.kind, case.stage, case.done_by) == ("delete", "done", None)


async def test_the_third_time_weighs_more_than_the_first(desk: Desk) -> None:
    await desk.use("desk: {", "desk: {newcomer_for: 0s, ")
    mia = await desk.person()
    suggested = []
    for number in range(4):
        await desk.say(mia, f"{RUDE} {number}")
        suggested.append(desk.cards()[-1].content.split("Suggested: ")[1].split(".")[0])
        await desk.act("Bo", "Delete", desk.cards()[-1])
    assert suggested == [
        "a friendly reminder", "a warning", "a timeout of 1 hour", "asking another moderator",
    ]  # fmt: skip


async def test_evidence_goes_and_the_case_stays(desk: Desk) -> None:
    await desk.use("desk: {", "desk: {keep_evidence: 1h, ")
    mia = await desk.person()
    message = await mia.say(
        "#general", RUDE, files=[Upload("plan.txt", b"words", content_type="text/plain")]
    )
    await desk.steward.settled()
    assert message.attachments
    await desk.act("Bo", "Delete")
    bo = desk.town["Bo"]
    shown = (await bo.command("case show", CHANNEL, number=1)).text
    assert "plan.txt · SHA-256 `dba36bffa5cab0f9" in shown
    await desk.steward.pass_time(hours=25)
    shown = (await bo.command("case show", CHANNEL, number=1)).text
    assert "plan.txt" not in shown
    assert "Case 1: Message deleted" in shown
