"""Rule 44 in full: what AutoMod matches, what it does, and which rules it takes."""

import pytest

from sandbox import ApiError, permissions

BLOCK = {"type": 1}


def rule(**changes):
    return {
        "name": "words",
        "event_type": 1,
        "trigger_type": 1,
        "trigger_metadata": {},
        "actions": [BLOCK],
        "enabled": True,
    } | changes


@pytest.fixture
def post(place, rest):
    async def send(**changes):
        return await rest("POST", place.guild_path("/auto-moderation/rules"), rule(**changes))

    return send


def is_blocked(place, text):
    try:
        place.says(place.mia, text)
    except ApiError as refusal:
        return refusal.code == 200000
    return False


async def test_regular_expressions_match_whatever_the_case_and_spare_what_is_allowed(place, post):
    metadata = {"regex_patterns": [r"gl[uo]+e\b"], "allow_list": ["gluee stick"]}
    assert (await post(trigger_metadata=metadata)).status == 200
    assert is_blocked(place, "free GLOOE")
    assert not is_blocked(place, "glues")
    assert not is_blocked(place, "a gluee stick")


@pytest.mark.parametrize(
    "pattern", [r"(a)\1", "(?=a)b", "(?<!a)b", "a++", "(a+)+b", "(", "x" * 261]
)
async def test_expressions_that_rust_lacks_are_refused(post, pattern):
    refused = await post(trigger_metadata={"regex_patterns": [pattern]})
    assert refused.code == (400, 50035)


async def test_presets_match_their_words_and_spare_what_is_allowed(place, post):
    metadata = {"presets": [1], "allow_list": ["shitake"]}
    assert (await post(trigger_type=4, trigger_metadata=metadata)).status == 200
    assert is_blocked(place, "bullshit")
    assert not is_blocked(place, "shitake")
    assert (await post(trigger_type=4, trigger_metadata={"presets": [9]})).code == (400, 50035)


async def test_a_block_says_what_the_rule_says_and_is_noted(place, post, connect):
    gateway = await connect()
    await gateway.ready()
    action = {"type": 1, "metadata": {"custom_message": "Mind your tone"}}
    await post(trigger_metadata={"keyword_filter": ["*tone*"]}, actions=[action])
    with pytest.raises(ApiError, match="Mind your tone"):
        place.says(place.mia, "atonement")
    executed = await gateway.until("AUTO_MODERATION_ACTION_EXECUTION")
    assert (executed["matched_keyword"], executed["matched_content"]) == ("*tone*", "tone")
    assert place.guild.audit_log[-1].action == 143
    place.says(place.ana, "atonement")


async def test_what_is_only_told_stands_there_and_has_its_id(place, post, connect):
    gateway = await connect()
    await gateway.ready()
    action = {"type": 2, "metadata": {"channel_id": str(place.general.id)}}
    await post(trigger_metadata={"keyword_filter": ["glue"]}, actions=[action])
    message = place.says(place.mia, "glue")
    executed = await gateway.until("AUTO_MODERATION_ACTION_EXECUTION")
    assert executed["message_id"] == str(message.id)
    await post(trigger_metadata={"keyword_filter": ["paste"]})
    assert is_blocked(place, "paste")
    assert "message_id" not in await gateway.until("AUTO_MODERATION_ACTION_EXECUTION")


async def test_a_seventh_rule_of_keywords_is_refused_without_naming_a_field(place, post):
    for _ in range(6):
        assert (await post()).status == 200
    refused = await post()
    assert refused.code == (400, 50035)
    (error,) = refused.body["errors"]["_errors"]
    assert error["code"] == "AUTO_MODERATION_MAX_RULES_OF_TYPE_EXCEEDED"


async def test_an_edit_is_watched_too(place, post):
    await post(trigger_metadata={"keyword_filter": ["glue"]})
    message = place.says(place.mia, "paper")
    with pytest.raises(ApiError, match="blocked"):
        place.world.messages.edit(place.mia, place.general, message.id, {"content": "glue"})
    assert message.content == "paper"


@pytest.mark.parametrize(
    "changes",
    [
        {"actions": [{"type": 1, "metadata": {"custom_message": "x" * 151}}]},
        {"actions": [{"type": 2, "metadata": {}}]},
        {"actions": [{"type": 3, "metadata": {"duration_seconds": 2419201}}]},
        {"actions": [{"type": 9}]},
        {"trigger_type": 4, "actions": [{"type": 3, "metadata": {"duration_seconds": 60}}]},
        {"exempt_roles": [str(n) for n in range(21)]},
        {"trigger_metadata": {"keyword_filter": ["x" * 61]}},
        {"trigger_metadata": {"allow_list": ["x"] * 101}},
        {"trigger_type": 5, "trigger_metadata": {"mention_total_limit": 51}},
        {"event_type": 9},
    ],
)
async def test_a_rule_beyond_the_limits_is_refused(post, changes):
    assert (await post(**changes)).code == (400, 50035)


async def test_a_rule_that_times_out_takes_the_right_to_do_so(place, post):
    place.bot_may(permissions.MANAGE_GUILD)
    action = {"type": 3, "metadata": {"duration_seconds": 60}}
    metadata = {"keyword_filter": ["x"]}
    assert (await post(trigger_metadata=metadata, actions=[action])).code == (403, 50013)
    assert (await post(trigger_metadata=metadata)).status == 200
