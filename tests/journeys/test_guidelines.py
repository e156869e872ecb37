"""Messages read in the light of the guidelines, from what members write to what staff are told."""

import re

import pytest

from bot.effects import EffectKey
from cogs.guidelines.tables import flags
from sandbox import permissions
from sandbox.faults import Fault
from sandbox.model import Message
from sandbox.person import Person
from sandbox.town import Town
from tests.steward import SETTINGS, Running

pytestmark = [pytest.mark.features("guidelines"), pytest.mark.sandbox(rate_limits=False)]

DESK = "#community-team"
RUDE = "well, shut up you m0r0n, nobody asked you"
SCAM = "free nitro for everybody https://dlscord-gift.example/claim"
GUIDELINES = """\
guidelines:
  - id: be-kind
    title: {en: Be kind to people, es: Sé amable}
    text: {en: Do not attack the person., es: No ataques a la persona.}
    why: Nobody asks where it is not safe to be wrong.
    severity: high
    mode: propose
    detect: [words: {terms: [shut up you moron, you idiot]}]
    exempt: {channels: ["#help"]}
  - id: no-scams
    title: No scams
    mode: auto
    detect: [links: {look_alikes: [discord.com]}, pattern: {re2: 'free\\s+nitro'}]
    step: delete
  - id: no-floods
    title: No floods
    mode: auto
    detect: [repeated: {messages: 3, within: 30s}]
    step: timeout 1h
  - id: quietly
    title: Only counted
    mode: shadow
    detect: [words: {terms: [pineapple]}]
features:
  guidelines: {staff_channel: "#community-team"}
"""


class Square:
    """The town with its guidelines, and what staff can see."""

    def __init__(self, steward: Running, town: Town) -> None:
        self.steward, self.town = steward, town

    async def newcomer(self, name: str = "Mia") -> Person:
        person = await self.town.person(name, joins=True)
        await self.steward.settled()
        return person

    async def say(self, person: Person, text: str, where: str = "#general") -> Message:
        message = await person.say(where, text)
        await self.steward.settled()
        return message

    def notes(self) -> list[Message]:
        return self.town.messages(DESK)

    async def rows(self) -> list[dict[str, object]]:
        async with self.steward.core.db.read() as tx:
            return [dict(row) for row in (await tx.execute(flags.select())).mappings()]

    def forbid(self, permission: int) -> None:
        world, bot = self.town.world, self.town.world.bot
        world.channels.set_overwrite(
            self.town.owner.user,
            self.town.place("#general"),
            bot.id,
            {"type": 1, "allow": "0", "deny": str(permission)},
        )


@pytest.fixture
async def square(idle_steward: Running, town: Town) -> Square:
    idle_steward.write_settings(SETTINGS + GUIDELINES)
    await idle_steward.begin()
    return Square(idle_steward, town)


async def test_staff_are_told_what_was_flagged_where_and_why(square: Square):
    mia = await square.newcomer()
    message = await square.say(mia, RUDE)
    (note,) = square.notes()
    assert "Be kind to people" in note.content
    assert "»shut up you m0r0n«" in note.content
    assert f"/{message.channel_id}/{message.id}" in note.content
    assert mia.mention in note.content
    assert "a friendly reminder" in note.content
    assert note.mentions == []
    assert message in square.town.messages("#general")


async def test_what_is_fine_is_left_alone(square: Square):
    mia = await square.newcomer()
    await square.say(mia, "Good morning everybody, https://discord.com is fine")
    assert square.notes() == []
    assert await square.rows() == []


async def test_staff_stand_above_the_guidelines(square: Square):
    await square.say(square.town["Bo"], RUDE)
    assert square.notes() == []


async def test_exempt_channels_and_their_threads_are_not_looked_at(square: Square):
    mia = await square.newcomer()
    await mia.post("#help", "Anybody there?", RUDE)
    await square.steward.settled()
    assert square.notes() == []


