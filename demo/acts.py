"""What people do in a scripted town, and when."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sandbox.town import Town
from sandbox.world import components


@dataclass(frozen=True, slots=True)
class Act:
    """Somebody does something at an instant."""

    at: datetime
    perform: Callable[[Town], Awaitable[object]]


def joins(at: datetime, name: str) -> Act:
    """Somebody new arrives, and accepts the rules where the server asks for that."""

    async def perform(town: Town) -> None:
        person = await town.person(name, joins=True)
        if person.member.pending:
            await person.accept_rules()

    return Act(at, perform)


def says(at: datetime, name: str, channel: str, text: str) -> Act:
    """Somebody writes in a channel or a forum post."""

    async def perform(town: Town) -> None:
        await town[name].say(channel, text)

    return Act(at, perform)


def asks(at: datetime, name: str, forum: str, title: str, text: str) -> Act:
    """Somebody opens a post in a forum."""

    async def perform(town: Town) -> None:
        await town[name].post(forum, title, text)

    return Act(at, perform)


def presses(at: datetime, name: str, channel: str, label: str) -> Act:
    """Somebody presses the newest button with this label in a channel, if there is one."""

    async def perform(town: Town) -> None:
        for message in reversed(town.messages(channel)):
            labels = {item.get("label") for _, item in components.walk(message.components)}
            if label in labels:
                await town[name].press(message, label)
                return

    return Act(at, perform)


def fills(at: datetime, name: str, channel: str, label: str, values: Mapping[str, str]) -> Act:
    """Somebody presses the newest button with this label, and fills in the dialog it opens.

    `values` go by the labels of the dialog's fields; those that it does not have are left out.
    """

    async def perform(town: Town) -> None:
        for message in reversed(town.messages(channel)):
            if label in {item.get("label") for _, item in components.walk(message.components)}:
                asked = await town[name].press(message, label)
                if asked.modal is not None:
                    fields = components.walk(asked.modal["components"])
                    labels = {item.get("label") for _, item in fields}
                    known = {key: value for key, value in values.items() if key in labels}
                    await town[name].fill(asked, known)
                return

    return Act(at, perform)


def plans(at: datetime, name: str, when: str, **fields: str) -> Act:
    """Somebody of the team plans an event, with the fields of its dialog by label."""

    async def perform(town: Town) -> None:
        asked = await town[name].command("event create", when=when)
        shown = await town[name].fill(asked, fields)
        if shown.message is not None:
            await town[name].press(shown.message, "Announce it")

    return Act(at, perform)


def leaves(at: datetime, name: str) -> Act:
    """Somebody goes away."""

    async def perform(town: Town) -> None:
        await town[name].leave()

    return Act(at, perform)
