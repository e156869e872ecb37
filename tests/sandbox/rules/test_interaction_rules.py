"""Rules 32 to 39: interactions and commands."""

from datetime import timedelta

import pytest

EPHEMERAL = 64
HI = {"name": "hi", "description": "Greets", "options": []}


@pytest.fixture
def use(place):
    """Let Mia use /hi."""
    place.world.commands.overwrite(None, [HI])
    return lambda: place.world.interactions.command(place.mia, place.general, "hi")


@pytest.fixture
def answer(rest):
    async def post(interaction, kind, data=None):
        path = f"/interactions/{interaction.id}/{interaction.token}/callback?with_response=1"
        return await rest("POST", path, {"type": kind, "data": data or {}}, token=None)

    return post


def hook(place, interaction, rest=""):
    return f"/webhooks/{place.bot.id}/{interaction.token}{rest}"


async def test_rule_32_an_answer_after_three_seconds_is_too_late(place, use, answer):
    in_time, late = use(), use()
    await place.sandbox.clock.advance(timedelta(seconds=3))
    assert (await answer(in_time, 4, {"content": "x"})).status == 200
    await place.sandbox.clock.advance(timedelta(milliseconds=1))
    assert (await answer(late, 4, {"content": "x"})).code == (404, 10062)


async def test_rule_33_a_second_answer_is_refused(use, answer):
    interaction = use()
    await answer(interaction, 5)
    assert (await answer(interaction, 4, {"content": "x"})).code == (400, 40060)


async def test_rule_34_the_token_ends_after_fifteen_minutes(place, rest, use, answer):
    interaction = use()
    await answer(interaction, 5)
    await place.sandbox.clock.advance(timedelta(minutes=15, seconds=1))
    late = await rest("POST", hook(place, interaction), {"content": "x"}, token=None)
    assert late.code == (401, 50027)


async def test_rule_35_a_deferral_is_filled_by_the_first_followup(place, rest, use, answer):
    interaction = use()
    assert (await answer(interaction, 5, {"content": "x"})).code == (400, 50035)
    deferred = await answer(interaction, 5, {"flags": EPHEMERAL})
    shown = deferred.body["resource"]["message"]
    assert deferred.body["interaction"]["response_message_loading"] is True
    first = await rest("POST", hook(place, interaction), {"content": "one"}, token=None)
    second = await rest("POST", hook(place, interaction), {"content": "two"}, token=None)
    assert first.body["id"] == shown["id"]
    assert first.body["flags"] == EPHEMERAL
    assert second.body["id"] != shown["id"]
    original = await rest("GET", hook(place, interaction, "/messages/@original"), token=None)
    assert original.body["content"] == "one"


async def test_rule_35_after_a_deleted_deferral_the_next_followup_is_a_new_message(
    place, rest, use, answer
):
    interaction = use()
    await answer(interaction, 5)
    gone = await rest("DELETE", hook(place, interaction, "/messages/@original"), token=None)
    followup = {"content": "instead", "flags": EPHEMERAL}
    new = await rest("POST", hook(place, interaction), followup, token=None)
    assert (gone.status, new.status) == (204, 200)
    assert new.body["flags"] & EPHEMERAL
    assert "message_reference" not in new.body


async def test_rule_36_an_ephemeral_answer_is_the_persons_alone(place, rest, use, answer, connect):
    gateway = await connect()
    await gateway.ready(1 << 12)
    interaction = use()
    sent = await answer(interaction, 4, {"content": "psst", "flags": EPHEMERAL})
    message_id = sent.body["resource"]["message"]["id"]
    event = await gateway.until("MESSAGE_CREATE")
    assert event["id"] == message_id
    assert "guild_id" not in event
    assert "member" not in event
    fetched = await rest("GET", place.path(f"/messages/{message_id}"))
    assert fetched.code == (404, 10008)
    assert (await rest("GET", place.path("/messages"))).body == []
    assert place.world.messages.history(place.ana, place.general) == []
    assert [m.content for m in place.world.messages.history(place.mia, place.general)] == ["psst"]


