"""Journeys on the sandbox's page, in a real browser, with a real bot behind it."""

import pytest
from playwright.async_api import expect

from tests.sandbox.browser import Wire, browsing, needs_browser
from tests.sandbox.example_bot import running_bot

pytestmark = [needs_browser, pytest.mark.sandbox(rate_limits=False)]


@pytest.fixture
async def bot(sandbox, town):
    async with running_bot(sandbox) as bot:
        yield bot


@pytest.fixture
async def ana(sandbox, town, bot):
    """Ana looks at the page."""
    async with browsing(sandbox.url) as looking:
        await looking.be(sandbox.url, town["Ana"])
        yield looking


async def test_a_message_is_written_and_the_bot_answers(ana, town):
    await ana.write("ping")
    await expect(ana.message("pong")).to_contain_text("Steward")
    assert town.messages("#general")[0].content == "ping"
    # The answer is a reply, and says to whom.
    await expect(ana.message("pong").locator(".reply-to")).to_contain_text("Ana")


async def test_a_newcomer_is_made_and_greeted_and_says_hello(ana, town):
    page = ana.page
    await page.get_by_role("button", name="New person").click()
    dialog = page.get_by_role("dialog", name="New person")
    await dialog.get_by_label("Name").fill("Mia")
    await dialog.get_by_role("button", name="Create").click()
    await expect(page.get_by_label("You are")).to_contain_text("Mia")
    # Newcomers arrive in the first channel.
    await expect(page.locator("#place-title")).to_have_text("#welcome")
    greeting = ana.message("Good to have you")
    await expect(greeting.locator(".mention")).to_have_text("@Mia")
    await greeting.get_by_role("button", name="Say hello").click()
    modal = page.get_by_role("dialog", name="Say hello")
    await modal.get_by_role("button", name="Submit").click()
    await expect(modal.get_by_role("alert")).to_have_text("Your name: please write something.")
    await modal.get_by_label("Your name").fill("Mia")
    await modal.get_by_label("About you").fill("Kites")
    await modal.get_by_role("button", name="Submit").click()
    answer = ana.message("Nice to meet you, Mia!")
    await expect(answer).to_contain_text("Only you can see this")
    await answer.get_by_role("button", name="Dismiss").click()
    await expect(answer).to_have_count(0)


async def test_a_button_changes_its_message(ana, town):
    await town.person("Mia", joins=True)
    await ana.open("welcome")
    await ana.message("Somebody new").get_by_role("button", name="Wave").click()
    await expect(ana.message("Waves so far: 1")).to_be_visible()


async def test_several_options_of_a_select_are_chosen(ana, town):
    await town.person("Mia", joins=True)
    await ana.open("welcome")
    menu = ana.message("Somebody new").get_by_role("button", name="What do you make?")
    await menu.click()
    await ana.page.get_by_role("option", name="Sewing").click()
    await ana.page.get_by_role("option", name="Woodwork").click()
    await ana.page.get_by_role("button", name="Done").click()
    await expect(ana.message("Noted: sewing, woodwork")).to_be_visible()


async def test_an_open_list_stays_open_while_its_message_changes(ana, town):
    mia = await town.person("Mia", joins=True)
    await ana.open("welcome")
    message = ana.message("Somebody new")
    await message.get_by_role("button", name="What do you make?").click()
    greeting = await town.bot_says("#welcome")
    await mia.react(greeting, "🎉")
    await mia.say("#welcome", "after the change")
    await expect(ana.message("after the change")).to_be_visible()
    await ana.page.get_by_role("option", name="Sewing").click()
    await ana.page.get_by_role("button", name="Done").click()
    await expect(ana.message("Noted: sewing")).to_be_visible()
    await expect(message.get_by_role("button", name="🎉, 1")).to_be_visible()


