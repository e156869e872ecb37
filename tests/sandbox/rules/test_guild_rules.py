"""What a guild has beyond channels and roles: emojis, its entrance, stages, search, lists."""

import pytest

from sandbox import model, permissions

PIXEL = "data:image/png;base64,iVBORw0KGgo="
SPARK = {"name": "spark", "image": PIXEL}


async def test_emojis_are_made_renamed_and_removed(place, rest, connect):
    gateway = await connect()
    await gateway.ready()
    path = place.guild_path("/emojis")
    made = await rest("POST", path, SPARK, reason="A sign of our own")
    assert (made.status, made.body["name"]) == (201, "spark")
    heard = await gateway.until("GUILD_EMOJIS_UPDATE")
    assert [emoji["name"] for emoji in heard["emojis"]] == ["spark"]
    one = f"{path}/{made.body['id']}"
    assert (await rest("PATCH", one, {"name": "flame"})).body["name"] == "flame"
    assert (await rest("GET", one)).body["name"] == "flame"
    assert (await rest("GET", place.guild_path())).body["emojis"][0]["name"] == "flame"
    assert (await rest("DELETE", one)).status == 204
    assert (await rest("GET", path)).body == []
    assert (await rest("GET", one)).code == (404, 10014)
    actions = [entry.action for entry in place.guild.audit_log]
    assert actions[-3:] == [60, 61, 62]


@pytest.mark.parametrize("wrong", [{"name": "x"}, {"name": "a b"}, {"image": "spark.png"}])
async def test_an_emoji_needs_a_name_and_a_picture(place, rest, wrong):
    assert (await rest("POST", place.guild_path("/emojis"), SPARK | wrong)).code == (400, 50035)


async def test_a_guild_has_50_emojis_and_they_take_a_permission(place, rest):
    for number in range(50):
        place.world.emojis.create(place.ana, place.guild, SPARK | {"name": f"e{number}"})
    assert (await rest("POST", place.guild_path("/emojis"), SPARK)).code == (400, 30008)
    place.bot_may(permissions.VIEW_CHANNEL)
    assert (await rest("POST", place.guild_path("/emojis"), SPARK)).code == (403, 50013)


async def test_onboarding_is_set_up_and_needs_enough_channels_to_be_switched_on(place, rest):
    path = place.guild_path("/onboarding")
    assert (await rest("GET", path)).body["enabled"] is False
    role = place.world.roles.create(place.ana, place.guild, {"name": "Makers"})
    option = {"title": "Wood", "role_ids": [str(role.id)], "channel_ids": []}
    prompt = {"title": "What do you make?", "options": [option], "type": 0, "id": "0"}
    body = {"prompts": [prompt], "default_channel_ids": [str(place.general.id)], "mode": 0}
    saved = await rest("PUT", path, body)
    assert saved.body["prompts"][0]["options"][0]["role_ids"] == [str(role.id)]
    assert (await rest("PUT", path, {"enabled": True})).code == (400, 350001)
    for number in range(6):
        place.world.channels.create(place.ana, place.guild, {"name": f"c{number}"})
    everywhere = {
        "enabled": True,
        "default_channel_ids": [str(key) for key in place.guild.channels],
    }
    assert (await rest("PUT", path, everywhere)).body["enabled"] is True


async def test_the_welcome_screen_and_the_rules_are_changed(place, rest):
    channel = {"channel_id": str(place.general.id), "description": "Say hello"}
    screen = {"description": "Come in", "welcome_channels": [channel]}
    path = place.guild_path("/welcome-screen")
    assert (await rest("PATCH", path, screen)).body["description"] == "Come in"
    assert (await rest("GET", path)).body["welcome_channels"][0]["description"] == "Say hello"
    crowded = {"welcome_channels": [channel] * 6}
    assert (await rest("PATCH", path, crowded)).code == (400, 50035)
    rules = place.guild_path("/member-verification")
    changed = await rest("PATCH", rules, {"enabled": True, "description": "Be kind"})
    assert changed.body["description"] == "Be kind"
    assert place.guild.screening is True


async def test_a_stage_is_opened_renamed_and_closed(place, rest, connect):
    hall = place.world.channels.create(
        place.ana, place.guild, {"name": "hall", "type": model.STAGE}
    )
    gateway = await connect()
    await gateway.ready()
    body = {"channel_id": str(hall.id), "topic": "Open evening"}
    assert (await rest("POST", "/stage-instances", body)).body["topic"] == "Open evening"
    assert (await rest("POST", "/stage-instances", body)).code == (400, 150006)
    assert (await gateway.until("STAGE_INSTANCE_CREATE"))["channel_id"] == str(hall.id)
    path = f"/stage-instances/{hall.id}"
    assert (await rest("PATCH", path, {"topic": "Closing"})).body["topic"] == "Closing"
    assert (await rest("GET", path)).status == 200
    assert (await rest("DELETE", path)).status == 204
    await gateway.until("STAGE_INSTANCE_DELETE")
    assert (await rest("GET", path)).code == (404, 10067)
    text = {"channel_id": str(place.general.id), "topic": "x"}
    assert (await rest("POST", "/stage-instances", text)).code == (400, 50035)