async def test_rule_37_a_modal_has_a_short_title_and_answers_no_modal(place, use, answer):
    box = {"type": 4, "custom_id": "why", "label": "Why?", "style": 1}
    modal = {"custom_id": "m", "title": "Why", "components": [{"type": 1, "components": [box]}]}
    interaction = use()
    assert (await answer(interaction, 9, {**modal, "title": "x" * 46})).code == (400, 50035)
    assert (await answer(interaction, 9, modal)).status == 200
    submitted = place.world.interactions.submit(place.mia, interaction.id, {"why": "because"})
    assert submitted.data["components"][0]["components"][0]["value"] == "because"
    assert (await answer(submitted, 9, modal)).code == (400, 50035)


async def test_rule_37_at_most_25_choices_are_offered(place, answer):
    option = {"name": "q", "description": "Query", "type": 3, "autocomplete": True}
    place.world.commands.overwrite(None, [{**HI, "options": [option]}])
    typed = place.world.interactions.autocomplete(place.mia, place.general, "hi", {"q": "a"}, "q")
    choices = [{"name": str(n), "value": str(n)} for n in range(26)]
    assert (await answer(typed, 8, {"choices": choices})).code == (400, 50035)
    assert (await answer(typed, 8, {"choices": choices[:25]})).status == 200
    assert len((await typed.answered(1)).choices) == 25


def command(**changes):
    return HI | changes


def option(name, **changes):
    return {"name": name, "description": "d", "type": 3} | changes


@pytest.mark.parametrize(
    "bad",
    [
        command(name="Hi"),
        command(name="two words"),
        command(name="x" * 33),
        command(description=""),
        command(description="x" * 101),
        command(options=[option("a"), option("b", required=True)]),
        command(options=[option("a"), option("a")]),
        command(options=[option(f"o{n}") for n in range(26)]),
        command(
            options=[
                option(f"o{n}", choices=[{"name": f"c{k}", "value": "v" * 99} for k in range(4)])
                for n in range(25)
            ]
        ),
        {"type": 3, "name": "x" * 33},
    ],
)
async def test_rule_38_a_command_that_breaks_a_rule_is_refused(place, rest, bad):
    path = f"/applications/{place.bot.id}/commands"
    assert (await rest("PUT", path, [bad])).code == (400, 50035)


async def test_rule_38_there_are_100_commands_and_15_menus_of_each_kind(place, rest):
    path = f"/applications/{place.bot.id}/commands"
    many = [command(name=f"c{n}") for n in range(100)]
    assert (await rest("PUT", path, many)).status == 200
    assert (await rest("POST", path, command(name="more"))).code == (400, 30032)
    assert (await rest("PUT", path, [*many, command(name="more")])).code == (400, 30032)
    menus = [{"type": 3, "name": f"Menu {n}"} for n in range(16)]
    assert (await rest("PUT", path, menus)).code == (400, 30032)
    assert (await rest("PUT", path, [HI, HI])).code == (400, 50035)


async def test_rule_38_200_commands_are_created_a_day(place, rest):
    path = f"/applications/{place.bot.id}/guilds/{place.guild.id}/commands"
    for start in (0, 100):
        commands = [command(name=f"c{n}") for n in range(start, start + 100)]
        assert (await rest("PUT", path, commands)).status == 200
    assert (await rest("PUT", path, [HI])).code == (400, 30034)
    await place.sandbox.clock.advance(timedelta(days=1))
    assert (await rest("PUT", path, [HI])).status == 200


async def test_rule_39_a_command_is_there_only_after_syncing_and_for_those_it_is_for(place, rest):
    world = place.world
    assert world.commands.invokable(place.mia, place.general) == []
    path = f"/applications/{place.bot.id}/commands"
    staff = command(name="staff", default_member_permissions=str(1 << 5))
    private = command(name="private", contexts=[1])
    await rest("PUT", path, [HI, staff, private])

    def names(who, channel):
        return [item.body["name"] for item in world.commands.invokable(who, channel)]

    assert names(place.mia, place.general) == ["hi"]
    assert names(place.ana, place.general) == ["hi", "staff"]
    direct = world.users.open_dm(place.mia, place.bot.id)
    assert "private" in names(place.mia, direct)
