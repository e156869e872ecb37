"""The page with hostile names, by keyboard alone, on a phone, in the dark, for screen readers."""

import asyncio

import pytest
from playwright.async_api import expect

from tests.sandbox.browser import browsing, needs_browser
from tests.sandbox.example_bot import running_bot

pytestmark = [needs_browser, pytest.mark.sandbox(rate_limits=False)]

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "\u202eevil\u2066",
    "\u200b\u200d\u2060",
    "W" * 100,
    "a\u0301\u0302\u0303\u0304\u0305\u0306" * 8,
    "</li></ul><h1>Owned",
)


@pytest.mark.parametrize("width", [360, 1440])
async def test_hostile_names_and_texts_stay_text(sandbox, town, width):
    for name in HOSTILE:
        person = await town.person(name, joins=True)
        await person.say("#general", f"{name} {person.mention} [x](javascript:alert(3)) ||{name}||")
        await town.owner.say("#general", f"**{name}** `{name}` > {name}\n# {name}\n- {name}")
    async with browsing(sandbox.url, width=width, height=740) as looking:
        await looking.be(sandbox.url, town["Ana"])
        await expect(looking.page.locator(".message")).to_have_count(2 * len(HOSTILE))
        await expect(looking.page.locator("h1")).to_have_count(1)
        assert await looking.page.locator("script:not([src])").count() == 0
        assert await looking.page.locator("#log a[href^='javascript']").count() == 0
        assert not await looking.overflows()
        names = await looking.page.locator(".author bdi").all_text_contents()
        assert HOSTILE[0] in names
        assert "(blank name)" in names
        assert "evil" in names


async def test_a_picture_elsewhere_is_named_and_not_fetched(sandbox, town):
    embed = {
        "title": "A photo",
        "image": {"url": "https://elsewhere.example/photo.png"},
        "thumbnail": {"url": "https://elsewhere.example/small.png"},
    }
    world = town.world
    world.messages.create(world.bot, town.place("#general"), {"embeds": [embed]})
    async with browsing(sandbox.url) as looking:
        await looking.be(sandbox.url, town["Ana"])
        link = looking.page.get_by_role("link", name="https://elsewhere.example/photo.png")
        await expect(link).to_have_attribute("rel", "noopener noreferrer nofollow")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
async def test_nothing_scrolls_sideways_and_text_stands_out(sandbox, town, width, scheme, tmp_path):
    async with running_bot(sandbox), browsing(sandbox.url, width=width, scheme=scheme) as looking:
        mia = await town.person("Mia", joins=True)
        await mia.command("goal", "#welcome", topic="kites")
        await town["Bo"].say("#welcome", f"Hello {mia.mention}, `read` <t:1793610000:F>")
        await looking.be(sandbox.url, mia)
        if width < 760:
            await looking.page.get_by_role("button", name="Channels").click()
        await looking.open("welcome")
        await expect(looking.message("Hello")).to_be_visible()
        assert not await looking.overflows()
        await looking.page.screenshot(path=tmp_path / f"{width}-{scheme}.png")
        assert await looking.page.evaluate(TOO_FAINT) == []


NAMELESS = """() => [...document.querySelectorAll("button, input, select, textarea, a[href]")]
  .filter((one) => one.checkVisibility() && one.ariaHidden !== "true")
  .filter((one) => !one.textContent.trim() && !one.labels?.length && !one.ariaLabel)
  .map((one) => one.outerHTML)"""

