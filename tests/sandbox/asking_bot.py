"""A discord.py bot that asks: dialogs with every kind of field, and a command with a file."""

import discord
from discord import app_commands, ui

from tests.sandbox.clients import Steward


def options(*labels: str) -> list[tuple[str, str]]:
    return [(label, label.lower()) for label in labels]


class Everything(ui.Modal, title="A few questions"):
    about = ui.Label(text="About you", component=ui.TextInput(style=discord.TextStyle.long))
    craft = ui.Label(
        text="Craft",
        description="What you do most",
        component=ui.Select(
            options=[discord.SelectOption(label=a, value=b) for a, b in options("Wood", "Metal")]
        ),
    )
    helper = ui.Label(text="Who helps you", component=ui.UserSelect(required=False))
    size = ui.Label(
        text="Size",
        component=ui.RadioGroup(
            options=[discord.RadioGroupOption(label=a, value=b) for a, b in options("S", "M", "L")]
        ),
    )
    photo = ui.Label(text="Photo", component=ui.FileUpload(required=False, max_values=2))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        said = [
            self.about.component.value,
            *self.craft.component.values,
            *(user.display_name for user in self.helper.component.values),
            self.size.component.value,
            *[f"{file.filename}, {file.size} bytes" for file in self.photo.component.values],
        ]
        await interaction.response.send_message(" | ".join(said), ephemeral=True)


class Consent(ui.Modal, title="Before you begin"):
    days = ui.Label(
        text="Days",
        component=ui.CheckboxGroup(
            options=[
                discord.CheckboxGroupOption(label=a, value=b) for a, b in options("Mon", "Tue")
            ],
            max_values=2,
        ),
    )
    rules = ui.Label(text="I have read the rules", component=ui.Checkbox())

    async def on_submit(self, interaction: discord.Interaction) -> None:
        days = ", ".join(self.days.component.values)
        said = f"{days}; rules read: {self.rules.component.value}"
        await interaction.response.send_message(said, ephemeral=True)


@app_commands.command(description="Answer a few questions")
async def questions(interaction: discord.Interaction) -> None:
    await interaction.response.send_modal(Everything())


@app_commands.command(description="Agree to something")
async def consent(interaction: discord.Interaction) -> None:
    await interaction.response.send_modal(Consent())


@app_commands.command(description="Show us a file")
async def show(interaction: discord.Interaction, file: discord.Attachment) -> None:
    content = (await file.read()).decode()
    await interaction.response.send_message(f"{file.filename} says {content}")


class AskingBot(Steward):
    async def setup_hook(self) -> None:
        for command in (questions, consent, show):
            self.tree.add_command(command)
        await self.tree.sync()
