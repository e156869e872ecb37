"""Kind words, from being said to being shown, and taken back."""

import csv
import io
import json

import pytest
import sqlalchemy as sa

from bot.outbox.store import outbox
from bot.refusal import Refusal
from cogs.testimonials.keeping import Keeper
from cogs.testimonials.policy import Consent, Scope, Shown, digest
from cogs.testimonials.store import Given
from cogs.testimonials.tables import consents, history, items, words
from sandbox.model import Message, Upload
from sandbox.person import Person
from sandbox.town import Town
from tests.steward import SETTINGS, Running

pytestmark = [
    pytest.mark.features("outreach", "privacy", "testimonials"),
    pytest.mark.sandbox(rate_limits=False),
]

DESK, WALL = "#community-team", "#welcome"
KIND = "This community helped me finish my first chair. Thank you all!"
AGREED = {
    "Where may your words be shown?": ["On this server", "On the community's website"],
    "Under which name?": "My first name only",
}
WORDS = (
    SETTINGS
    + """\
  staff_channel: "#community-team"
features:
  testimonials:
    wall: "#welcome"
    places: {website: "https://riverside.example/voices"}
"""
)


@pytest.fixture
async def wall(steward: Running, town: Town) -> Running:
    await steward.use(WORDS)
    return steward


async def give(steward: Running, person: Person, text: str = KIND) -> Message:
    """Give words, and return the question what may be done with them."""
    asked = await person.command("testimonial give")
    answered = await person.fill(asked, {"What would you like to say?": text})
    await steward.settled()
    return answered.message


def buttons_of(message: Message) -> list[str]:
    return [button["label"] for row in message.components for button in row["components"]]


async def agree(steward: Running, person: Person, question: Message, **changes):
    (button,) = [one for one in buttons_of(question) if one.startswith("Choose")]
    dialog = await person.press(question, button)
    answer = await person.fill(dialog, {**AGREED, **changes})
    await steward.settled()
    return answer


async def approved(steward: Running, town: Town, person: Person) -> None:
    await agree(steward, person, await give(steward, person))
    (note,) = town.messages(DESK)
    await town["Ana"].press(note, "Approve")
    await steward.settled()


async def rows(steward: Running, table) -> list[dict]:
    async with steward.core.db.read() as tx:
        return [dict(row) for row in (await tx.execute(sa.select(table))).mappings()]


async def test_words_are_shown_once_their_author_and_the_team_agree(wall: Running, town: Town):
    bo = town["Bo"]
    question = await give(wall, bo)
    assert KIND in question.content
    assert "May **Riverside Makers** quote" in question.content
    assert town.messages(WALL) == []
    answer = await agree(wall, bo, question)
    assert "On this server" in answer.text
    assert town.messages(WALL) == []
    (note,) = town.messages(DESK)
    assert "**Bo** agrees" in note.content
    pressed = await town["Ana"].press(note, "Approve")
    await wall.settled()
    assert "draft to thank" in pressed.text
    (shown,) = town.messages(WALL)
    assert shown.content == f"> {KIND}\n— Bo"
    (consent,) = await rows(wall, consents)
    assert consent["scopes"] == ["server", "website"]
    assert consent["with_picture"] is False
    assert [row["event"] for row in await rows(wall, history)] == [
        "capture",
        "consent",
        "approve",
        "publish",
    ]


async def test_nothing_ticked_is_nothing_agreed(wall: Running, town: Town):
    bo = town["Bo"]
    dialog = await bo.press(await give(wall, bo), "Choose what may be shown")
    answer = await bo.fill(dialog, {"Under which name?": "No name"})
    assert "Nothing was ticked" in answer.text
    assert await rows(wall, consents) == []


async def test_what_an_author_says_of_themselves_is_looked_at_as_well(wall: Running, town: Town):
    bo = town["Bo"]
    said = {"Do you work with us?": "I am 12 years old and help out"}
    answer = await agree(wall, bo, await give(wall, bo), **said)
    assert "about minors" in answer.text
    assert await rows(wall, consents) == []


async def test_saying_no_leaves_nothing(wall: Running, town: Town):
    bo = town["Bo"]
    answer = await bo.press(await give(wall, bo), "No, thanks")
    assert "what was kept is deleted" in answer.text
    (row,) = await rows(wall, items)
    assert (row["state"], row["text"], row["author_id"]) == ("declined", "", None)