async def test_messages_are_searched_once_the_guild_is_indexed(place, rest):
    place.says(place.mia, "Where is the glue?")
    place.says(place.ana, "The glue is in the cupboard: https://glue.example")
    path = place.guild_path("/messages/search")
    early = await rest("GET", f"{path}?content=glue")
    assert (early.status, early.body["code"]) == (202, 110000)
    found = await rest("GET", f"{path}?content=glue")
    assert (found.status, found.body["total_results"]) == (200, 2)
    assert found.body["messages"][0][0]["content"].startswith("The glue")
    narrow = f"{path}?content=glue&author_id={place.mia.id}&channel_id={place.general.id}"
    assert (await rest("GET", narrow)).body["total_results"] == 1
    assert (await rest("GET", f"{path}?has=link")).body["total_results"] == 1
    assert (await rest("GET", f"{path}?limit=1&sort_order=asc")).body["total_results"] == 2
    assert (await rest("GET", f"{path}?limit=26")).code == (400, 50035)
    place.bot_may(0)
    assert (await rest("GET", path)).body["total_results"] == 0


async def test_members_are_counted_by_role_and_events_by_interest(place, rest):
    counts = (await rest("GET", place.guild_path("/roles/member-counts"))).body
    assert counts == {str(place.bot_role.id): 1}
    assert (await rest("GET", place.guild_path("/vanity-url"))).body["code"] is None
    assert (await rest("GET", place.guild_path("/regions"))).body == []


async def test_an_invite_brings_its_roles_and_says_whom_it_leads_to(place, rest):
    role = place.world.roles.create(place.ana, place.guild, {"name": "Guests"})
    place.world.roles.move(place.ana, place.guild, [{"id": str(place.bot_role.id), "position": 9}])
    body = {"max_uses": 1, "role_ids": [str(role.id)], "target_type": 1}
    body["target_user_id"] = str(place.ana.id)
    made = await rest("POST", place.path("/invites"), body)
    assert made.body["target_user"]["id"] == str(place.ana.id)
    assert [item["name"] for item in made.body["roles"]] == ["Guests"]
    invite = place.world.invites.get(made.body["code"])
    zoe = place.world.users.create("zoe")
    assert role.id in place.world.members.join(place.guild, zoe, invite=invite).roles


async def test_commands_are_opened_and_closed_by_people_not_by_bots(place, rest, connect):
    world = place.world
    world.commands.overwrite(None, [{"name": "hi", "description": "Greets"}])
    (command,) = world.commands.registered(None)
    path = f"/applications/{place.bot.id}/guilds/{place.guild.id}/commands"
    one = f"{path}/{command.id}/permissions"
    assert (await rest("GET", one)).code == (404, 10066)
    assert (await rest("PUT", one, {"permissions": []})).code == (403, 20001)
    gateway = await connect()
    await gateway.ready()
    nobody = [{"id": str(place.guild.id), "type": 1, "permission": False}]
    world.commands.permit(place.ana, place.guild, command.id, nobody)
    heard = await gateway.until("APPLICATION_COMMAND_PERMISSIONS_UPDATE")
    assert heard["permissions"] == nobody
    assert (await rest("GET", one)).body["permissions"] == nobody
    assert (await rest("GET", f"{path}/permissions")).body[0]["id"] == str(command.id)
    assert world.commands.invokable(place.mia, place.general) == []
    assert world.commands.invokable(place.ana, place.general) == [command]
    for_mia = {"id": str(place.mia.id), "type": 2, "permission": True}
    world.commands.permit(place.ana, place.guild, command.id, [*nobody, for_mia])
    assert world.commands.invokable(place.mia, place.general) == [command]


async def test_a_bot_renames_itself_in_one_of_several_guilds(place, rest):
    other = place.world.guilds.create(place.mia, "Hillside")
    place.world.guilds.add_bot(other, place.bot, permissions.ADMINISTRATOR)
    path = f"/guilds/{other.id}/members/@me"
    assert (await rest("PATCH", path, {"nick": "Hilda"})).body["nick"] == "Hilda"
    assert place.guild.members[place.bot.id].nick is None
    listed = await rest("GET", "/users/@me/guilds?limit=1")
    assert [guild["name"] for guild in listed.body] == ["Riverside"]
    assert (await rest("PATCH", path, {"nick": "x" * 33})).code == (400, 50035)
