"""The control API: making people and places, acting as them, and clear refusals."""

import base64
import re

import pytest

from tests.sandbox.control_client import Refused, controlling


@pytest.fixture
async def control(sandbox):
    async with controlling(sandbox.url) as control:
        yield control


def by_name(items: list[dict], name: str) -> dict:
    return next(item for item in items if item["name"] == name)


@pytest.fixture
async def makers(control):
    """A guild of Ana's with the bot, two channels, a forum and a role."""
    ana = await control.post("/people", name="Ana")
    guild = await control.post(
        "/guilds",
        name="Makers",
        owner=ana["id"],
        channels=[
            {"name": "general", "type": "text", "topic": "All"},
            {"name": "help", "type": "forum", "tags": ["Wood", "Metal"]},
        ],
        roles=[{"name": "Greeters", "permissions": "0"}],
        screening=True,
    )
    await control.post(f"/guilds/{guild['id']}/bot")
    view = await control.get(f"/guilds/{guild['id']}/view?as={ana['id']}")
    return {"ana": ana["id"], "guild": guild["id"], "view": view}


async def test_the_state_lists_people_guilds_and_what_a_client_needs(sandbox, control, makers):
    state = await control.get("/state")
    assert state["token"] == sandbox.token
    assert [person["username"] for person in state["people"]] == ["Steward", "Ana"]
    assert state["guilds"][0] | {"id": "x"} == {
        "id": "x",
        "name": "Makers",
        "owner_id": makers["ana"],
        "member_count": 2,
    }


async def test_a_guild_is_founded_as_described(makers):
    view = makers["view"]
    assert {channel["name"]: channel["type"] for channel in view["channels"]} == {
        "general": 0,
        "help": 15,
    }
    tags = by_name(view["channels"], "help")["available_tags"]
    assert [tag["name"] for tag in tags] == ["Wood", "Metal"]
    assert by_name(view["roles"], "Greeters")["permissions"] == "0"
    assert {member["user"]["username"] for member in view["members"]} == {"Ana", "Steward"}


async def test_a_newcomer_is_pending_until_the_rules_are_accepted(control, makers):
    mia = await control.post("/people", name="Mia", locale="fr")
    guild = makers["guild"]
    member = await control.post(f"/guilds/{guild}/join", who=mia["id"])
    assert member["pending"]
    member = await control.post(f"/guilds/{guild}/members/{mia['id']}/screen")
    assert not member["pending"]
    await control.post(f"/guilds/{guild}/leave", who=mia["id"])
    with pytest.raises(Refused, match="not a member") as refusal:
        await control.get(f"/guilds/{guild}/view?as={mia['id']}")
    assert refusal.value.status == 403


async def test_messages_are_written_edited_reacted_to_and_deleted(control, makers):
    ana = makers["ana"]
    channel = by_name(makers["view"]["channels"], "general")["id"]
    path = f"/channels/{channel}/messages"
    first = await control.post(path, who=ana, content="hello")
    reply = await control.post(path, who=ana, content="again", reply_to=first["id"])
    assert reply["referenced_message"]["id"] == first["id"]
    await control.ask("PATCH", f"{path}/{first['id']}", {"as": ana, "content": "hi"})
    await control.ask("PUT", f"{path}/{first['id']}/reactions/👍", {"as": ana})
    listed = await control.get(f"{path}?as={ana}")
    assert [message["content"] for message in listed] == ["hi", "again"]
    assert listed[0]["reactions"][0]["me"]
    await control.ask("DELETE", f"{path}/{first['id']}/reactions/👍", {"as": ana})
    await control.ask("DELETE", f"{path}/{reply['id']}", {"as": ana})
    listed = await control.get(f"{path}?as={ana}")
    assert [message["content"] for message in listed] == ["hi"]
    assert "reactions" not in listed[0]


async def test_earlier_messages_are_reached_page_by_page(control, makers, sandbox):
    ana = makers["ana"]
    channel = by_name(makers["view"]["channels"], "general")["id"]
    author, place = sandbox.world.users_by_id[int(ana)], sandbox.world.channels_by_id[int(channel)]
    for number in range(130):
        sandbox.world.messages.create(author, place, {"content": str(number)})
    listed = await control.get(f"/channels/{channel}/messages?as={ana}&limit=120")
    assert [message["content"] for message in listed] == [str(n) for n in range(10, 130)]
    path = f"/channels/{channel}/messages?as={ana}&limit=500&before={listed[0]['id']}"
    assert len(await control.get(path)) == 10