async def test_a_quoted_report_is_not_flagged(square: Square):
    mia = await square.newcomer()
    await square.say(mia, f"> {RUDE}\nRex wrote this to me, can somebody help?")
    assert square.notes() == []


async def test_a_message_that_is_edited_into_a_violation_is_flagged(square: Square):
    mia = await square.newcomer()
    message = await square.say(mia, "Good morning")
    await mia.edit(message, RUDE)
    await square.steward.settled()
    (note,) = square.notes()
    assert "»shut up you m0r0n«" in note.content


async def test_one_note_tells_all_that_is_found_in_a_message(square: Square):
    mia = await square.newcomer()
    message = await square.say(mia, RUDE)
    await mia.edit(message, f"{RUDE}, {SCAM}")
    await square.steward.settled()
    (note,) = square.notes()
    assert "Be kind to people" in note.content
    assert "No scams" in note.content
    assert len(await square.rows()) == 2


async def test_forwarded_text_is_read(square: Square):
    mia, rex = await square.newcomer(), await square.newcomer("Rex")
    original = await square.say(mia, "Good morning")
    square.town.world.messages.edit(
        mia.user, square.town.place("#general"), original.id, {"content": "Good evening"}
    )
    bad = await square.town["Bo"].say("#general", RUDE)
    body = {
        "message_reference": {
            "type": 1,
            "message_id": str(bad.id),
            "channel_id": str(bad.channel_id),
        }
    }
    square.town.world.messages.create(rex.user, square.town.place("#general"), body, ())
    await square.steward.settled()
    (note,) = square.notes()
    assert rex.mention in note.content
    assert "»shut up you m0r0n«" in note.content


async def test_what_the_bot_deletes_is_kept_as_evidence(square: Square):
    mia = await square.newcomer()
    message = await square.say(mia, SCAM)
    assert message not in square.town.messages("#general")
    (row,) = await square.rows()
    assert "nitro" in str(row["excerpt"])
    assert row["state"] == "acted"
    (note,) = square.notes()
    assert "free nitro" in note.content.replace("»", "").replace("«", "")
    assert "The bot deletes the message" in note.content


async def test_without_permission_nothing_is_deleted_and_staff_know_the_message(square: Square):
    mia = await square.newcomer()
    square.forbid(permissions.MANAGE_MESSAGES)
    await square.steward.settled()
    message = await square.say(mia, SCAM)
    assert message in square.town.messages("#general")
    assert len(square.notes()) == 1
    key = EffectKey(
        feature="guidelines",
        kind="guidelines.delete",
        guild_id=square.town.guild.id,
        subject=str(message.id),
    )
    async with square.steward.core.db.read() as tx:
        result = await square.steward.core.outbox.result(tx, key)
    assert result is not None
    assert (result.state, result.code) == ("planned", "missing_permission")


async def test_a_flood_ends_in_a_timeout(square: Square):
    mia = await square.newcomer()
    for _ in range(3):
        await square.say(mia, "buy my things")
    assert mia.member.timed_out_until is not None
    assert "a timeout of 1 hour" in square.notes()[0].content


async def test_a_long_flood_is_not_told_with_every_message(square: Square):
    propose = GUIDELINES.replace("No floods\n    mode: auto", "No floods\n    mode: propose")
    assert propose != GUIDELINES
    await square.steward.use(SETTINGS + propose)
    mia = await square.newcomer()
    for _ in range(9):
        await square.say(mia, "buy my things")
    assert len(square.notes()) == 3


async def test_in_shadow_it_is_only_counted(square: Square):
    mia = await square.newcomer()
    await square.say(mia, "pineapple belongs on pizza")
    assert square.notes() == []
    (row,) = await square.rows()
    assert row["state"] == "counted"


