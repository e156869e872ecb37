"""Dialogs with every kind of field, and files, on the page."""

import pytest
from playwright.async_api import expect

from tests.sandbox.asking_bot import AskingBot
from tests.sandbox.browser import browsing, needs_browser
from tests.sandbox.clients import connected

pytestmark = [needs_browser, pytest.mark.sandbox(rate_limits=False)]


@pytest.fixture
async def bo(sandbox, town):
    """Bo looks at the page."""
    async with connected(AskingBot(sandbox.url), sandbox), browsing(sandbox.url) as looking:
        await looking.be(sandbox.url, town["Bo"])
        yield looking


async def command(looking, name: str) -> None:
    field = looking.page.get_by_label("Message", exact=True)
    await field.fill(f"/{name}")
    await looking.page.get_by_role("option", name=f"/{name}").wait_for()
    await field.press("Enter")


async def test_every_kind_of_field_arrives(bo, tmp_path):
    photo = tmp_path / "photo.txt"
    photo.write_text("a photo")
    page = bo.page
    await command(bo, "questions")
    await page.get_by_role("button", name="Run").click()
    dialog = page.get_by_role("dialog", name="A few questions")
    await dialog.get_by_label("About you").fill("I build kites")
    await dialog.get_by_role("button", name="Craft").click()
    await dialog.get_by_role("option", name="Metal").click()
    await dialog.get_by_role("button", name="Who helps you").click()
    await dialog.get_by_role("option", name="Ana").click()
    await dialog.get_by_label("M", exact=True).check()
    await dialog.get_by_label("Photo").set_input_files(photo)
    await dialog.get_by_role("button", name="Submit").click()
    await expect(bo.message("I build kites | metal | Ana | m | photo.txt, 7 bytes")).to_be_visible()


async def test_what_is_missing_is_said_and_the_rest_kept(bo):
    page = bo.page
    await command(bo, "consent")
    await page.get_by_role("button", name="Run").click()
    dialog = page.get_by_role("dialog", name="Before you begin")
    await dialog.get_by_label("I have read the rules").check()
    await dialog.get_by_role("button", name="Submit").click()
    await expect(dialog.get_by_role("alert")).to_have_text("Days: please choose at least 1.")
    await dialog.get_by_label("Tue").check()
    await dialog.get_by_role("button", name="Submit").click()
    await expect(bo.message("tue; rules read: True")).to_be_visible()


async def test_a_file_goes_with_a_command(bo, tmp_path):
    note = tmp_path / "note.txt"
    note.write_text("hello from a file")
    await command(bo, "show")
    form = bo.page.get_by_role("form", name="Command /show")
    await form.get_by_role("button", name="Run").click()
    await expect(form.get_by_role("alert")).to_have_text("file: this is needed.")
    await form.get_by_label("file").set_input_files(note)
    await form.get_by_role("button", name="Run").click()
    await expect(bo.message("note.txt says hello from a file")).to_be_visible()