async def test_a_file_comes_back_as_it_was_sent(sandbox, control, makers):
    channel = by_name(makers["view"]["channels"], "general")["id"]
    picture = {
        "filename": "dot.txt",
        "content_base64": base64.b64encode(b"a dot").decode(),
        "description": "A dot",
    }
    message = await control.post(
        f"/channels/{channel}/messages", who=makers["ana"], attachments=[picture]
    )
    attachment = message["attachments"][0]
    assert attachment["description"] == "A dot"
    async with control.session.get(attachment["url"]) as response:
        assert await response.read() == b"a dot"


async def test_a_forum_post_takes_tags_by_name(control, makers):
    forum = by_name(makers["view"]["channels"], "help")
    post = await control.post(
        f"/channels/{forum['id']}/threads",
        who=makers["ana"],
        name="My saw",
        content="It is stuck",
        tags=["wood"],
    )
    assert post["applied_tags"] == [forum["available_tags"][0]["id"]]
    with pytest.raises(Refused, match="unknown tag Glass; this forum has: Wood, Metal"):
        await control.post(
            f"/channels/{forum['id']}/threads",
            who=makers["ana"],
            name="Other",
            content="x",
            tags=["Glass"],
        )


async def test_what_was_not_read_is_counted_until_it_is_looked_at(control, makers):
    mia = await control.post("/people", name="Mia")
    guild, ana = makers["guild"], makers["ana"]
    await control.post(f"/guilds/{guild}/join", who=mia["id"], pending=False)
    channel = by_name(makers["view"]["channels"], "general")["id"]
    for text in ("one", "two"):
        await control.post(f"/channels/{channel}/messages", who=ana, content=text)

    async def unread() -> int:
        view = await control.get(f"/guilds/{guild}/view?as={mia['id']}")
        return by_name(view["channels"], "general")["unread"]

    assert await unread() == 2
    await control.get(f"/channels/{channel}/messages?as={mia['id']}")
    assert await unread() == 0


async def test_roles_and_overwrites_are_the_owners_to_give(control, makers):
    mia = await control.post("/people", name="Mia")
    guild = makers["guild"]
    await control.post(f"/guilds/{guild}/join", who=mia["id"], pending=False)
    role = by_name(makers["view"]["roles"], "Greeters")["id"]
    member = await control.ask("PUT", f"/guilds/{guild}/members/{mia['id']}/roles/{role}")
    assert member["roles"] == [role]
    channel = by_name(makers["view"]["channels"], "general")["id"]
    await control.ask("PUT", f"/channels/{channel}/overwrites/{role}", {"deny": str(1 << 10)})
    view = await control.get(f"/guilds/{guild}/view?as={mia['id']}")
    assert [one["name"] for one in view["channels"]] == ["help"]
    with pytest.raises(Refused) as refusal:
        await control.post(f"/channels/{channel}/messages", who=mia["id"], content="hello?")
    assert (refusal.value.status, refusal.value.code) == (403, 50001)


async def test_moderation_takes_the_permission_of_whoever_acts(control, makers):
    guild, ana = makers["guild"], makers["ana"]
    mia = await control.post("/people", name="Mia")
    await control.post(f"/guilds/{guild}/join", who=mia["id"], pending=False)
    with pytest.raises(Refused) as refusal:
        await control.post(f"/guilds/{guild}/kick", who=mia["id"], target=ana)
    assert refusal.value.code == 50013
    await control.post(f"/guilds/{guild}/ban", who=ana, target=mia["id"], reason="spam")
    with pytest.raises(Refused, match="banned"):
        await control.post(f"/guilds/{guild}/join", who=mia["id"])
    await control.post(f"/guilds/{guild}/unban", who=ana, target=mia["id"])
    await control.post(f"/guilds/{guild}/join", who=mia["id"])