async def test_new_settings_count_at_once(square: Square):
    mia = await square.newcomer()
    await square.say(mia, "have a rhubarb")
    assert square.notes() == []
    await square.steward.use(SETTINGS + GUIDELINES.replace("you idiot", "rhubarb"))
    await square.say(mia, "have a rhubarb")
    assert len(square.notes()) == 1
    await square.steward.use(SETTINGS)
    await square.say(mia, RUDE)
    assert len(square.notes()) == 1


async def test_settings_that_fail_their_own_tests_do_not_count(square: Square):
    mia = await square.newcomer()
    broken = GUIDELINES.replace("    exempt:", '    must_flag: ["hello there"]\n    exempt:', 1)
    assert broken != GUIDELINES
    await square.steward.use(SETTINGS + broken.replace("you idiot", "rhubarb"))
    (problem,) = square.steward.core.settings.problems_of(square.town.guild.id)
    assert problem.field == "guidelines[0].must_flag[0]"
    await square.say(mia, "have a rhubarb")
    assert square.notes() == []
    await square.say(mia, RUDE)
    assert len(square.notes()) == 1


async def test_a_crash_between_flag_and_note_leads_to_one_note(square: Square):
    mia = await square.newcomer()
    hold = square.town.sandbox.faults
    hold.add(Fault(method="POST", route="/channels/*/messages", drop="after"))
    message = await mia.say("#general", RUDE)
    await square.town.until(lambda: square.notes() or None)
    await square.steward.crash()
    hold.remove()
    await square.steward.begin()
    await square.steward.pass_time(minutes=1)
    assert len(square.notes()) == 1
    assert [row["message_id"] for row in await square.rows()] == [message.id]


async def test_moderators_judge_and_the_numbers_show_it(square: Square):
    mia = await square.newcomer()
    await square.say(mia, RUDE)
    await square.say(mia, "you idiot")
    first, second = square.notes()
    bo = square.town["Bo"]
    assert "Thank you" in (await bo.press(first, "Right")).text
    assert "Thank you" in (await bo.press(second, "Not a violation")).text
    await square.steward.settled()
    first, second = square.notes()
    assert f"Judged by {bo.mention}: a violation." in first.content
    assert f"Judged by {bo.mention}: not a violation." in second.content
    assert first.components == []
    shown = await bo.command("guidelines flags")
    assert "Be kind to people: 2 flags, 1 of 2 judged right" in shown.text


async def test_members_cannot_judge_and_the_first_word_counts(square: Square):
    mia = await square.newcomer()
    await square.say(mia, RUDE)
    (note,) = square.notes()
    for word, by in (("Right", "Bo"), ("Not a violation", "Ana")):
        answer = await square.town[by].press(note, word)
    assert "already" in answer.text
    (row,) = await square.rows()
    assert row["state"] == "right"


async def test_names_are_told_once_and_not_with_every_message(square: Square):
    rex = await square.town.person("Rex", display_name="you idiot", joins=True)
    await square.steward.settled()
    await square.say(rex, "hello")
    await square.say(rex, "hello again")
    assert len(square.notes()) == 1
    assert "»you idiot«" in square.notes()[0].content


async def test_who_asks_to_be_forgotten_is(square: Square):
    mia = await square.newcomer()
    await square.say(mia, RUDE)
    feature = next(one for one in square.steward.packages if one.feature.name == "guidelines")
    guild_id = square.town.guild.id
    async with square.steward.core.db.write() as tx:
        assert await feature.feature.export_member(tx, guild_id, mia.id)
        await feature.feature.forget_member(tx, guild_id, mia.id)
        assert await feature.feature.export_member(tx, guild_id, mia.id) == {}
    assert await square.rows() == []


async def test_evidence_goes_after_its_time_and_the_count_stays(square: Square):
    short = GUIDELINES.replace('"#community-team"}', '"#community-team", keep_evidence: 1d}')
    await square.steward.use(SETTINGS + short)
    mia = await square.newcomer()
    await square.say(mia, RUDE)
    await square.steward.pass_time(days=2, hours=1)
    (row,) = await square.rows()
    assert (row["excerpt"], row["matches"]) == ("", [])
    assert row["state"] == "open"