async def test_a_slash_command_is_found_completed_and_run(ana):
    page = ana.page
    field = page.get_by_label("Message", exact=True)
    await field.fill("/go")
    await expect(page.get_by_role("option", name="/goal")).to_contain_text("Set a goal")
    await field.press("Enter")
    form = page.get_by_role("form", name="Command /goal")
    await form.get_by_role("combobox", name="topic").fill("sold")
    await page.get_by_role("option", name="Soldering").click()
    await form.get_by_role("button", name="Run").click()
    answer = ana.message("Your goal: soldering")
    await expect(answer).to_contain_text("Ana used /goal")
    await expect(field).to_be_focused()


async def test_a_command_without_a_needed_option_says_so(ana):
    page = ana.page
    await page.get_by_label("Message", exact=True).fill("/goal")
    await page.get_by_label("Message", exact=True).press("Enter")
    await page.get_by_role("button", name="Run").click()
    await expect(page.get_by_role("alert")).to_have_text("topic: this is needed.")


async def test_an_entry_of_a_messages_menu_is_used(ana, town):
    await town["Bo"].say("#general", "look at this")
    message = ana.message("look at this")
    await message.hover()
    await message.get_by_role("button", name="More").click()
    await ana.page.get_by_role("menuitem", name="Report message").click()
    await expect(ana.message("Reported: look at this")).to_be_visible()


async def test_the_bot_is_written_to_privately(ana):
    await ana.page.get_by_role("button", name="Write to Steward").click()
    await expect(ana.page.locator("#place-title")).to_have_text("Steward")
    await ana.write("hello there")
    await expect(ana.message("You wrote to me: hello there")).to_be_visible()


async def test_the_clock_moves_on_and_times_follow(ana, town, sandbox):
    page = ana.page
    stamp = int(sandbox.clock.now().timestamp()) + 3 * 3600
    await town["Bo"].say("#general", f"Starts <t:{stamp}:t>, <t:{stamp}:R>")
    await expect(ana.message("Starts 1:00 PM, in 3 hours")).to_be_visible()
    await page.get_by_role("button", name="+1 hour").click()
    await expect(page.locator("#clock-now")).to_contain_text("2 Nov 2026, 11:00")
    await expect(ana.message("Starts 1:00 PM, in 2 hours")).to_be_visible()
    await page.get_by_label("Time zone").select_option("Asia/Tokyo")
    await expect(ana.message("Starts 9:00 PM, in 2 hours")).to_be_visible()
    await page.get_by_label("Time zone").select_option("Europe/Madrid")
    await page.get_by_role("button", name="Monday 09:00").click()
    await expect(page.locator("#clock-now")).to_have_text("Mon, 9 Nov 2026, 09:00")


async def test_a_message_is_edited_reacted_to_replied_to_and_deleted(ana, town):
    page = ana.page
    await ana.write("frist")
    mine = ana.message("frist")
    await mine.hover()
    await mine.get_by_role("button", name="More").click()
    await page.get_by_role("menuitem", name="Edit").click()
    await ana.write("first")
    mine = ana.message("first")
    await expect(mine).to_contain_text("(edited)")
    await mine.hover()
    await mine.get_by_role("button", name="React").click()
    await page.get_by_role("menuitem", name="party").click()
    await expect(mine.get_by_role("button", name="🎉, 1")).to_have_attribute("aria-pressed", "true")
    await mine.hover()
    await mine.get_by_role("button", name="Reply").click()
    await ana.write("second")
    await expect(ana.message("second").locator(".reply-to")).to_contain_text("first")
    await mine.hover()
    await mine.get_by_role("button", name="More").click()
    await page.get_by_role("menuitem", name="Delete").click()
    await expect(mine).to_have_count(0)
    assert [message.content for message in town.messages("#general")] == ["second"]


async def test_a_picture_is_sent_with_its_description(ana, tmp_path):
    file = tmp_path / "dot.png"
    file.write_bytes(
        bytes.fromhex(
            "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
            "0000000c49444154789c63b8b5e21f00045c024e0a3ac9a20000000049454e44ae426082"
        )
    )
    await ana.page.locator("#write input[type=file]").set_input_files(file)
    await ana.page.get_by_label("Description of dot.png").fill("A green dot")
    await ana.page.get_by_role("button", name="Send").click()
    picture = ana.page.get_by_role("img", name="A green dot")
    await expect(picture).to_be_visible()
    assert await picture.evaluate("image => image.complete && image.naturalWidth") == 1


