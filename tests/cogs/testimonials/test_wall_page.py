"""The exported page held to axe-core, narrow and wide, light and dark."""

from datetime import date

import pytest

from cogs.testimonials import exports
from cogs.testimonials.exports import Quote
from tests.sandbox.browser import browsing, needs_browser
from tests.sandbox.other_clients.installing import may_install, node_modules

pytestmark = [needs_browser, may_install]

RUN = """async () => (await axe.run({resultTypes: ["violations"]})).violations
  .map((one) => `${one.id}: ${one.help}: ${one.nodes.map((node) => node.html).join(" ")}`)"""
QUOTES = (
    ("The soldering workshop was the best evening of my month.", "Bo", "Works at Riverside"),
    ("This community helped me finish my first chair.\nThank you all!", "Mia Fernández", ""),
    ("A" * 300, "", ""),
    ("<b>Bold</b> & kind", "a_very_long_handle_without_any_spaces_in_it_at_all", "Volunteer"),
    ("شكرا جزيلا لكم جميعا", "ليلى", ""),
    ("Whenever I was stuck, somebody had an answer within the hour.", "Ana", ""),
)


async def the_quotes():
    for number, (text, name, affiliation) in enumerate(QUOTES, 1):
        yield Quote(
            number=number,
            text=text,
            name=name,
            affiliation=affiliation,
            picture="",
            tags=(),
            scopes=("website",),
            until=None,
            agreed_on=date(2026, 11, 2),
        )


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_wall_is_fit_for_everybody(tmp_path, width, scheme):
    wall = tmp_path / "wall.html"
    with wall.open("w", encoding="utf-8") as file:
        await exports.write(the_quotes(), file, "html", title="Kind words", language="en")
    axe = (node_modules() / "axe-core" / "axe.min.js").read_text()
    async with browsing(tmp_path.as_uri(), width=width, scheme=scheme) as looking:
        await looking.page.goto(wall.as_uri())
        assert await looking.page.get_by_role("figure").count() == len(QUOTES)
        await looking.page.evaluate(axe)
        assert await looking.page.evaluate(RUN) == []
        assert not await looking.overflows()
