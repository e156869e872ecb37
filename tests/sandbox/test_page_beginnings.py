"""The page where nothing is there yet, and where there is more than one server."""

from playwright.async_api import expect

from sandbox.plans import BOT_PERMISSIONS, ChannelPlan, GuildPlan, found
from tests.sandbox.browser import browsing, needs_browser

pytestmark = needs_browser


async def test_an_empty_sandbox_is_furnished_from_the_page(sandbox):
    async with browsing(sandbox.url) as looking:
        page = looking.page
        await page.goto(sandbox.url)
        await expect(page.get_by_text("Press New person to begin")).to_be_visible()
        await page.get_by_role("button", name="New person").click()
        await page.get_by_label("Name").fill("Ana")
        await page.get_by_role("button", name="Create").click()
        await page.get_by_role("button", name="Found a server").click()
        await page.get_by_label("Name of the server").fill("Makers")
        await page.get_by_role("button", name="OK").click()
        await expect(page.locator("#place-title")).to_have_text("#general")
        await looking.write("We are here")
        await expect(looking.message("We are here")).to_be_visible()
        await expect(page.get_by_role("complementary")).to_contain_text("Steward")
    (guild,) = sandbox.world.guilds_by_id.values()
    assert [channel.name for channel in guild.channels.values()] == ["welcome", "general"]
    assert sandbox.world.bot.id in guild.members


async def test_one_goes_from_server_to_server(sandbox, town):
    plan = GuildPlan("Hillside Bakers", channels=(ChannelPlan("welcome"),))
    found(sandbox.world, town["Ana"].user, plan, bot_permissions=BOT_PERMISSIONS)
    async with browsing(sandbox.url) as looking:
        await looking.be(sandbox.url, town["Ana"])
        await looking.page.get_by_label("Server").select_option("Hillside Bakers")
        await expect(looking.page.get_by_role("heading", name="Hillside Bakers")).to_be_visible()
        await expect(looking.page.locator("#place-title")).to_have_text("#welcome")
        await looking.page.reload()
        await expect(looking.page.get_by_role("heading", name="Hillside Bakers")).to_be_visible()
        await looking.page.get_by_label("Server").select_option("Riverside Makers")
        await expect(looking.page.locator("#place-title")).to_have_text("#general")
