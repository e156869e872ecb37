import re

import aiohttp
import discord
import pytest
from aiohttp import web
from discord import app_commands

from bot.errors import REFERENCE_ALPHABET, new_reference
from bot.permissions import NAMES, name_of, permission_for
from bot.refusal import Refusal
from bot.texts import LANGUAGES
from bot.texts.service import Texts
from bot.verdicts import UNEXPECTED, judge


@pytest.fixture(scope="module")
def texts() -> Texts:
    return Texts.load(["bot"])


async def answered(method: str, path: str, status: int, code: int) -> discord.HTTPException:
    """What discord.py raises after a real answer over a real socket."""

    async def answer(_: web.Request) -> web.Response:
        return web.json_response({"code": code, "message": "no"}, status=status)

    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    try:
        async with aiohttp.ClientSession() as session:
            url = f"http://127.0.0.1:{port}/api/v10{path}"
            async with session.request(method, url) as response:
                kinds = {403: discord.Forbidden, 404: discord.NotFound}
                kind = discord.DiscordServerError if status >= 500 else discord.HTTPException
                return kinds.get(status, kind)(response, await response.json())
    finally:
        await runner.cleanup()


def test_a_refusal_is_its_own_sentence(texts):
    verdict = judge(Refusal("You need the permission {permissions} for this.", permissions="X"))
    assert verdict.kind == "refusal"
    assert verdict.phrase.say(texts.in_("it")) == "Per questo ti serve il permesso X."
    assert not verdict.our_fault


@app_commands.command(description="…")
async def command(interaction: discord.Interaction) -> None:
    """Only needed to build errors."""


def test_what_a_command_raises_is_unwrapped():
    assert judge(app_commands.CommandInvokeError(command, Refusal("No."))).kind == "refusal"
    assert judge(app_commands.CommandInvokeError(command, KeyError("x"))) == UNEXPECTED


def test_a_cooldown_tells_the_time_left(texts):
    error = app_commands.CommandOnCooldown(app_commands.Cooldown(1, 60), retry_after=89.2)
    phrase = judge(error).phrase
    assert phrase.say(texts.in_("en")) == "Please wait 1 minute and 30 seconds and try again."


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (app_commands.NoPrivateMessage(), "refusal"),
        (app_commands.MissingPermissions(["ban_members"]), "permission"),
        (app_commands.BotMissingPermissions(["ban_members"]), "bot_permission"),
        (app_commands.CommandNotFound("x", []), "stale_command"),
        (app_commands.CommandSignatureMismatch(command), "stale_command"),
        (app_commands.CheckFailure(), "permission"),
        (app_commands.AppCommandError(), "unexpected"),
        (discord.RateLimited(12.5), "rate_limited"),
        (ZeroDivisionError(), "unexpected"),
        (TimeoutError(), "unexpected"),
    ],
)
def test_every_kind_of_error_has_its_verdict(error, kind):
    assert judge(error).kind == kind


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (403, 50013, "bot_permission"),
        (403, 50001, "bot_permission"),
        (403, 50007, "closed_dm"),
        (403, 60003, "bot_permission"),
        (404, 10008, "gone"),
        (404, 10007, "gone"),
        (404, 10062, "expired"),
        (401, 50027, "expired"),
        (400, 40060, "answered_twice"),
        (400, 50035, "unexpected"),
        (502, 0, "discord_trouble"),
    ],
)
async def test_discords_answers_are_told_apart(status, code, kind):
    assert judge(await answered("GET", "/anything", status, code)).kind == kind


async def test_nobody_is_told_once_the_interaction_has_run_out():
    verdict = judge(await answered("POST", "/interactions/1/x/callback", 404, 10062))
    assert verdict.phrase is None
    assert not verdict.our_fault


async def test_a_missing_permission_is_named_with_who_can_grant_it(texts):
    error = await answered("POST", "/channels/5/messages", 403, 50013)
    words = judge(error).phrase.say(texts.in_("en"))
    assert "Send Messages" in words
    assert "Manage Roles" in words


async def test_a_refused_role_speaks_of_rank_as_well(texts):
    error = await answered("PUT", "/guilds/1/members/2/roles/3", 403, 50013)
    assert "stand above" in judge(error).phrase.say(texts.in_("en"))


async def test_a_permission_that_is_not_known_leads_to_the_doctor(texts):
    error = await answered("PATCH", "/guilds/1/members/2", 403, 50013)
    assert "/doctor" in judge(error).phrase.say(texts.in_("en"))


@pytest.mark.parametrize(
    ("method", "path", "flag"),
    [
        ("POST", "/api/v10/channels/5/messages", "send_messages"),
        ("GET", "/api/v10/channels/5/messages", "read_message_history"),
        ("DELETE", "/api/v10/channels/5/messages/6", "manage_messages"),
        ("POST", "/api/v10/channels/5/messages/bulk-delete", "manage_messages"),
        ("PUT", "/api/v10/channels/5/messages/6/reactions/x/@me", "add_reactions"),
        ("PUT", "/api/v10/channels/5/messages/pins/6", "pin_messages"),
        ("POST", "/api/v10/channels/5/messages/6/threads", "create_public_threads"),
        ("PUT", "/api/v10/guilds/1/members/2/roles/3", "manage_roles"),
        ("DELETE", "/api/v10/guilds/1/members/2", "kick_members"),
        ("PUT", "/api/v10/guilds/1/bans/2", "ban_members"),
        ("POST", "/api/v10/guilds/1/bulk-ban", "ban_members"),
        ("POST", "/api/v10/guilds/1/channels", "manage_channels"),
        ("POST", "/api/v10/guilds/1/scheduled-events", "create_events"),
        ("PATCH", "/api/v10/guilds/1", "manage_guild"),
        ("PATCH", "/api/v10/guilds/1/members/2", None),
        ("GET", "/api/v10/gateway", None),
    ],
)
def test_a_request_tells_which_permission_it_takes(method, path, flag):
    assert permission_for(method, path) == flag


def test_every_permission_is_discords_and_has_a_name_in_every_language(texts):
    assert set(NAMES) <= set(discord.Permissions.VALID_FLAGS)
    for name in NAMES.values():
        assert len({texts.in_(language)(name) for language in LANGUAGES}) >= 4
    assert name_of("use_soundboard").text == "Use Soundboard"


def test_every_answer_can_be_said_in_every_language(texts):
    for error in (KeyError(), app_commands.CheckFailure(), app_commands.NoPrivateMessage()):
        phrase = judge(error).phrase
        assert all(texts.in_(one).knows(phrase.text) for one in LANGUAGES if one != "en")


def test_references_are_short_distinct_and_easy_to_read_out():
    references = {new_reference() for _ in range(1_000)}
    assert len(references) == 1_000
    assert all(re.fullmatch(f"[{REFERENCE_ALPHABET}]{{8}}", one) for one in references)
    assert not set("01258BILOSZ") & set(REFERENCE_ALPHABET) - {"2"}