async def test_whoever_takes_words_back_sees_them_gone_at_once(wall: Running, town: Town):
    bo = town["Bo"]
    await approved(wall, town, bo)
    assert len(town.messages(WALL)) == 1
    mine = await bo.command("my testimonials")
    await bo.press(mine.message, "Take number 1 back")
    await wall.settled()
    assert town.messages(WALL) == []
    told = town.messages(DESK)[-1].content
    assert "must not be shown any more" in told
    assert "https://riverside.example/voices" in told
    assert KIND not in str(await rows(wall, items))


async def test_all_that_somebody_has_said_can_be_taken_back(wall: Running, town: Town):
    bo = town["Bo"]
    for number in range(1, 8):
        await give(wall, bo, f"Thank you for chair {'i' * number}, my friends!")
    mine = (await bo.command("my testimonials")).message
    assert buttons_of(mine)[-2:] == ["Take number 3 back", "Next"]
    older = (await bo.press(mine, "Next")).message
    assert buttons_of(older)[-1] == "Back"
    await bo.press(older, "Take number 1 back")
    (first,) = [row for row in await rows(wall, items) if row["number"] == 1]
    assert (first["state"], first["text"]) == ("withdrawn", "")


async def test_what_somebody_agreed_to_stands_after_they_have_left(wall: Running, town: Town):
    bo = town["Bo"]
    await agree(wall, bo, await give(wall, bo))
    await bo.leave()
    await wall.settled()
    await town["Ana"].command("testimonial approve", number=1)
    await wall.settled()
    (shown,) = town.messages(WALL)
    assert shown.content == f"> {KIND}\n— Bo"


async def test_corrected_words_are_asked_about_anew(wall: Running, town: Town):
    bo, ana = town["Bo"], town["Ana"]
    await approved(wall, town, bo)
    dialog = await ana.command("testimonial edit", number=1)
    corrected = {"What would you like to say?": KIND.replace("chair", "table")}
    told = await ana.fill(dialog, corrected)
    await wall.settled()
    assert "is asked about the new words" in told.text
    assert town.messages(WALL) == []
    refused = await ana.command("testimonial approve", number=1)
    assert "does not wait for approval" in refused.text
    (row,) = await rows(wall, items)
    assert "chair" in row["original"]
    assert "table" in row["text"]
    again = await ana.fill(await ana.command("testimonial edit", number=1), corrected)
    assert "nothing was changed" in again.text
    (question,) = bo.reads(bo.private_channel)
    assert "table" in question.content
    assert "You agreed to" in (await agree(wall, bo, question)).text


async def test_where_nobody_is_written_to_corrected_words_wait_for_their_author(
    wall: Running, town: Town
):
    await wall.use(WORDS + "  outreach: {enabled: false}\n")
    bo, ana = town["Bo"], town["Ana"]
    await approved(wall, town, bo)
    dialog = await ana.command("testimonial edit", number=1)
    told = await ana.fill(dialog, {"What would you like to say?": KIND.replace("chair", "table")})
    assert "they find it under /my testimonials" in told.text
    mine = await bo.command("my testimonials")
    assert "You agreed to" in (await agree(wall, bo, mine.message)).text


async def test_a_question_works_for_weeks_and_over_restarts_and_then_says_that_it_is_over(
    wall: Running, town: Town
):
    bo = town["Bo"]
    question = await give(wall, bo)
    await wall.sleep_through(days=20)
    assert "You agreed to" in (await agree(wall, bo, question)).text
    late = await give(wall, bo, "Another thing that I liked was the workshop.")
    await wall.sleep_through(days=180)
    for button in ("Choose what may be shown", "No, thanks"):
        assert "too much time has passed" in (await bo.press(late, button)).text


async def test_words_are_taken_back_with_a_button_from_half_a_year_ago(wall: Running, town: Town):
    bo = town["Bo"]
    await approved(wall, town, bo)
    mine = await bo.command("my testimonials")
    await wall.sleep_through(days=180)
    assert len(town.messages(WALL)) == 1
    await bo.press(mine.message, "Take number 1 back")
    await wall.settled()
    assert town.messages(WALL) == []


