"""Rules 47 and 48: rate limits and the ban."""

import asyncio

import pytest

from sandbox.ratelimit import INVALID_LIMIT, RateLimiter

pytestmark = pytest.mark.parametrize("sandbox", [{"rate_limits": True}], indirect=True)


async def test_rule_47_a_bucket_counts_down_and_then_answers_429(place, rest):
    path = place.path("/messages")
    answers = [await rest("POST", path, {"content": str(n)}) for n in range(6)]
    assert [a.headers["X-RateLimit-Remaining"] for a in answers] == ["4", "3", "2", "1", "0", "0"]
    limited = answers[-1]
    assert (limited.status, limited.body["global"]) == (429, False)
    assert 0 < limited.body["retry_after"] <= 5
    assert limited.headers["Via"] == "1.1 google"
    assert limited.headers["X-RateLimit-Scope"] == "user"
    assert len(place.general.messages) == 5
    other = place.world.channels.create(place.ana, place.guild, {"name": "other"})
    free = await rest("POST", f"/channels/{other.id}/messages", {"content": "x"})
    assert free.status == 200
    assert free.headers["X-RateLimit-Bucket"] == limited.headers["X-RateLimit-Bucket"]


async def test_rule_47_fifty_requests_a_second_over_all_routes(place, rest):
    channels = [
        place.world.channels.create(place.ana, place.guild, {"name": f"c{n}"}) for n in range(60)
    ]
    answers = await asyncio.gather(*(rest("GET", f"/channels/{c.id}") for c in channels))
    limited = [answer for answer in answers if answer.status == 429]
    assert len(limited) == 10
    assert limited[0].body["global"] is True
    assert limited[0].headers["X-RateLimit-Scope"] == "global"


async def test_rule_47_callbacks_have_no_bucket_and_no_global_limit(place, rest):
    place.world.commands.overwrite(None, [{"name": "hi", "description": "d"}])
    uses = [place.world.interactions.command(place.mia, place.general, "hi") for _ in range(60)]
    answers = await asyncio.gather(
        *(
            rest("POST", f"/interactions/{i.id}/{i.token}/callback", {"type": 5}, token=None)
            for i in uses
        )
    )
    assert {answer.status for answer in answers} == {204}
    assert "X-RateLimit-Bucket" not in answers[0].headers


async def test_rule_48_ten_thousand_refusals_lead_to_the_ban(place, rest):
    limiter: RateLimiter = place.sandbox.limiter
    for _ in range(INVALID_LIMIT - 1):
        limiter.note_invalid()
    assert (await rest("GET", "/users/@me", token="wrong")).status == 401
    banned = await rest("GET", "/users/@me")
    assert banned.status == 429
    assert "Via" not in banned.headers
    assert banned.headers["Content-Type"].startswith("text/html")