async def test_a_mention_is_completed_and_reaches_its_person(ana, town):
    field = ana.page.get_by_label("Message", exact=True)
    await field.press_sequentially("Thanks @bo")
    await ana.page.get_by_role("option", name="@Bo").click()
    await field.press_sequentially("for the help")
    await field.press("Enter")
    await expect(ana.message("Thanks").locator(".mention")).to_have_text("@Bo")
    said = town.messages("#general")[-1]
    assert said.mentions == [town["Bo"].user]


async def test_a_post_is_written_in_a_forum(ana, town):
    page = ana.page
    await ana.open("help")
    await page.get_by_role("button", name="New post").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("Title").fill("My saw is stuck")
    await dialog.get_by_label("Message").fill("What can I do?")
    await dialog.get_by_label("Woodwork").check()
    await dialog.get_by_role("button", name="Post").click()
    await expect(page.locator("#place-title")).to_have_text("My saw is stuck")
    await expect(ana.message("What can I do?")).to_be_visible()
    await ana.open("help")
    await expect(page.locator(".post", has_text="My saw is stuck")).to_contain_text("Woodwork")


async def test_interest_in_an_event_is_shown(ana, town):
    body = {
        "name": "Open evening",
        "privacy_level": 2,
        "entity_type": 3,
        "entity_metadata": {"location": "The workshop"},
        "scheduled_start_time": "2026-11-05T18:00:00Z",
        "scheduled_end_time": "2026-11-05T20:00:00Z",
    }
    town.world.scheduled_events.create(town["Bo"].user, town.guild, body)
    await ana.page.get_by_role("button", name="Events", exact=True).click()
    event = ana.page.locator(".event", has_text="Open evening")
    await expect(event).to_contain_text(
        "Thursday, November 5, 2026 at 7:00 PM to 9:00 PM (in 3 days)"
    )
    await event.get_by_role("button", name="I am interested").click()
    await expect(event).to_contain_text("1 interested")


async def test_who_is_outside_can_come_in_and_who_is_new_accepts_the_rules(sandbox, town, ana):
    town.guild.screening = True
    mia = await town.person("Mia")
    await ana.be(sandbox.url, mia)
    await ana.page.get_by_role("button", name="Join the server").click()
    await ana.page.get_by_role("button", name="Accept the rules").click()
    await ana.write("I am in")
    await expect(ana.message("I am in")).to_be_visible()


async def test_who_is_put_out_sees_the_door(sandbox, town, ana):
    mia = await town.person("Mia", joins=True)
    await ana.be(sandbox.url, mia)
    town.world.members.kick(town["Ana"].user, town.guild, mia.id)
    await expect(ana.page.get_by_text("Mia is not in Riverside Makers")).to_be_visible()
    await expect(ana.page.locator("#places .entry", has_text="general")).to_have_count(0)


async def test_a_refusal_is_told_in_a_sentence(ana, town):
    await ana.write("x" * 2001)
    await expect(ana.page.get_by_role("status")).to_contain_text("at most 2000 characters")
    assert town.messages("#general") == []


async def test_the_page_catches_up_after_its_connection_was_cut(sandbox, town):
    async with Wire(sandbox.url) as wire, browsing(wire.url) as looking:
        await looking.be(wire.url, town["Ana"])
        await town["Bo"].say("#general", "said before")
        await expect(looking.message("said before")).to_be_visible()
        wire.cut()
        await expect(looking.page.get_by_role("status")).to_contain_text("connection")
        await town["Bo"].say("#general", "said meanwhile")
        wire.mend()
        await expect(looking.message("said meanwhile")).to_be_visible()
        await town["Bo"].say("#general", "said after")
        await expect(looking.message("said after")).to_be_visible()


async def test_what_goes_on_behind_the_scenes_is_shown(ana):
    await ana.page.get_by_role("button", name="Behind the scenes").click()
    await ana.write("ping")
    line = ana.page.locator(".journal-line[data-kind=request]", has_text="POST /channels/").first
    await expect(line).to_contain_text("200")