async def test_nobody_agrees_for_somebody_else(wall: Running, town: Town):
    await give(wall, town["Bo"])
    forged = Given(
        consent=Consent(
            text_digest=digest(KIND),
            scopes=frozenset({Scope.SERVER}),
            shown=Shown.NAME,
            with_picture=True,
            until=None,
        ),
        revision=1,
        statement="",
        language="en",
        interaction_id=1,
        given_at=wall.core.clock.now(),
    )
    guild = wall.client.get_guild(town.guild.id)
    with pytest.raises(Refusal, match="Only whoever said this"):
        await Keeper(wall.core).agree(guild, 1, town["Ana"].id, forged)
    assert await rows(wall, consents) == []


async def test_consent_that_has_ended_takes_the_words_down(wall: Running, town: Town):
    bo = town["Bo"]
    await agree(wall, bo, await give(wall, bo), **{"Until when?": "2026-12-01"})
    await town["Ana"].press(town.messages(DESK)[0], "Approve")
    await wall.settled()
    assert len(town.messages(WALL)) == 1
    await wall.sleep_through(days=31)
    assert town.messages(WALL) == []
    (row,) = await rows(wall, items)
    assert row["state"] == "expired"


async def test_staff_save_a_message_and_its_author_finds_the_question(wall: Running, town: Town):
    bo, ana = town["Bo"], town["Ana"]
    message = await bo.say("#general", KIND)
    saved = await ana.use_on("Save as testimonial", message)
    assert "Kept as number 1" in saved.text
    again = await ana.use_on("Save as testimonial", message)
    assert "kept already, as number 1" in again.text
    mia = await town.person("Mia", joins=True)
    denied = await mia.use_on("Save as testimonial", message)
    assert "This needs a role" in denied.text
    mine = await bo.command("my testimonials")
    assert "You agreed to" in (await agree(wall, bo, mine.message)).text


async def test_an_author_is_asked_by_direct_message_agrees_there_and_is_shown(
    wall: Running, town: Town
):
    await wall.use(WORDS + "  outreach: {}\n")
    bo, ana = town["Bo"], town["Ana"]
    message = await bo.say("#general", KIND)
    saved = await ana.use_on("Save as testimonial", message)
    assert "asked privately, once" in saved.text
    await wall.settled()
    (question,) = bo.reads(bo.private_channel)
    assert KIND in question.content
    assert buttons_of(question) == ["Choose what may be shown", "No, thanks", "Don't ask me again"]
    assert town.messages(WALL) == []
    assert "You agreed to" in (await agree(wall, bo, question)).text
    (note,) = town.messages(DESK)
    await ana.press(note, "Approve")
    await wall.settled()
    (shown,) = town.messages(WALL)
    assert shown.content == f"> {KIND}\n— Bo"


async def test_what_is_saved_reads_as_it_did_in_the_channel(wall: Running, town: Town):
    ana, bo = town["Ana"], town["Bo"]
    said = f"Thank you {ana.mention} <:saw:1571494979174400002> for <#{town.place('#help').id}>"
    await ana.use_on("Save as testimonial", await bo.say("#general", said))
    (row,) = await rows(wall, items)
    assert row["text"] == "Thank you @Ana :saw: for #help"


async def test_the_team_sees_that_an_author_who_has_left_was_not_reached(wall: Running, town: Town):
    mia = await town.person("Mia", joins=True)
    message = await mia.say("#general", KIND)
    await mia.leave()
    await town["Ana"].use_on("Save as testimonial", message)
    await wall.settled()
    shown = (await town["Ana"].command("testimonial show", number=1)).text
    assert "its author has not been asked" in shown
    assert "could not reach its author privately" in shown


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("🎉🎉🎉", "no words here"),
        ("My diagnosis is better since I met you all", "about health"),
        ("word " * 800, "3999 characters, at most 1500"),
    ],
)
async def test_what_cannot_be_quoted_is_refused_and_not_lost(
    wall: Running, town: Town, text: str, told: str
):
    asked = await town["Bo"].command("testimonial give")
    answer = await town["Bo"].fill(asked, {"What would you like to say?": text})
    await wall.settled()
    assert told in answer.text
    given_back = town["Bo"].reads("#general")[-1]
    whole = [one.content.decode() for one in given_back.attachments] or [given_back.content]
    assert text in whole[0]
    assert await rows(wall, items) == []


