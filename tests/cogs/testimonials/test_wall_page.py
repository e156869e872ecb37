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


PICTURE = "https://cdn.example/a.svg"
CIRCLE = '<svg xmlns="http://www.w3.org/2000/svg"><circle cx="9" cy="9" r="9"/></svg>'


async def the_quotes(picture: str):
    for number, (text, name, affiliation) in enumerate(QUOTES, 1):
        yield Quote(
            number=number,
            text=text,
            name=name,
            affiliation=affiliation,
            picture=picture if name else "",
            tags=(),
            scopes=("website",),
            until=None,
            agreed_on=date(2026, 11, 2),
        )


@pytest.mark.parametrize(
    ("width", "scheme", "picture"),
    [(360, "light", PICTURE), (360, "dark", ""), (1440, "light", ""), (1440, "dark", PICTURE)],
)
async def test_the_wall_is_fit_for_everybody(tmp_path, width, scheme, picture):
    wall = tmp_path / "wall.html"
    with wall.open("w", encoding="utf-8") as file:
        await exports.write(the_quotes(picture), file, "html", title="Kind words", language="en")
    axe = (node_modules() / "axe-core" / "axe.min.js").read_text()
    async with browsing(tmp_path.as_uri(), width=width, scheme=scheme) as looking:
        await looking.page.route(
            PICTURE, lambda route: route.fulfill(body=CIRCLE, content_type="image/svg+xml")
        )
        await looking.page.goto(wall.as_uri())
        assert await looking.page.locator("img").count() == (5 if picture else 0)
        assert await looking.page.get_by_role("figure").count() == len(QUOTES)
        await looking.page.evaluate(axe)
        assert await looking.page.evaluate(RUN) == []
        assert not await looking.overflows()
        outside = {one for one in looking.requests if one.startswith("https:")}
        assert outside == ({PICTURE} if picture else set())
        looking.requests.clear()
