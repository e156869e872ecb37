"""Files in commands and modals, from a person's hand to the bot that reads them."""

import base64
from collections.abc import AsyncIterator
from datetime import timedelta

import discord
import pytest

from sandbox import ApiError
from sandbox.model import Upload
from tests.sandbox.clients import Steward, connected
from tests.sandbox.control_client import controlling

NOTES = Upload("notes.txt", b"Bring glue.", "text/plain")


class HandIn(discord.ui.Modal, title="Hand in"):
    files = discord.ui.Label(
        text="Your files",
        component=discord.ui.FileUpload(custom_id="files", max_values=2, required=False),
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        read = [(await file.read()).decode() for file in self.files.component.values]
        await interaction.response.send_message(" | ".join(read) or "nothing", ephemeral=True)


@pytest.fixture
async def reader(sandbox, town) -> AsyncIterator[Steward]:
    client = Steward(sandbox.url)

    @client.tree.command(description="Reads a file")
    async def read(interaction: discord.Interaction, file: discord.Attachment) -> None:
        text = (await file.read()).decode()
        await interaction.response.send_message(f"{file.filename}: {text}", ephemeral=True)

    @client.tree.command(description="Opens a dialog")
    async def hand_in(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(HandIn())

    async with connected(client, sandbox):
        await client.tree.sync()
        yield client


async def test_a_command_takes_a_file(town, reader):
    answer = await town["Ana"].command("read", file=NOTES)
    assert answer.text == "notes.txt: Bring glue."


async def test_a_file_where_none_belongs_and_none_where_one_does_are_refused(town, reader):
    with pytest.raises(ApiError, match="Invalid Form Body"):
        await town["Ana"].command("read", file="notes.txt")
    with pytest.raises(ApiError, match="Request entity too large"):
        await town["Ana"].command("read", file=Upload("big", b"x" * (10 * 1024 * 1024 + 1)))
    asked = await town["Ana"].command("hand_in")
    with pytest.raises(ApiError, match="Invalid Form Body"):
        await town["Ana"].fill(asked, {"Your files": "notes.txt"})


async def test_a_dialog_takes_files_within_its_numbers(town, reader):
    ana = town["Ana"]
    asked = await ana.command("hand_in")
    with pytest.raises(ApiError, match="Invalid Form Body"):
        await ana.fill(asked, {"Your files": [NOTES, NOTES, NOTES]})
    filled = await ana.fill(asked, {"Your files": [NOTES, NOTES]})
    assert filled.text == "Bring glue. | Bring glue."
    again = await ana.command("hand_in")
    assert (await ana.fill(again, {})).text == "nothing"


async def test_files_go_through_the_control_api_and_leave_no_bytes_in_the_journal(
    sandbox, town, reader
):
    file = {"filename": "notes.txt", "content_base64": base64.b64encode(b"Bring glue.").decode()}
    where = {"who": str(town["Ana"].id), "channel": str(town.place("#general").id)}
    async with controlling(sandbox.url) as control:
        command = "/interactions/command"
        read = await control.post(command, **where, name="read", options={"file": file})
        assert read["answer"]["message"]["content"] == "notes.txt: Bring glue."
        asked = await control.post(command, **where, name="hand_in")
        filled = await control.post(
            "/interactions/modal",
            who=where["who"],
            interaction=asked["interaction"],
            values={"files": [file]},
        )
        assert filled["answer"]["message"]["content"] == "Bring glue."
        log = await control.get("/log?kind=act")
    assert file["content_base64"] not in str(log)


async def test_files_and_interactions_of_yesterday_are_forgotten(sandbox, town, reader):
    await town["Ana"].command("read", file=NOTES)
    (interaction,) = sandbox.world.interactions._by_id.values()
    (file_id,) = interaction.uploads
    assert sandbox.world.interactions.upload(file_id) is not None
    await town.advance(days=1, seconds=1)
    await town["Ana"].command("hand_in")
    assert sandbox.world.interactions.upload(file_id) is None
    assert interaction.created_at < sandbox.clock.now() - timedelta(days=1)
