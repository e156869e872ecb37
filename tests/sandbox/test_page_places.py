"""Forums, threads, polls and what is new, on the page."""

import pytest
from playwright.async_api import expect

from tests.sandbox.browser import browsing, needs_browser

pytestmark = [needs_browser, pytest.mark.sandbox(rate_limits=False)]


@pytest.fixture
async def ana(sandbox, town):
    """Ana looks at the page."""
    async with browsing(sandbox.url) as looking:
        await looking.be(sandbox.url, town["Ana"])
        yield looking


def archive(town, thread) -> None:
    town.world.threads.edit(town.owner.user, thread, {"archived": True})


async def test_posts_are_narrowed_by_tag_and_older_ones_folded_away(ana, town):
    await town["Bo"].post("#help", "Saw is stuck", "How?", tags=["Woodwork"])
    await town["Bo"].post("#help", "LED stays dark", "Why?", tags=["Electronics"])
    archive(town, await town["Bo"].post("#help", "From last year", "Old", tags=["Woodwork"]))
    await ana.open("help")
    forum = ana.page.locator(".forum")
    await expect(forum.get_by_role("button", name="From last year")).to_be_hidden()
    await forum.get_by_text("Older posts (1)").click()
    await expect(forum.get_by_role("button", name="From last year")).to_be_visible()
    await forum.get_by_role("button", name="Electronics", exact=True).click()
    await expect(forum.locator(".post")).to_have_count(1)
    await expect(forum.get_by_role("button", name="LED stays dark")).to_be_visible()
    await expect(forum.get_by_role("button", name="Electronics", exact=True)).to_be_focused()


async def test_threads_that_go_on_and_archived_ones_are_listed(ana, town):
    said = await town["Bo"].say("#general", "Who has a saw?")
    await town["Bo"].start_thread(said, "About saws")
    again = await town["Bo"].say("#general", "Who has a drill?")
    archive(town, await town["Bo"].start_thread(again, "About drills"))
    await ana.page.get_by_role("button", name="Threads").click()
    panel = ana.page.get_by_role("complementary", name="Threads")
    await expect(panel.get_by_role("heading", name="Active (1)")).to_be_visible()
    await expect(panel.get_by_role("heading", name="Archived (1)")).to_be_visible()
    await panel.get_by_role("button", name="About drills").click()
    await expect(ana.page.locator("#place-title")).to_have_text("About drills")


async def test_where_a_reader_left_off_is_marked(ana, town):
    await town["Bo"].say("#general", "read before")
    await expect(ana.message("read before")).to_be_visible()
    await ana.open("events")
    await town["Bo"].say("#general", "first of the new")
    await town["Bo"].say("#general", "second of the new")
    entry = ana.page.locator("#places .entry", has_text="general")
    await expect(entry).to_contain_text("2 unread")
    await ana.open("general")
    await expect(entry).not_to_contain_text("unread")
    order = await ana.page.locator("#log > .fresh, #log > .message").all_text_contents()
    assert [(text == "New", "first of" in text) for text in order[-3:-1]] == [
        (True, False),
        (False, True),
    ]


async def test_the_newest_message_is_in_sight_on_arrival_and_after_it_came(ana, town):
    for number in range(40):
        await town["Bo"].say("#general", f"line {number}")
    await expect(ana.message("line 39")).to_be_in_viewport()
    await ana.open("events")
    await ana.open("general")
    await expect(ana.message("line 39")).to_be_in_viewport()
    await ana.page.locator("#log").evaluate("log => { log.scrollTop = 0; }")
    await expect(ana.message("line 39")).not_to_be_in_viewport()
    await town["Bo"].say("#general", "while Ana reads above")
    await ana.page.get_by_role("button", name="New messages below").click()
    await expect(ana.message("while Ana reads above")).to_be_in_viewport()


async def test_people_vote_in_a_poll_and_take_their_vote_back(ana, town):
    answers = [{"poll_media": {"text": "Kites"}}, {"poll_media": {"text": "Lamps"}}]
    asked = {"question": {"text": "What next?"}, "answers": answers}
    town.world.messages.create(town["Bo"].user, town.place("#general"), {"poll": asked})
    poll = ana.page.get_by_role("group", name="What next?")
    vote = poll.get_by_role("button", name="Vote", exact=True)
    await expect(vote).to_be_disabled()
    await poll.get_by_label("Lamps").check()
    await vote.click()
    await expect(poll.get_by_text("100 % (1)")).to_be_visible()
    await expect(poll.locator(".poll-result", has_text="Your vote")).to_contain_text("Lamps")
    await poll.get_by_role("button", name="Take my vote back").click()
    await poll.get_by_label("Kites").check()
    await vote.click()
    await expect(poll.locator(".poll-result", has_text="Your vote")).to_contain_text("Kites")
    await expect(poll).to_contain_text("1 vote · closes tomorrow")


async def test_a_forward_shows_what_was_said_and_a_spoiler_stays_hidden_in_an_answer(ana, town):
    said = await town["Bo"].say("#events", "Come on ||Thursday||")
    where = {"channel_id": str(said.channel_id), "guild_id": str(town.guild.id)}
    forward = {"message_reference": {"type": 1, "message_id": str(said.id), **where}}
    town.world.messages.create(town["Bo"].user, town.place("#general"), forward)
    await expect(ana.page.locator(".forwarded")).to_contain_text("Come on")
    asked = await town["Bo"].say("#general", "It is ||a secret||")
    await town["Bo"].say("#general", "Guess", reply_to=asked)
    line = ana.message("Guess").locator(".reply-to")
    await expect(line).to_contain_text("It is (spoiler)")
    await expect(line).not_to_contain_text("secret")
