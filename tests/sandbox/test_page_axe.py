"""The page held to axe-core, in every view, narrow and wide, light and dark."""

import pytest
from playwright.async_api import expect

from tests.sandbox.asking_bot import AskingBot
from tests.sandbox.browser import browsing, needs_browser
from tests.sandbox.clients import connected
from tests.sandbox.other_clients.installing import may_install, node_modules

pytestmark = [needs_browser, may_install, pytest.mark.sandbox(rate_limits=False)]

RUN = """async () => (await axe.run({resultTypes: ["violations"]})).violations
  .filter((one) => ["serious", "critical"].includes(one.impact))
  .map((one) => `${one.id}: ${one.help}: ${one.nodes.map((node) => node.html).join(" ")}`)"""

EMBED = {
    "title": "An embed",
    "description": "With **words** and `code`",
    "color": 0x3A4AB0,
    "fields": [{"name": "One", "value": "1", "inline": True}],
    "footer": {"text": "A footer"},
}
POLL = {
    "question": {"text": "What next?"},
    "answers": [{"poll_media": {"text": "Kites"}}, {"poll_media": {"text": "Lamps"}}],
}
ROWS = [
    {
        "type": 1,
        "components": [
            {"type": 2, "style": style, "label": f"Style {style}", "custom_id": f"style{style}"}
            for style in range(1, 5)
        ],
    },
    *(
        {
            "type": 1,
            "components": [{"type": kind, "custom_id": f"k{kind}", "placeholder": f"{kind}"}],
        }
        for kind in range(5, 9)
    ),
]
LAYOUT = {
    "flags": 1 << 15,
    "components": [
        {
            "type": 17,
            "components": [
                {
                    "type": 9,
                    "components": [{"type": 10, "content": "# A section"}],
                    "accessory": {"type": 2, "style": 2, "label": "Beside", "custom_id": "beside"},
                },
                {"type": 14},
                {"type": 10, "content": "-# small print"},
            ],
        }
    ],
}
EVENT = {
    "name": "Open evening",
    "privacy_level": 2,
    "entity_type": 3,
    "entity_metadata": {"location": "The workshop"},
    "scheduled_start_time": "2026-11-05T18:00:00Z",
    "scheduled_end_time": "2026-11-05T20:00:00Z",
}


class Judged:
    """The page, each view of which has to pass."""

    def __init__(self, looking) -> None:
        self.looking = looking
        self.page = looking.page

    async def passes(self, view: str) -> None:
        await self.page.evaluate((node_modules() / "axe-core" / "axe.min.js").read_text())
        assert await self.page.evaluate(RUN) == [], view
        assert not await self.looking.overflows(), view

    async def unfolded(self, name: str) -> None:
        """Press what a narrow screen folds something away behind."""
        opener = self.page.get_by_role("button", name=name, exact=True)
        if await opener.is_visible():
            await opener.click()

    async def panel(self, name: str) -> None:
        await self.unfolded("More")
        await self.page.get_by_role("button", name=name, exact=True).click()
        await expect(self.page.get_by_role("complementary", name=name)).to_be_visible()
        await self.passes(name)
        await self.page.get_by_role("button", name="Close", exact=True).click()


async def furnish(town) -> None:
    bot, general = town.world.bot, town.place("#general")
    bo = town["Bo"]
    said = await bo.say("#general", f"**Hello** {town['Ana'].mention}, see <#{general.id}> ||boo||")
    await town["Ana"].react(said, "🎉")
    await town["Ana"].say("#general", "An answer", reply_to=said)
    await bo.start_thread(said, "About hello")
    for body in ({"content": "x", "embeds": [EMBED], "components": ROWS}, LAYOUT, {"poll": POLL}):
        town.world.messages.create(bot, general, body)
    await bo.post("#help", "Saw is stuck", "How?", tags=["Woodwork"])
    town.world.scheduled_events.create(bo.user, town.guild, EVENT)


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1440, "light"), (1440, "dark")])
async def test_every_view_is_fit_for_everybody(sandbox, town, width, scheme):
    node_modules()
    await furnish(town)
    async with (
        connected(AskingBot(sandbox.url), sandbox),
        browsing(sandbox.url, width=width, scheme=scheme) as looking,
    ):
        page, judged = looking.page, Judged(looking)
        await looking.be(sandbox.url, town["Ana"])
        await expect(looking.message("small print")).to_be_visible()
        await judged.passes("messages")
        for name in ("Threads", "Events", "Behind the scenes"):
            await judged.panel(name)
        await page.get_by_role("button", name="New person").click()
        await judged.passes("new person")
        await page.keyboard.press("Escape")
        await page.get_by_role("button", name="5", exact=True).click()
        await judged.passes("an open list")
        await page.keyboard.press("Escape")
        field = page.get_by_label("Message", exact=True)
        await field.fill("/questions")
        await expect(page.get_by_role("option", name="/questions")).to_be_visible()
        await judged.passes("commands")
        await field.press("Enter")
        await page.get_by_role("button", name="Run").click()
        await page.get_by_role("dialog", name="A few questions").wait_for()
        await judged.passes("a dialog")
        await page.keyboard.press("Escape")
        if width < 760:
            await page.get_by_role("button", name="Channels").click()
        await looking.open("help")
        await judged.passes("a forum")
        await page.get_by_role("button", name="New post").click()
        await judged.passes("a new post")
