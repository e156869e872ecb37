"""Polls: people vote, time or their author ends them, and the result is told."""

from datetime import timedelta

import pytest

from sandbox import ApiError

TEA = {
    "question": {"text": "Tea?"},
    "answers": [{"poll_media": {"text": "Yes"}}, {"poll_media": {"text": "No"}}],
    "duration": 2,
    "allow_multiselect": False,
}


@pytest.fixture
async def asked(place, rest):
    return int((await rest("POST", place.path("/messages"), {"poll": TEA})).body["id"])


async def test_votes_are_heard_of_counted_and_listed(place, rest, connect, asked):
    gateway = await connect()
    await gateway.ready()
    place.world.polls.vote(place.mia, place.general, asked, [1])
    vote = await gateway.until("MESSAGE_POLL_VOTE_ADD")
    assert (vote["user_id"], vote["answer_id"]) == (str(place.mia.id), 1)
    place.world.polls.vote(place.mia, place.general, asked, [2])
    assert (await gateway.until("MESSAGE_POLL_VOTE_REMOVE"))["answer_id"] == 1
    voters = await rest("GET", place.path(f"/polls/{asked}/answers/2?limit=10"))
    assert [user["id"] for user in voters.body["users"]] == [str(place.mia.id)]
    shown = (await rest("GET", place.path(f"/messages/{asked}"))).body["poll"]
    assert shown["results"]["answer_counts"] == [{"id": 2, "count": 1, "me_voted": False}]


async def test_a_poll_takes_known_answers_and_one_of_them_unless_it_says_otherwise(place, asked):
    vote = place.world.polls.vote
    with pytest.raises(ApiError, match="Unknown Poll Answer"):
        vote(place.mia, place.general, asked, [3])
    with pytest.raises(ApiError, match="Invalid Form Body"):
        vote(place.mia, place.general, asked, [1, 2])
    with pytest.raises(ApiError, match="Bots cannot"):
        vote(place.bot, place.general, asked, [1])


async def test_its_author_ends_a_poll_and_the_result_is_told(place, rest, asked):
    place.world.polls.vote(place.mia, place.general, asked, [1])
    ended = await rest("POST", place.path(f"/polls/{asked}/expire"))
    assert ended.body["poll"]["results"]["is_finalized"] is True
    told = list(place.general.messages.values())[-1]
    fields = {item["name"]: item["value"] for item in told.embeds[0]["fields"]}
    assert (told.type, told.reference["message_id"]) == (46, str(asked))
    assert (fields["victor_answer_text"], fields["total_votes"]) == ("Yes", "1")
    assert (await rest("POST", place.path(f"/polls/{asked}/expire"))).code == (400, 520001)
    with pytest.raises(ApiError, match="Poll expired"):
        place.world.polls.vote(place.mia, place.general, asked, [2])


async def test_a_poll_ends_when_its_time_is_up(place, asked):
    await place.sandbox.clock.advance(timedelta(hours=1, minutes=59))
    assert not place.general.messages[asked].poll.finished
    await place.sandbox.clock.advance(timedelta(minutes=1))
    assert place.general.messages[asked].poll.finished


async def test_polls_have_limits(place, rest):
    async def code(**changes):
        return (await rest("POST", place.path("/messages"), {"poll": TEA | changes})).code

    assert await code(duration=769) == (400, 50035)
    assert await code(question={"text": "x" * 301}) == (400, 50035)
    assert await code(answers=[{"poll_media": {"text": "x"}}] * 11) == (400, 50035)
    assert await code(answers=[{"poll_media": {"text": "x" * 56}}]) == (400, 50035)


async def test_a_message_without_a_poll_cannot_be_ended(place, rest):
    message = place.says(place.bot, "no poll")
    assert (await rest("POST", place.path(f"/polls/{message.id}/expire"))).code == (400, 520006)
