"""What people do with commands, buttons, selects and modals."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from sandbox.errors import invalid_form, unknown
from sandbox.model import Upload
from sandbox.model.interactions import (
    AUTOCOMPLETE,
    COMMAND,
    COMPONENT,
    KEPT,
    MODAL_SUBMIT,
    Interaction,
)
from sandbox.wire.interactions import interaction_json
from sandbox.wire.messages import attachment_json, message_json
from sandbox.world import components
from sandbox.world.answers import Answers
from sandbox.world.command_forms import CHAT, MESSAGE, USER
from sandbox.world.command_options import (
    CHANNEL,
    MENTIONABLE,
    ROLE,
    Value,
    command_options,
    leaves,
    resolved,
)
from sandbox.world.command_options import USER as USER_OPTION
from sandbox.world.files import attach
from sandbox.world.modal_values import submitted_components

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sandbox.model import Attachment, Channel, Json, Message, User
    from sandbox.state import State
    from sandbox.world.commands import Commands
    from sandbox.world.delivery import Delivery
    from sandbox.world.messages import Messages
    from sandbox.world.modal_values import Filled

_SELECT_RESOLVES = {5: USER_OPTION, 6: ROLE, 7: MENTIONABLE, 8: CHANNEL}


class Interactions:
    """Carries what people do to the bot; `answers` is the bot's side of it."""

    def __init__(
        self, state: State, commands: Commands, messages: Messages, delivery: Delivery
    ) -> None:
        self._state = state
        self._commands = commands
        self._messages = messages
        self._by_id: dict[int, Interaction] = {}
        self.answers = Answers(state, delivery, self._by_id)

    def get(self, interaction_id: int) -> Interaction:
        """Return an interaction, or raise 10062."""
        try:
            return self._by_id[interaction_id]
        except KeyError:
            raise unknown("Interaction") from None

    def command(
        self,
        user: User,
        channel: Channel,
        name: str,
        options: Mapping[str, Value] | None = None,
        target_id: int | None = None,
    ) -> Interaction:
        """Use a command such as "welcome preview", or a context menu on a target."""
        command, path = self._commands.find(user, channel, name)
        data: Json = {
            "id": str(command.id),
            "name": command.body["name"],
            "type": command.body["type"],
        }
        if command.guild_id is not None:
            data["guild_id"] = str(command.guild_id)
        uploads: dict[int, Attachment] = {}
        if data["type"] == CHAT:
            data["options"] = command_options(command, path, options or {})
            given = list(leaves(data["options"]))
            for item in given:
                if isinstance(item["value"], Upload):
                    item["value"] = self._take(uploads, item["value"])
            wanted = [(item["type"], str(item["value"])) for item in given]
            data["resolved"] = self._resolved(channel, wanted, uploads)
        else:
            self._aim(user, channel, data, target_id)
        return self._send(user, channel, COMMAND, data, name=name, uploads=uploads)

    def _take(self, uploads: dict[int, Attachment], upload: Upload) -> str:
        """Add a file to the uploads and return its id."""
        attachment = attach(self._state, upload, ephemeral=True)
        uploads[attachment.id] = attachment
        return str(attachment.id)

    def _resolved(
        self, channel: Channel, wanted: list[tuple[int, str]], uploads: dict[int, Attachment]
    ) -> Json:
        found = resolved(self._state, channel, wanted)
        if uploads:
            found["attachments"] = {
                str(item.id): attachment_json(self._state.base_url, channel.id, item)
                for item in uploads.values()
            }
        return found

    def upload(self, attachment_id: int) -> Attachment | None:
        """Return a file that came with a command or modal within the last day."""
        for interaction in self._by_id.values():
            if attachment := interaction.uploads.get(attachment_id):
                return attachment
        return None

    def _aim(self, user: User, channel: Channel, data: Json, target_id: int | None) -> None:
        if target_id is None:
            raise invalid_form("target", "This field is required", "BASE_TYPE_REQUIRED")
        data["target_id"] = str(target_id)
        if data["type"] == MESSAGE:
            message = self._messages.get(user, channel, target_id)
            shown = message_json(self._state, message, self._state.bot.id)
            data["resolved"] = {"messages": {str(target_id): shown}}
        elif data["type"] == USER:
            data["resolved"] = resolved(self._state, channel, [(USER_OPTION, str(target_id))])

    def autocomplete(
        self, user: User, channel: Channel, name: str, options: Mapping[str, Value], focused: str
    ) -> Interaction:
        """Ask for suggestions while one option is being typed."""
        command, path = self._commands.find(user, channel, name, CHAT)
        data: Json = {
            "id": str(command.id),
            "name": command.body["name"],
            "type": CHAT,
            "options": command_options(command, path, {focused: ""} | dict(options), focused),
        }
        return self._send(user, channel, AUTOCOMPLETE, data)

    def press(self, user: User, channel: Channel, message_id: int, custom_id: str) -> Interaction:
        """Press a button."""
        message, button = self._component(user, channel, message_id, custom_id)
        if button.get("type") != components.BUTTON:
            raise invalid_form("custom_id", "This component is not a button.")
        data: Json = {
            "custom_id": custom_id,
            "component_type": components.BUTTON,
            "id": button.get("id", 0),
        }
        return self._send(user, channel, COMPONENT, data, message=message)

    def select(
        self, user: User, channel: Channel, message_id: int, custom_id: str, values: list[str]
    ) -> Interaction:
        """Choose in a select; ids for users, roles and channels."""
        message, select = self._component(user, channel, message_id, custom_id)
        kind = select.get("type")
        if kind not in components.SELECTS:
            raise invalid_form("custom_id", "This component is not a select.")
        check_choice(select, values)
        data: Json = {
            "custom_id": custom_id,
            "component_type": kind,
            "id": select.get("id", 0),
            "values": values,
        }
        if kind in _SELECT_RESOLVES:
            wanted = [(_SELECT_RESOLVES[kind], value) for value in values]
            data["resolved"] = resolved(self._state, channel, wanted)
        return self._send(user, channel, COMPONENT, data, message=message)

    def _component(
        self, user: User, channel: Channel, message_id: int, custom_id: str
    ) -> tuple[Message, Json]:
        message = self._messages.get(user, channel, message_id)
        component = components.find(message.components, custom_id)
        if component is None:
            known = [
                item["custom_id"]
                for _, item in components.walk(message.components)
                if item.get("custom_id")
            ]
            raise invalid_form("custom_id", f"No such component; known: {', '.join(known)}")
        if component.get("disabled"):
            raise invalid_form("custom_id", "This component is disabled.")
        return message, component

    def submit(self, user: User, interaction_id: int, values: Mapping[str, Filled]) -> Interaction:
        """Fill in and send the modal that answered an interaction; files as uploads."""
        opened = self.get(interaction_id)
        modal = opened.answer.modal if opened.answer else None
        if modal is None or opened.user is not user:
            raise invalid_form("interaction", "This interaction was not answered with a modal.")
        filled, wanted = submitted_components(modal, values)
        uploads: dict[int, Attachment] = {}
        for _, item in components.walk(filled):
            if item["type"] == components.FILE_UPLOAD:
                item["values"] = [self._take(uploads, upload) for upload in item["values"]]
        data: Json = {
            "custom_id": modal["custom_id"],
            "components": filled,
            "resolved": self._resolved(opened.channel, wanted, uploads),
        }
        return self._send(
            user,
            opened.channel,
            MODAL_SUBMIT,
            data,
            message=opened.message,
            parent=opened,
            uploads=uploads,
        )

    def _send(
        self,
        user: User,
        channel: Channel,
        kind: int,
        data: Json,
        *,
        message: Message | None = None,
        name: str | None = None,
        parent: Interaction | None = None,
        uploads: dict[int, Attachment] | None = None,
    ) -> Interaction:
        state = self._state
        self._forget_old()
        interaction = Interaction(
            state.ids.new(),
            secrets.token_urlsafe(48),
            kind,
            user,
            channel,
            data,
            state.clock.now(),
            user.locale,
            message=message,
            name=name,
            from_modal_of=parent,
            uploads=uploads or {},
        )
        self._by_id[interaction.id] = interaction
        self.answers.admit(interaction)
        state.emit(
            "INTERACTION_CREATE",
            interaction_json(state, interaction),
            guild=state.guild_of(channel),
            to=frozenset({state.bot.id}),
        )
        return interaction

    def _forget_old(self) -> None:
        earliest = self._state.clock.now() - KEPT
        while self._by_id and (oldest := next(iter(self._by_id.values()))).created_at < earliest:
            del self._by_id[oldest.id]
            self.answers.forget(oldest)


def check_choice(select: Json, values: list[str]) -> None:
    """Raise 50035 for too few, too many or foreign values of a select."""
    least, most = components.numbers_of_values(select)
    if not least <= len(values) <= most:
        raise invalid_form("values", f"Must be between {least} and {most} in length.")
    if select.get("type") != components.STRING_SELECT:
        return
    known = [str(option["value"]) for option in select.get("options") or []]
    if foreign := [value for value in values if value not in known]:
        raise invalid_form("values", f"Unknown {', '.join(foreign)}; known: {', '.join(known)}")
