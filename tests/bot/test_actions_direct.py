"""Private messages: to whom they come, and that none comes twice."""

import pytest

from bot.effects import DeleteMessage, EditMessage, File, Message, SendDirect
from sandbox.model import Message as Posted
from sandbox.person import Person
from sandbox.town import Town
from tests.bot.test_actions_live import Desk, desk
from tests.steward import Running

__all__ = ["desk"]

pytestmark = pytest.mark.features()

CONVERSATIONS = "/users/@me/channels"
SENDS = "/channels/{channel_id}/messages"


@pytest.fixture
async def mia(steward: Running, town: Town) -> Person:
    person = await town.person("Mia", joins=True)
    await steward.settled()
    return person


def letters(mia: Person) -> list[Posted]:
    return list(mia.private_channel.messages.values())


def letter(mia: Person, text: str = "hello") -> SendDirect:
    return SendDirect(member_id=mia.id, message=Message(text=text))


async def test_a_letter_arrives_is_changed_and_taken_back(desk: Desk, mia: Person) -> None:
    result = await desk.do("1", letter(mia))
    (posted,) = letters(mia)
    assert (result.state, result.created_id) == ("sent", posted.id)
    await desk.do("1", EditMessage(of=desk.key("1"), message=Message(text="new")), "desk.edit")
    assert [one.content for one in letters(mia)] == ["new"]
    await desk.do("1", DeleteMessage(of=desk.key("1")), "desk.delete")
    assert letters(mia) == []


async def test_closed_doors_are_told_from_people_who_have_left(
    desk: Desk, town: Town, mia: Person
) -> None:
    await mia.close_messages()
    assert (await desk.do("1", letter(mia))).code == "dm_closed"
    nobody = SendDirect(member_id=1, message=Message(text="hello"))
    assert (await desk.do("2", nobody)).state == "skipped"


async def test_a_letter_whose_answer_was_lost_is_found_after_a_crash(
    desk: Desk, steward: Running, town: Town, mia: Person
) -> None:
    channel = mia.private_channel
    desk.fault(route=f"/channels/{channel.id}/messages", drop="after")
    await desk.do("1", letter(mia))
    await steward.crash()
    await town.advance(hours=3)
    await mia.dm("hello")
    await steward.begin()
    ours = [one for one in letters(mia) if one.author is town.world.bot]
    assert len(ours) == 1
    assert (await desk.result("1")).created_id == ours[0].id


async def test_a_letter_that_never_left_is_written_again(
    desk: Desk, steward: Running, mia: Person
) -> None:
    desk.fault(route=f"/channels/{mia.private_channel.id}/messages", drop="before")
    await desk.do("1", letter(mia))
    await steward.pass_time(minutes=1)
    assert len(letters(mia)) == 1


async def test_discords_complaint_lets_letters_rest_for_half_an_hour(
    desk: Desk, steward: Running, mia: Person
) -> None:
    desk.fault(route=CONVERSATIONS, status=400, code=40003)
    assert (await desk.do("1", letter(mia))).code == "dm_too_fast"
    assert (await desk.do("2", letter(mia, "more"))).code == "dm_rest"
    await steward.pass_time(minutes=29)
    assert letters(mia) == []
    await steward.pass_time(minutes=2)
    assert [one.content for one in letters(mia)] == ["hello", "more"]


async def test_a_picture_goes_with_its_description(desk: Desk) -> None:
    picture = File(name="chart.png", content=b"\x89PNG", description="Three bars, rising.")
    await desk.do("1", desk.note("Figures", files=(picture,)))
    (posted,) = desk.posted()
    (attached,) = posted.attachments
    assert (attached.filename, attached.content) == ("chart.png", b"\x89PNG")
    assert attached.description == "Three bars, rising."


@pytest.mark.features("welcome")
class TestWithTheMemberList:
    """Where a feature follows members, nobody who has left is written to."""

    async def test_no_request_is_made_for_somebody_who_has_left(
        self, desk: Desk, steward: Running, town: Town, mia: Person
    ) -> None:
        await mia.leave()
        await steward.settled()
        result = await desk.do("1", letter(mia))
        assert (result.state, result.code) == ("skipped", "member_gone")
        assert desk.requests("POST", CONVERSATIONS) == 0
