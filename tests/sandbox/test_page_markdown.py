"""Discord's markdown on the page: what becomes of texts, as the markup that the browser holds."""

from playwright.async_api import expect

from tests.sandbox.browser import browsing, needs_browser

pytestmark = needs_browser

CASES = {
    "plain": "<p>plain</p>",
    "one\ntwo": "<p>one<br>two</p>",
    "**bold** and *slanted* and _slanted_": (
        "<p><strong>bold</strong> and <em>slanted</em> and <em>slanted</em></p>"
    ),
    "***both***": "<p><strong><em>both</em></strong></p>",
    "__under__ ~~gone~~": "<p><u>under</u> <s>gone</s></p>",
    "snake_case_name and 2 * 3 * 4": "<p>snake_case_name and 2 * 3 * 4</p>",
    r"\*not slanted\*": "<p>*not slanted*</p>",
    "`**raw** <b>`": "<p><code>**raw** &lt;b&gt;</code></p>",
    "```py\nx < 1\n```after": "<pre><code>x &lt; 1</code></pre><p>after</p>",
    "# Title\ntext": '<p class="heading h1">Title</p><p>text</p>',
    "#no-title": "<p>#no-title</p>",
    "-# small": '<p class="subtext">small</p>',
    "> quoted\n> more\nafter": "<blockquote><p>quoted<br>more</p></blockquote><p>after</p>",
    ">>> all\nof it": "<blockquote><p>all<br>of it</p></blockquote>",
    "- a\n- b": "<ul><li>a</li><li>b</li></ul>",
    "3. c\n4. d": '<ol start="3"><li>c</li><li>d</li></ol>',
    "<script>alert(1)</script>": "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
    "[x](javascript:alert(1))": "<p>[x](javascript:alert(1))</p>",
    "**open": "<p>**open</p>",
    "*" * 40: f"<p>{'*' * 40}</p>",
    "<@999> <#999>": (
        '<p><span class="mention"><bdi>@unknown person</bdi></span> '
        '<span class="mention"><bdi># unknown channel</bdi></span></p>'
    ),
}


async def test_texts_become_the_markup_that_discord_shows(sandbox, town):
    async with browsing(sandbox.url) as looking:
        await looking.be(sandbox.url, town["Ana"])
        for text, expected in CASES.items():
            assert await looking.page.evaluate(RENDER, text) == expected, text


RENDER = """async (text) => {
  const { markdown } = await import("/static/markdown.js");
  const town = { nameOf: () => "unknown person", channel: () => undefined };
  const holder = document.createElement("div");
  holder.append(markdown(text, town));
  return holder.innerHTML;
}"""


async def test_links_lead_out_safely_and_say_where(sandbox, town):
    await town["Bo"].say("#general", "[our site](https://example.org/a_b_c) https://example.org/x.")
    async with browsing(sandbox.url) as looking:
        await looking.be(sandbox.url, town["Ana"])
        link = looking.page.get_by_role("link", name="our site")
        await expect(link).to_have_attribute("href", "https://example.org/a_b_c")
        await expect(link).to_have_attribute("title", "https://example.org/a_b_c")
        await expect(link).to_have_attribute("rel", "noopener noreferrer nofollow")
        bare = looking.page.get_by_role("link", name="https://example.org/x", exact=True)
        await expect(bare).to_have_attribute("target", "_blank")


async def test_a_spoiler_is_opened_by_hand(sandbox, town):
    await town["Bo"].say("#general", "||the butler||")
    async with browsing(sandbox.url) as looking:
        await looking.be(sandbox.url, town["Ana"])
        await expect(looking.page.get_by_text("the butler")).to_be_hidden()
        await looking.page.get_by_role("button", name="Spoiler: press to read").press("Enter")
        await expect(looking.page.get_by_text("the butler")).to_be_visible()


async def test_long_hostile_markup_is_rendered_in_no_time(sandbox, town):
    async with browsing(sandbox.url) as looking:
        await looking.be(sandbox.url, town["Ana"])
        for piece in ("**_~~||", "[", "`" * 3, "<@", "__*", "> - # ", "||*", r"\\"):
            text = (piece * 2000)[:4000]
            took = await looking.page.evaluate(TIMED, text)
            assert took < 500, (piece, took)


TIMED = """async (text) => {
  const { markdown } = await import("/static/markdown.js");
  const began = performance.now();
  markdown(text, { nameOf: () => "", channel: () => undefined });
  return performance.now() - began;
}"""
