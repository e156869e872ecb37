"""Parts of the setup that are found again by their custom_id, also after a restart."""

import re
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, Self

import discord
from discord import ui

from bot import errors
from bot.access import Access
from bot.client import core_of
from bot.components import Form
from bot.texts import Translation, shorten
from cogs.setup.situation import OWN

Row = list[ui.Item[Any]]
Submit = Callable[[discord.Interaction[Any], str], Awaitable[None]]


class Controller:
    """What answers the presses; the cog offers itself as one."""

    async def act(
        self, interaction: discord.Interaction[Any], draft_id: str, action: str, arg: str
    ) -> None:
        """Answer a press or a selection."""
        raise NotImplementedError


class Part(
    ui.DynamicItem[ui.Item[Any]],
    template=r"setup:(?P<draft>[0-9a-f]{12}):(?P<action>[a-z]+)(?::(?P<arg>.{0,70}))?",
):
    """A button or menu of the setup or of an upload."""

    @classmethod
    async def from_custom_id(
        cls,
        _interaction: discord.Interaction[Any],
        item: ui.Item[Any],
        _match: re.Match[str],
        /,
    ) -> Self:
        """Find the part again that a person has used."""
        return cls(item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Check that the person may, then answer; failures are told."""
        try:
            core = core_of(interaction)
            await core.access.check(interaction, Access.MANAGER, feature=OWN)
            found = self.template.fullmatch(self.custom_id)
            assert found is not None, "the id has led here"
            controller = core.services.get(Controller)
            assert controller is not None, "the cog that registers this part offers itself"
            await controller.act(interaction, found["draft"], found["action"], found["arg"] or "")
        except Exception as error:  # noqa: BLE001 - whatever it is, the person is told
            await errors.report(interaction, error)


class ZoneForm(Form):
    """Where any time zone can be typed."""

    def __init__(self, t: Translation, typed: str, submit: Submit) -> None:
        super().__init__(title=t("Time zone"))
        self._submit = submit
        self.zone: ui.TextInput[Self] = ui.TextInput(
            label=t("Continent and city"),
            placeholder="Europe/Madrid",
            default=typed or None,
            max_length=60,
        )
        self.add_item(self.zone)

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Hand on what was typed."""
        await self._submit(interaction, self.zone.value)


def laid_out(rows: Iterable[Row]) -> ui.View:
    """Put parts in rows. discord.py need not keep the view: its parts find themselves."""
    view = ui.View(timeout=None)
    for number, row in enumerate(rows):
        for item in row:
            item.row = number
            view.add_item(Part(item))
    view.stop()
    return view


def button(
    draft_id: str,
    label: str,
    action: str,
    arg: str = "",
    *,
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    disabled: bool = False,
) -> ui.Button[Any]:
    """Make a button that leads to an action."""
    return ui.Button(
        label=shorten(label, 80),
        custom_id=custom_id(draft_id, action, arg),
        style=style,
        disabled=disabled,
    )


def custom_id(draft_id: str, action: str, arg: str = "") -> str:
    """Write the id by which a part is found again."""
    return f"setup:{draft_id}:{action}" + (f":{arg}" if arg else "")