# What members read.


async def test_members_read_the_guidelines_in_their_language(square: Square):
    mia = await square.town.person("Mia", joins=True, locale="es-ES")
    await square.steward.settled()
    shown = await mia.command("guidelines show")
    assert shown.is_private
    assert "**Sé amable**" in shown.text
    assert "No ataques a la persona." in shown.text


async def test_staff_ask_what_a_text_goes_against(square: Square):
    answer = await square.town["Bo"].command("guidelines explain", text=RUDE)
    told = await square.town.bot_says("#general", "Be kind to people", to=square.town["Bo"])
    assert answer.is_private
    assert "»shut up you m0r0n«" in told.content
    await square.town["Bo"].command("guidelines explain", text="good morning")
    await square.town.bot_says("#general", "no guideline", to=square.town["Bo"])


async def test_members_may_not_ask_it(square: Square):
    mia = await square.newcomer()
    assert "match" not in (await mia.command("guidelines explain", text=RUDE)).text


async def test_the_published_guidelines_follow_the_settings(square: Square):
    ana = square.town["Ana"]
    place = square.town.place("#welcome")
    before = len(square.town.messages("#welcome"))
    assert "change there" in (await ana.command("guidelines publish", channel=place)).text
    await square.steward.settled()
    (post,) = square.town.messages("#welcome")[before:]
    assert "**Be kind to people**" in post.content
    await square.steward.use(SETTINGS + GUIDELINES.replace("Be kind to people", "Be gentle"))
    (post,) = square.town.messages("#welcome")[before:]
    assert "**Be gentle**" in post.content


async def test_long_guidelines_are_posted_in_several_messages_and_shrink_again(square: Square):
    long = "".join(
        f"  - {{id: g{n}, title: Number {n}, text: '{'word ' * 150}'}}\n" for n in range(6)
    )
    text = re.sub(r"\nfeatures:\n  guid", f"\n{long}features:\n  guid", GUIDELINES)
    await square.steward.use(SETTINGS + text)
    place = square.town.place("#welcome")
    before = len(square.town.messages("#welcome"))
    await square.town["Ana"].command("guidelines publish", channel=place)
    await square.steward.settled()
    posted = square.town.messages("#welcome")[before:]
    assert len(posted) > 1
    assert all(len(one.content) <= 2000 for one in posted)
    await square.steward.use(SETTINGS + GUIDELINES)
    (post,) = square.town.messages("#welcome")[before:]
    assert "Be kind to people" in post.content


@pytest.mark.features("guidelines", "welcome")
async def test_newcomers_find_the_guidelines_in_their_checklist(square: Square):
    with_welcome = GUIDELINES + '  welcome: {channel: "#welcome", quiet_delay: 0m}\n'
    await square.steward.use(SETTINGS + with_welcome)
    mia = await square.newcomer()
    greeting = square.town.messages("#welcome")[-1]
    shown = await mia.press(greeting, "Start here")
    assert "> - Be kind to people" in shown.text


async def test_words_that_would_ping_or_break_out_of_the_note_do_not(square: Square):
    mia = await square.newcomer()
    await square.say(mia, "@everyone ```you idiot``` **free** <@1> you idiot")
    (note,) = square.notes()
    assert note.mentions == []
    assert not note.mention_everyone
    assert "@everyone" not in note.content


async def test_settings_that_are_switched_off_forget_nothing_and_flag_nothing(square: Square):
    mia = await square.newcomer()
    await square.say(mia, RUDE)
    off = GUIDELINES.replace("guidelines: {staff", "guidelines: {enabled: false, staff")
    await square.steward.use(SETTINGS + off)
    await square.say(mia, RUDE)
    assert len(await square.rows()) == 1
    refused = await square.town["Bo"].command("guidelines flags")
    assert "switched off" in refused.text
