"""What was typed into a form that came to nothing is not lost."""

import pytest

from bot.lost_forms import typed_into
from sandbox.person import Answered, Person
from sandbox.town import Town
from tests.steward import Running

pytestmark = pytest.mark.sandbox(rate_limits=False)

FIELD = "Continent and city"


async def opened(ana: Person) -> Answered:
    page = await ana.command("setup")
    for _ in range(12):
        if "Time zone" in page.text:
            return await ana.press(page.message, "Another zone…")
        page = await ana.press(page.message, "Next")
    raise AssertionError("no page asks for the time zone")


@pytest.fixture
async def ana(idle_steward: Running, town: Town) -> Person:
    idle_steward.write_settings("version: 1\n")
    await idle_steward.begin()
    return town["Ana"]


async def test_what_was_typed_comes_back_to_its_writer_alone(
    ana: Person, idle_steward: Running
) -> None:
    form = await opened(ana)
    await idle_steward.restart()
    answer = await ana.fill(form, {FIELD: "Europe/Madird"})
    assert answer.is_private
    assert "restarted" in answer.text
    assert "```\nEurope/Madird\n```" in answer.text


async def test_a_form_that_the_running_process_opened_is_answered_by_itself(ana: Person) -> None:
    answer = await ana.fill(await opened(ana), {FIELD: "Europe/Madird"})
    assert "is not a time zone" in answer.text
    assert "restarted" not in answer.text


async def test_what_would_break_the_frame_comes_as_a_file(
    ana: Person, idle_steward: Running
) -> None:
    form = await opened(ana)
    await idle_steward.restart()
    answer = await ana.fill(form, {FIELD: "``` @everyone"})
    assert answer.message is not None
    (file,) = answer.message.attachments
    assert (file.filename, file.content) == ("what-you-wrote.txt", b"``` @everyone")


def test_texts_are_found_in_rows_and_under_labels() -> None:
    rows = [
        {"type": 1, "components": [{"type": 4, "custom_id": "a", "value": "one"}]},
        {"type": 18, "component": {"type": 4, "custom_id": "b", "value": "two"}},
        {"type": 18, "component": {"type": 3, "custom_id": "c", "values": ["three"]}},
        {"type": 1, "components": [{"type": 4, "custom_id": "d", "value": " "}]},
    ]
    assert typed_into({"components": rows}) == ["one", "two"]
