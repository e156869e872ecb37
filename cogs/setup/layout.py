"""Which buttons and menus a page of the setup has."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import discord
from discord import ui

from bot.texts import LANGUAGES, Translation, shorten
from cogs.setup.answers import FEATURES_A_MENU, NEW_ROLES
from cogs.setup.draft import Choice, Choices, Draft
from cogs.setup.pages import FEATURES, PLAN, ZONE, neighbours, slots_on
from cogs.setup.situation import (
    Situation,
    can_create,
    language,
    placed,
    staff,
    switched_on,
    to_create,
    zone,
)
from cogs.setup.slots import Slot, community_slots, signed
from cogs.setup.views import Row, button, custom_id, laid_out

ZONES = (
    "Europe/Madrid",
    "Europe/Rome",
    "Europe/London",
    "Europe/Lisbon",
    "Europe/Paris",
    "Europe/Berlin",
    "Europe/Athens",
    "Europe/Kyiv",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Mexico_City",
    "America/Bogota",
    "America/Lima",
    "America/Argentina/Buenos_Aires",
    "America/Sao_Paulo",
    "Africa/Lagos",
    "Asia/Dubai",
    "Asia/Kolkata",
    "Asia/Ho_Chi_Minh",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Australia/Sydney",
)
PICKABLE = {
    None: [discord.ChannelType.text, discord.ChannelType.news, discord.ChannelType.forum],
    "text": [discord.ChannelType.text, discord.ChannelType.news],
    "announcement": [discord.ChannelType.news],
    "category": [discord.ChannelType.category],
    "forum": [discord.ChannelType.forum],
    "stage": [discord.ChannelType.stage_voice],
    "voice": [discord.ChannelType.voice],
}
MOST_PICKED = 25


class Layout:
    """The buttons and menus of a draft's present page."""

    def __init__(self, draft_id: str, draft: Draft, situation: Situation, t: Translation) -> None:
        self._id, self._draft, self._situation, self.t = draft_id, draft, situation, t

    def page(self, now: datetime) -> ui.View:
        """Lay out a page except the last one."""
        match self._draft.step:
            case "language":
                rows = [self._language_menu()]
            case "zone":
                rows = [self._zone_menu(now)]
            case "staff":
                rows = [*self._staff_menus()]
            case "features":
                rows = [*self._feature_menus()]
            case _:
                rows = [*self._place_menus()]
        return laid_out([*rows, self._navigation()])

    def plan(self, *, may_confirm: bool) -> ui.View:
        """Lay out the last page, which offers to do what was planned."""
        before, _ = neighbours(self._draft, self._situation)
        return laid_out(
            [
                [
                    self._button(
                        self.t("Confirm"),
                        "confirm",
                        style=discord.ButtonStyle.success,
                        disabled=not may_confirm,
                    ),
                    self._button(self.t("Back"), "go", before or FEATURES),
                    self._button(self.t("Check again"), "go", PLAN),
                    self._button(self.t("Cancel"), "cancel"),
                ]
            ]
        )

    def _language_menu(self) -> Row:
        """Offer the languages under the names that their speakers use."""
        now = language(self._draft, self._situation)
        options = [
            discord.SelectOption(label=name, value=code, default=code == now)
            for code, name in LANGUAGES.items()
        ]
        return [self._menu("language", options, self.t("Language"))]

    def _zone_menu(self, now: datetime) -> Row:
        """Offer common zones with the time that it is there, and the present one."""
        chosen = zone(self._draft, self._situation)
        options = []
        for name in (*ZONES, chosen) if chosen not in ZONES else ZONES:
            clock = f"{now.astimezone(ZoneInfo(name)):%H:%M}"
            told = self.t("It is {time} there.", time=clock)
            options.append(
                discord.SelectOption(
                    label=name, value=name, description=told, default=name == chosen
                )
            )
        return [self._menu("zone", options, self.t("Time zone"))]

    def _staff_menus(self) -> Iterator[Row]:
        """Offer the server's roles and a channel, and to create what is usual."""
        new: Row = []
        for group, name in NEW_ROLES.items():
            chosen = staff(self._draft, self._situation, group)
            label = self.t("Managers") if group == "managers" else self.t("Moderators")
            yield [
                ui.RoleSelect(
                    custom_id=custom_id(self._id, "roles", group),
                    placeholder=label,
                    min_values=0,
                    max_values=MOST_PICKED,
                    default_values=_standing(chosen, discord.SelectDefaultValueType.role),
                )
            ]
            is_new = Choice(create=name) in chosen
            if is_new or not chosen:
                new.append(self._toggle("newrole", group, f"@{name}", is_new=is_new))
        for slot in community_slots():
            menu, button = self._place(slot)
            yield menu
            new += button
        if new:
            yield new

    def _feature_menus(self) -> Iterator[Row]:
        """Offer the features, in menus of as many as Discord allows."""
        on = switched_on(self._draft, self._situation)
        features = self._situation.choosable
        for number, first in enumerate(range(0, len(features), FEATURES_A_MENU)):
            options = [
                discord.SelectOption(
                    label=feature.name,
                    value=feature.name,
                    description=shorten(self.t(feature.summary), 100),
                    default=feature.name in on,
                )
                for feature in features[first : first + FEATURES_A_MENU]
            ]
            yield [
                self._menu(
                    "features", options, self.t("What the bot does"), arg=str(number), many=True
                )
            ]

    def _place_menus(self) -> Iterator[Row]:
        """Offer channels and roles for each slot, and to create what is missing."""
        found = slots_on(self._draft.step, self._situation)
        new: Row = []
        for slot in found[1] if found else ():
            menu, button = self._place(slot)
            yield menu
            new += button
        if new:
            yield new

    def _navigation(self) -> Row:
        """Offer the pages before and after, and to leave."""
        t, (before, after) = self.t, neighbours(self._draft, self._situation)
        row: Row = []
        if before:
            row.append(self._button(t("Back"), "go", before))
        if after:
            row.append(self._button(t("Next"), "go", after, style=discord.ButtonStyle.primary))
        if self._draft.step == ZONE:
            label = t("Try again") if self._draft.typed else t("Another zone…")
            row.append(self._button(label, "type"))
            if self._draft.guess:
                row.append(self._button(t("Take {zone}", zone=self._draft.guess), "guess"))
        row.append(self._button(t("Cancel"), "cancel"))
        return row

    def _place(self, slot: Slot) -> tuple[Row, Row]:
        """Return the menu of a slot, and the button that creates what is missing."""
        chosen, made = placed(slot, self._draft, self._situation), to_create(slot)
        menu, is_new = [self._place_menu(slot, chosen)], made in chosen
        if not can_create(slot) or (chosen and not is_new):
            return menu, []
        name = signed(slot.what, made.create)
        return menu, [self._toggle("newplace", slot.dotted, name, is_new=is_new)]

    def _place_menu(self, slot: Slot, chosen: Choices) -> ui.Item[Any]:
        most = MOST_PICKED if slot.many else 1
        placeholder = shorten(slot.name, 150)
        if slot.what == "role":
            return ui.RoleSelect(
                custom_id=custom_id(self._id, "place", slot.dotted),
                placeholder=placeholder,
                min_values=0,
                max_values=most,
                default_values=_standing(chosen, discord.SelectDefaultValueType.role),
            )
        return ui.ChannelSelect(
            custom_id=custom_id(self._id, "place", slot.dotted),
            placeholder=placeholder,
            channel_types=PICKABLE[slot.kind],
            min_values=0,
            max_values=most,
            default_values=_standing(chosen, discord.SelectDefaultValueType.channel),
        )

    def _toggle(self, action: str, arg: str, name: str, *, is_new: bool) -> ui.Button[Any]:
        t = self.t
        label = t("Do not create {name}", name=name) if is_new else t("Create {name}", name=name)
        return self._button(label, action, arg)

    def _menu(
        self,
        action: str,
        options: list[discord.SelectOption],
        placeholder: str,
        *,
        arg: str = "",
        many: bool = False,
    ) -> ui.Select[Any]:
        return ui.Select(
            custom_id=custom_id(self._id, action, arg),
            placeholder=placeholder,
            options=options,
            min_values=0 if many else 1,
            max_values=len(options) if many else 1,
        )

    def _button(
        self,
        label: str,
        action: str,
        arg: str = "",
        *,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
        disabled: bool = False,
    ) -> ui.Button[Any]:
        return button(self._id, label, action, arg, style=style, disabled=disabled)


def _standing(
    choices: Choices, kind: discord.SelectDefaultValueType
) -> list[discord.SelectDefaultValue]:
    return [
        discord.SelectDefaultValue(id=choice.id, type=kind)
        for choice in choices
        if choice.id is not None
    ]
