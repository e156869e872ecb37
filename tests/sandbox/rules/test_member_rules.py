"""Rules 26 to 31: timeouts, rank, overwrites, bans, audit reasons."""

from datetime import timedelta
from urllib.parse import quote

import pytest

from sandbox import ApiError, permissions
from sandbox.permissions import SEND_MESSAGES, VIEW_CHANNEL


def until(place, **duration):
    moment = place.sandbox.clock.now() + timedelta(**duration)
    return {"communication_disabled_until": moment.isoformat()}


@pytest.fixture
def edit(place, rest):
    async def patch(user, body):
        return await rest("PATCH", place.guild_path(f"/members/{user.id}"), body)

    return patch


async def test_rule_26_a_timeout_lasts_28_days_at_most_and_spares_owner_and_admins(place, edit):
    assert (await edit(place.mia, until(place, days=29))).code == (400, 50035)
    assert (await edit(place.ana, until(place, hours=1))).code == (403, 50013)
    admin = place.world.roles.create(place.ana, place.guild, {"name": "a", "permissions": "8"})
    place.world.members.add_role(place.ana, place.guild, place.mia.id, admin.id)
    assert (await edit(place.mia, until(place, hours=1))).code == (403, 50013)


async def test_rule_27_somebody_timed_out_only_reads_until_it_ends(place, edit):
    assert (await edit(place.mia, until(place, hours=1))).status == 200
    granted = place.world.permissions(place.mia, place.general)
    assert granted == permissions.WHILE_TIMED_OUT
    with pytest.raises(ApiError) as refused:
        place.says(place.mia, "hello?")
    assert refused.value.code == 50013
    await place.sandbox.clock.advance(timedelta(hours=1))
    place.says(place.mia, "back")


async def test_rule_28_rank_decides_over_kick_ban_nick_and_roles(place, rest, edit):
    high = place.world.roles.create(place.ana, place.guild, {"name": "high"})
    place.world.roles.move(place.ana, place.guild, [{"id": str(high.id), "position": 50}])
    place.world.members.add_role(place.ana, place.guild, place.mia.id, high.id)
    member = place.guild_path(f"/members/{place.mia.id}")
    assert (await rest("DELETE", member)).code == (403, 50013)
    ban = place.guild_path(f"/bans/{place.mia.id}")
    assert (await rest("PUT", ban, {})).code == (403, 50013)
    assert (await edit(place.mia, {"nick": "small"})).code == (403, 50013)
    assert (await rest("DELETE", f"{member}/roles/{high.id}")).code == (403, 50013)
    role = place.guild_path(f"/roles/{high.id}")
    assert (await rest("PATCH", role, {"name": "low"})).code == (403, 50013)


async def test_rule_28_nobody_grants_what_they_do_not_hold(place, rest):
    place.bot_may(permissions.MANAGE_ROLES | VIEW_CHANNEL)
    body = {"name": "strong", "permissions": str(permissions.BAN_MEMBERS)}
    assert (await rest("POST", place.guild_path("/roles"), body)).code == (403, 50013)


async def test_rule_29_overwrites_apply_everyone_then_roles_then_member(place):
    world, mia, channel = place.world, place.mia, place.general
    role = world.roles.create(place.ana, place.guild, {"name": "r"})
    world.members.add_role(place.ana, place.guild, mia.id, role.id)

    def overwrite(target_id, kind, *, allow=0, deny=0):
        body = {"type": kind, "allow": str(allow), "deny": str(deny)}
        world.channels.set_overwrite(place.ana, channel, target_id, body)

    def may_send():
        return bool(world.permissions(mia, channel) & SEND_MESSAGES)

    overwrite(place.guild.id, 0, deny=SEND_MESSAGES)
    assert not may_send()
    overwrite(role.id, 0, allow=SEND_MESSAGES)
    assert may_send()
    overwrite(mia.id, 1, deny=SEND_MESSAGES)
    assert not may_send()
    assert world.permissions(mia, channel) & permissions.ATTACH_FILES == 0
    overwrite(mia.id, 1, deny=VIEW_CHANNEL)
    assert world.permissions(mia, channel) == 0
    assert world.permissions(place.ana, channel) == permissions.ALL


async def test_rule_30_a_ban_deletes_at_most_a_week_of_messages(place, rest):
    message = place.says(place.mia, "spam")
    path = place.guild_path(f"/bans/{place.mia.id}")
    assert (await rest("PUT", path, {"delete_message_seconds": 604801})).code == (400, 50035)
    assert (await rest("PUT", path, {"delete_message_seconds": 60})).status == 204
    assert message.id not in place.general.messages
    with pytest.raises(ApiError):
        place.world.members.join(place.guild, place.mia)


async def test_rule_30_bulk_bans_take_200_and_two_permissions(place, rest):
    path = place.guild_path("/bulk-ban")
    crowd = [str(place.world.users.create(f"raider{n}").id) for n in range(201)]
    assert (await rest("POST", path, {"user_ids": crowd})).code == (400, 50035)
    banned = await rest("POST", path, {"user_ids": [*crowd[:199], str(place.ana.id)]})
    assert (len(banned.body["banned_users"]), banned.body["failed_users"]) == (
        199,
        [str(place.ana.id)],
    )
    again = await rest("POST", path, {"user_ids": crowd[198:200]})
    assert (again.body["banned_users"], again.body["failed_users"]) == ([crowd[199]], [crowd[198]])
    assert (await rest("POST", path, {"user_ids": crowd[:2]})).code == (400, 500000)
    place.bot_may(permissions.BAN_MEMBERS)
    assert (await rest("POST", path, {"user_ids": crowd[:1]})).code == (403, 50013)


async def test_rule_31_the_reason_is_decoded_and_kept(place, rest):
    path = place.guild_path(f"/members/{place.mia.id}")
    assert (await rest("DELETE", path, reason="x" * 513)).code == (400, 50035)
    assert (await rest("DELETE", path, reason=quote("Sé amable"))).status == 204
    log = await rest("GET", place.guild_path("/audit-logs?action_type=20"))
    assert log.body["audit_log_entries"][0]["reason"] == "Sé amable"