BAD = [
    ("POST", "/people", {}, "'name' is missing"),
    ("POST", "/people", {"name": 7}, "'name' must be a text, not 7"),
    ("POST", "/people", {"name": "x" * 101}, "at most 100"),
    ("POST", "/people", {"name": "Mia", "age": 7}, "unknown field 'age'; known: .*locale"),
    ("POST", "/people", {"name": "Mia", "created_at": "soon"}, "ISO 8601"),
    ("POST", "/people", {"name": "Mia", "created_at": "2999-01-01T00:00:00Z"}, "future"),
    ("POST", "/guilds", {"name": "X", "owner": "99"}, r"unknown person '99'; known: \d+ \(Ana\)"),
    ("GET", "/guilds/7/view?as=1", None, r"unknown guild '7'; known: \d+ \(Makers\)"),
    ("GET", "/channels/7/messages?as=1", None, "unknown channel '7'"),
    ("POST", "/clock", {}, "exactly one of"),
    ("POST", "/clock", {"advance": -1}, "from 0 to"),
    ("POST", "/clock", {"to": "2001-01-01T00:00:00Z"}, "cannot go back"),
    ("POST", "/clock", {"to_next": {"weekday": 0, "time": "9"}}, "'time' must be"),
    (
        "POST",
        "/clock",
        {"to_next": {"weekday": 0, "time": "09:00", "zone": "Mars"}},
        "unknown zone 'Mars'",
    ),
    ("POST", "/faults", {"method": "FETCH", "status": 500}, "unknown 'method' 'FETCH'"),
    ("POST", "/faults", {"route": "*"}, "needs an effect"),
    ("DELETE", "/faults?id=9", None, "unknown fault 9; in force: none"),
    ("POST", "/gateway", {"do": "explode"}, "known: drop, reconnect"),
    ("GET", "/log?kind=secrets", None, "unknown 'kind'"),
    ("GET", "/nowhere", None, "not part of the control API"),
    ("DELETE", "/state", None, "not part of the control API"),
]


@pytest.mark.parametrize(("method", "path", "body", "sentence"), BAD)
async def test_bad_input_gets_a_sentence(control, makers, method, path, body, sentence):
    with pytest.raises(Refused, match=sentence) as refusal:
        await control.ask(method, path, body)
    assert 400 <= refusal.value.status < 500


async def test_a_body_that_is_not_json_is_refused(control):
    for data, kind in (
        (b"{", "application/json"),
        (b"[]", "application/json"),
        (b"{}", "text/plain"),
    ):
        with pytest.raises(Refused, match="JSON"):
            await control.ask("POST", "/people", data=data, headers={"Content-Type": kind})


async def test_pages_of_other_origins_cannot_act(control, makers):
    headers = {"Origin": "https://elsewhere.example"}
    with pytest.raises(Refused, match="another origin") as refusal:
        await control.ask("POST", "/people", {"name": "Mallory"}, headers=headers)
    assert refusal.value.status == 403
    state = await control.get("/state")
    assert all(person["username"] != "Mallory" for person in state["people"])


async def test_acts_are_logged_without_the_bytes_of_files(control, makers):
    channel = by_name(makers["view"]["channels"], "general")["id"]
    await control.post(
        f"/channels/{channel}/messages",
        who=makers["ana"],
        content="hello",
        attachments=[{"filename": "a.txt", "content_base64": "aGk="}],
    )
    entry = (await control.get("/log?kind=act"))["entries"][-1]
    assert re.fullmatch(r"POST /channels/\d+/messages", entry["act"])
    assert entry["person"] == "Ana"
    assert entry["said"] == {"content": "hello", "attachments": [{"filename": "a.txt"}]}


async def test_interest_in_an_event_is_shown_and_taken_back(sandbox, control, makers):
    world = sandbox.world
    guild = world.guilds_by_id[int(makers["guild"])]
    ana = world.users_by_id[int(makers["ana"])]
    body = {
        "name": "Open evening",
        "privacy_level": 2,
        "entity_type": 3,
        "entity_metadata": {"location": "Workshop"},
        "scheduled_start_time": "2026-11-05T18:00:00Z",
        "scheduled_end_time": "2026-11-05T20:00:00Z",
    }
    event = world.scheduled_events.create(ana, guild, body)
    path = f"/events/{event.id}/users/{ana.id}"

    async def shown() -> dict:
        view = await control.get(f"/guilds/{guild.id}/view?as={ana.id}")
        return view["events"][0]

    await control.ask("PUT", path)
    assert (await shown())["me"] is True
    await control.ask("DELETE", path)
    assert (await shown())["user_count"] == 0
