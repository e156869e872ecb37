"""Webhooks: who may make, see and change them, and announcements that are followed."""

import pytest

from sandbox import model, permissions


@pytest.fixture
async def hook(place, rest):
    return (await rest("POST", place.path("/webhooks"), {"name": "News"})).body


async def test_webhooks_are_listed_renamed_and_removed(place, rest, connect, hook):
    gateway = await connect()
    await gateway.ready()
    path = f"/webhooks/{hook['id']}"
    assert (await rest("PATCH", path, {"name": "Notices"})).body["name"] == "Notices"
    await gateway.until("WEBHOOKS_UPDATE")
    listed = await rest("GET", place.guild_path("/webhooks"))
    assert [item["name"] for item in listed.body] == ["Notices"]
    by_token = f"{path}/{hook['token']}"
    assert (await rest("PATCH", by_token, {"name": "Again"}, token=None)).body["name"] == "Again"
    assert (await rest("DELETE", path)).status == 204
    assert (await rest("GET", path)).code == (404, 10015)
    assert [entry.action for entry in place.guild.audit_log][-3:] == [50, 51, 52]


async def test_webhooks_take_a_permission_unless_one_knows_their_token(place, rest, hook):
    place.bot_may(permissions.VIEW_CHANNEL)
    path = f"/webhooks/{hook['id']}"
    for method, where in (("GET", path), ("DELETE", path), ("GET", place.path("/webhooks"))):
        assert (await rest(method, where)).code == (403, 50013)
    assert (await rest("GET", place.guild_path("/webhooks"))).code == (403, 50013)
    assert (await rest("GET", f"{path}/{hook['token']}", token=None)).status == 200
    assert (await rest("GET", f"{path}/wrong", token=None)).code == (401, 50027)


async def test_a_webhook_is_not_called_like_discord_and_a_channel_has_15(place, rest, hook):
    path = place.path("/webhooks")
    assert (await rest("POST", path, {"name": "Discord news"})).code == (400, 50035)
    for number in range(14):
        assert (await rest("POST", path, {"name": f"w{number}"})).status == 200
    assert (await rest("POST", path, {"name": "more"})).code == (400, 30007)


async def test_a_webhook_writes_to_threads_of_its_own_channel_alone(place, rest, hook):
    side = place.world.channels.create(place.ana, place.guild, {"name": "side"})
    public = {"name": "t", "type": model.PUBLIC_THREAD}
    own = place.world.threads.start(place.ana, place.general, public)
    foreign = place.world.threads.start(place.ana, side, public)
    path = f"/webhooks/{hook['id']}/{hook['token']}?wait=true&thread_id="
    said = await rest("POST", f"{path}{own.id}", {"content": "hi"}, token=None)
    assert said.body["channel_id"] == str(own.id)
    strange = await rest("POST", f"{path}{foreign.id}", {"content": "hi"}, token=None)
    assert strange.code == (404, 10003)


async def test_a_published_announcement_reaches_the_channels_that_follow(place, rest):
    news = place.world.channels.create(
        place.ana, place.guild, {"name": "news", "type": model.ANNOUNCEMENT}
    )
    followed = await rest(
        "POST", f"/channels/{news.id}/followers", {"webhook_channel_id": str(place.general.id)}
    )
    assert followed.body["channel_id"] == str(news.id)
    said = await rest("POST", f"/channels/{news.id}/messages", {"content": "We open on Monday"})
    path = f"/channels/{news.id}/messages/{said.body['id']}/crosspost"
    assert (await rest("POST", path)).status == 200
    copy = list(place.general.messages.values())[-1]
    assert (copy.content, copy.flags & model.IS_CROSSPOST) == ("We open on Monday", 2)
    assert copy.reference["message_id"] == said.body["id"]
    assert (await rest("POST", path)).code == (400, 40033)
    plain = {"webhook_channel_id": str(news.id)}
    assert (await rest("POST", place.path("/followers"), plain)).code == (400, 50024)