async def test_a_choice_that_is_not_taken_gives_back_what_was_typed(wall: Running, town: Town):
    bo = town["Bo"]
    typed = {"Until when?": "next June", "Do you work with us?": "I built the benches"}
    told = await agree(wall, bo, await give(wall, bo), **typed)
    assert "is not a day to come" in told.text
    given_back = bo.reads("#general")[-1].content
    assert all(one in given_back for one in typed.values())
    assert await rows(wall, consents) == []


async def test_a_message_without_words_is_not_quoted(wall: Running, town: Town):
    picture = Upload("chair.png", b"not looked at", content_type="image/png")
    message = await town["Bo"].say("#general", files=[picture])
    answer = await town["Ana"].use_on("Save as testimonial", message)
    assert "no words here" in answer.text


async def test_what_is_blocked_is_for_the_community_to_say(wall: Running, town: Town):
    await wall.use(WORDS + "    blocked: {secrets: [recipe]}\n")
    message = await town["Bo"].say("#general", "Thank you all for the secret recipe!")
    answer = await town["Ana"].use_on("Save as testimonial", message)
    assert "about secrets (“recipe”)" in answer.text
    assert await rows(wall, items) == []


async def test_bots_are_not_quoted(wall: Running, town: Town):
    await approved(wall, town, town["Bo"])
    (shown,) = town.messages(WALL)
    answer = await town["Ana"].use_on("Save as testimonial", shown)
    assert "Bots and webhooks" in answer.text


async def exported(steward: Running, town: Town, **options) -> str:
    await town["Ana"].command("testimonial export", **options)
    await steward.settled()
    last = town["Ana"].reads("#general")[-1]
    return last.attachments[0].content.decode() if last.attachments else last.content


async def test_only_what_was_agreed_to_for_a_place_leaves_the_house(wall: Running, town: Town):
    bo = town["Bo"]
    formula = '=HYPERLINK("https://evil.example") <script>alert(1)</script> is what I say'
    await agree(wall, bo, await give(wall, bo, formula))
    assert "Nothing has been agreed" in await exported(wall, town, scope="website", format="csv")
    await town["Ana"].command("testimonial approve", number=1)
    await wall.settled()
    assert "Nothing has been agreed" in await exported(wall, town, scope="sales", format="csv")
    table = await exported(wall, town, scope="website", format="csv")
    (row,) = csv.DictReader(io.StringIO(table.removeprefix("\ufeff")))
    assert row["text"].startswith("'=")
    assert row["name"] == "Bo"
    page = await exported(wall, town, scope="website", format="html")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    found = json.loads(await exported(wall, town, scope="website", format="json"))
    assert found["testimonials"][0]["text"] == formula
    assert "<script" not in await exported(wall, town, scope="website", format="markdown")


async def test_an_erased_author_is_taken_down_and_forgotten(wall: Running, town: Town):
    await wall.use(WORDS + "  privacy: {}\n")
    bo = town["Bo"]
    await approved(wall, town, bo)
    asked = await bo.command("privacy erase")
    await bo.press(asked.message, "Erase my data")
    await wall.settled()
    assert town.messages(WALL) == []
    for table in (items, words, consents, history, outbox):
        assert str(bo.id) not in str(await rows(wall, table))
        assert KIND not in str(await rows(wall, table))
    assert KIND not in str(town.messages(DESK))


async def test_staff_list_search_and_tag(wall: Running, town: Town):
    ana = town["Ana"]
    await give(wall, town["Bo"])
    await give(wall, town["Bo"], "The soldering workshop on Tuesday was wonderful.")
    assert (
        "#workshop" in (await ana.command("testimonial tag", number=2, tags="workshop #Happy")).text
    )
    found = await ana.command("testimonial search", words="SOLDERING #happy")
    assert "1 testimonial" in found.text
    assert "2. The soldering" in found.text
    assert "2 testimonials" in (await ana.command("testimonial list")).text
    assert (
        "no testimonials like that"
        in (await ana.command("testimonial list", state="published")).text
    )
    shown = await ana.command("testimonial show", number=1)
    assert "kept" in shown.text
    assert "no testimonial number 99" in (await ana.command("testimonial show", number=99)).text