# Every text that is shown, its contrast computed from what is painted behind it (WCAG 2.2, 1.4.3).
TOO_FAINT = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (front, back) => [0, 1, 2].map(
    (i) => front[i] * front[3] + back[i] * (1 - front[3]));
  const behind = (node) => {
    if (!node) return [255, 255, 255];
    const own = rgba(getComputedStyle(node).backgroundColor);
    return own[3] === 1 ? own : over(own, behind(node.parentElement));
  };
  const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) =>
    0.2126 * linear(r / 255) + 0.7152 * linear(g / 255) + 0.0722 * linear(b / 255);
  const shown = (node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && !node.closest("option, script, noscript, .emoji, .unseen, :disabled");
  const faint = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim();
    const node = walker.currentNode.parentElement;
    if (!text || !shown(node)) continue;
    const ground = behind(node);
    const ink = over(rgba(getComputedStyle(node).color), ground);
    const [a, b] = [light(ink), light(ground)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) faint.push(`${text} ${ratio.toFixed(2)}`);
  }
  return faint;
}"""


async def test_the_keyboard_alone_is_enough(sandbox, town):
    async with running_bot(sandbox), browsing(sandbox.url) as looking:
        page, keys = looking.page, looking.page.keyboard
        await town["Bo"].say("#general", "from Bo")
        await looking.be(sandbox.url, town["Ana"])
        await keys.press("Tab")
        await expect(page.get_by_role("link", name="Skip to writing")).to_be_focused()
        await keys.press("Enter")
        field = page.get_by_label("Message", exact=True)
        await expect(field).to_be_focused()
        await keys.type("/goal")
        await keys.press("Enter")
        await keys.type("wood")
        await expect(page.get_by_role("option", name="Woodwork")).to_be_visible()
        await keys.press("Enter")
        await keys.press("Tab")
        await keys.press("Enter")
        await expect(page.get_by_role("option", name="False")).to_be_visible()
        await keys.press("ArrowDown")
        await keys.press("Enter")
        await keys.press("Tab")
        await expect(page.get_by_role("button", name="Run")).to_be_focused()
        await keys.press("Enter")
        await expect(looking.message("Your goal: woodwork")).to_be_visible()
        await expect(looking.message("Your goal: woodwork")).not_to_contain_text("Only you")
        await expect(field).to_be_focused()
        await keys.press("Alt+ArrowUp")
        await keys.press("ArrowUp")
        await expect(looking.message("from Bo")).to_be_focused()
        await keys.press("Tab")
        await keys.press("Tab")
        await expect(looking.message("from Bo").get_by_role("button", name="React")).to_be_focused()
        await keys.press("Enter")
        await keys.press("ArrowDown")
        await keys.press("Enter")
        await expect(looking.message("from Bo").get_by_role("button", name="❤️, 1")).to_be_visible()


async def test_enter_never_chooses_what_was_offered_for_other_words(sandbox, town):
    answered = asyncio.Event()

    async def wait(route):
        await answered.wait()
        await route.continue_()

    async with running_bot(sandbox), browsing(sandbox.url) as looking:
        page, keys = looking.page, looking.page.keyboard
        await looking.be(sandbox.url, town["Ana"])
        await page.get_by_label("Message", exact=True).focus()
        await keys.type("/goal")
        await keys.press("Enter")
        await expect(page.get_by_role("option", name="Sewing")).to_be_visible()
        await page.route("**/interactions/autocomplete", wait)
        await keys.type("wood")
        await keys.press("Enter")
        answered.set()
        await expect(looking.message("Your goal: wood")).to_be_visible()


async def test_focus_is_always_to_be_seen(sandbox, town):
    async with browsing(sandbox.url) as looking:
        await looking.be(sandbox.url, town["Ana"])
        for _ in range(25):
            await looking.page.keyboard.press("Tab")
            outline = await looking.page.evaluate(
                "getComputedStyle(document.activeElement).outlineStyle"
            )
            assert outline != "none"


async def test_a_dialog_gives_the_focus_back(sandbox, town):
    async with browsing(sandbox.url) as looking:
        await looking.be(sandbox.url, town["Ana"])
        opener = looking.page.get_by_role("button", name="New person")
        await opener.press("Enter")
        await expect(looking.page.get_by_role("dialog").get_by_label("Name")).to_be_focused()
        await looking.page.keyboard.press("Escape")
        await expect(looking.page.get_by_role("dialog")).to_have_count(0)
        await expect(opener).to_be_focused()


async def test_new_messages_are_read_out(sandbox, town):
    async with browsing(sandbox.url) as looking:
        await looking.be(sandbox.url, town["Ana"])
        await town["Bo"].say("#general", "first")
        await expect(looking.message("first")).to_be_visible()
        await town["Bo"].say("#general", "good **morning**")
        await expect(looking.page.locator("#announce")).to_have_text("Bo: good morning")


async def test_everything_to_press_or_fill_in_has_a_name_and_places_are_landmarks(sandbox, town):
    async with running_bot(sandbox), browsing(sandbox.url) as looking:
        await town.person("Mia", joins=True)
        await looking.be(sandbox.url, town["Ana"])
        await looking.open("welcome")
        await expect(looking.message("Good to have you")).to_be_visible()
        assert await looking.page.evaluate(NAMELESS) == []
        for role in ("banner", "navigation", "main", "complementary"):
            await expect(looking.page.get_by_role(role).first).to_be_visible()
        assert await looking.page.title() == "Steward demo"
