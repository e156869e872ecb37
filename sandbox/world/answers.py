"""The bot's side of an interaction: the first answer, and what follows with its token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import model
from sandbox.errors import ApiError, invalid_form, unknown
from sandbox.form import Form
from sandbox.model import Message, Webhook
from sandbox.model.interactions import (
    AUTOCOMPLETE,
    COMPONENT,
    MODAL_SUBMIT,
    TIME_TO_ANSWER,
    TOKEN_LIFETIME,
    Answer,
    Interaction,
    Kind,
)
from sandbox.wire.interactions import metadata_json
from sandbox.world.components import read_modal
from sandbox.world.drafts import read_draft
from sandbox.world.edits import apply_edit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sandbox.model import Json, Upload
    from sandbox.state import State
    from sandbox.world.delivery import Delivery

PONG, MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 1, 4, 5, 6, 7, 8, 9


class Answers:
    """Takes the bot's callbacks, edits and follow-ups."""

    def __init__(self, state: State, delivery: Delivery, by_id: dict[int, Interaction]) -> None:
        self._state = state
        self._delivery = delivery
        self._by_id = by_id
        self._by_token: dict[str, Interaction] = {}

    def admit(self, interaction: Interaction) -> None:
        """Accept answers to an interaction from now on."""
        self._by_token[interaction.token] = interaction

    def forget(self, interaction: Interaction) -> None:
        """Accept none any more."""
        del self._by_token[interaction.token]

    def callback(
        self, interaction_id: int, token: str, body: Json, files: Sequence[Upload] = ()
    ) -> Interaction:
        """Take the first answer: within 3 s (10062), once (40060), of a kind that fits."""
        state = self._state
        interaction = self._by_id.get(interaction_id)
        if interaction is None or interaction.token != token:
            raise unknown("Interaction")
        if interaction.answer is not None:
            raise ApiError(400, 40060, "Interaction has already been acknowledged.")
        if state.clock.now() > interaction.created_at + TIME_TO_ANSWER:
            raise unknown("Interaction")
        kind = int(body.get("type") or 0)
        _check_kind(interaction, kind)
        data: Json = body.get("data") or {}
        answer = self._answer(interaction, kind, data, files)
        interaction.settle(answer)
        state.emit(
            "INTERACTION_ANSWERED",
            {"interaction": str(interaction.id), "kind": answer.kind, "modal": answer.modal},
            to=frozenset({interaction.user.id}),
        )
        return interaction

    def _answer(
        self, interaction: Interaction, kind: int, data: Json, files: Sequence[Upload]
    ) -> Answer:
        if kind == MESSAGE:
            message = self._compose(interaction, data, files)
            self._publish(interaction, message)
            interaction.original = message
            return Answer("message", message)
        if kind == DEFERRED:
            return self._defer(interaction, data)
        if kind == UPDATE and interaction.message is not None:
            channel = self._state.channel(interaction.message.channel_id)
            self._delivery.rewrite(channel, interaction.message, data, files)
            return self._updated(interaction, "update")
        if kind == DEFERRED_UPDATE:
            return self._updated(interaction, "deferred_update")
        form = Form(data)
        if kind == MODAL:
            modal = read_modal(form)
            form.finish()
            return Answer("modal", modal=modal)
        return Answer("choices", choices=_read_choices(form))

    def _updated(self, interaction: Interaction, kind: Kind) -> Answer:
        interaction.original = interaction.message
        return Answer(kind, interaction.message)

    def _defer(self, interaction: Interaction, data: Json) -> Answer:
        if (data.get("flags") or 0) & ~model.EPHEMERAL or set(data) - {"flags"}:
            raise invalid_form(
                "data", "Only the EPHEMERAL flag can be set when deferring.", "BASE_TYPE_CHOICES"
            )
        flags = model.LOADING | (data.get("flags") or 0)
        message = self._blank(interaction, flags)
        self._publish(interaction, message)
        interaction.original = message
        interaction.awaiting_followup = True
        return Answer("deferred", message)

    def _blank(self, interaction: Interaction, flags: int) -> Message:
        state = self._state
        message = Message(
            state.ids.new(), interaction.channel.id, state.bot, state.clock.now(), flags=flags
        )
        return self._mark(interaction, message)

    def _compose(self, interaction: Interaction, body: Json, files: Sequence[Upload]) -> Message:
        state = self._state
        draft = read_draft(body, files)
        message = self._delivery.compose(state.bot, interaction.channel, draft)
        return self._mark(interaction, message)

    def _mark(self, interaction: Interaction, message: Message) -> Message:
        """Give a message what makes it an answer: type, webhook, metadata, addressee."""
        app_id = self._state.application.id
        message.type = interaction.kind_of_message
        message.application_id = app_id
        message.webhook = Webhook(
            app_id, "", message.channel_id, None, self._state.bot.name, application_id=app_id
        )
        message.interaction = metadata_json(self._state, interaction)
        if message.flags & model.EPHEMERAL:
            message.only_for = interaction.user.id
            for attachment in message.attachments:
                attachment.ephemeral = True
        return message

    def _publish(self, interaction: Interaction, message: Message) -> None:
        interaction.messages.add(message.id)
        self._delivery.store(interaction.channel, message)

    def by_token(self, application_id: int, token: str) -> Interaction:
        """Return the interaction of a follow-up; raise 50027 after 15 min, 10015 before it."""
        if application_id != self._state.application.id:
            raise unknown("Webhook")
        interaction = self._by_token.get(token)
        now = self._state.clock.now()
        if interaction is None or now > interaction.created_at + TOKEN_LIFETIME:
            raise ApiError(401, 50027, "Invalid Webhook Token")
        if interaction.answer is None:
            raise unknown("Webhook")
        return interaction

    def followup(
        self, interaction: Interaction, body: Json, files: Sequence[Upload] = ()
    ) -> Message:
        """Send another message; the first one after a deferral takes the answer's place."""
        if interaction.awaiting_followup and interaction.original is not None:
            return self.edit(interaction, interaction.original, body, files)
        message = self._compose(interaction, body, files)
        original = interaction.original
        if original is not None and original.id in interaction.channel.messages:
            message.reference = {
                "type": 0,
                "message_id": str(original.id),
                "channel_id": str(original.channel_id),
            }
            message.referenced = original
            message.type = 19
        self._publish(interaction, message)
        return message

    def message(self, interaction: Interaction, which: str) -> Message:
        """Return `@original` or a follow-up by its id, or raise 10008."""
        if which == "@original":
            message = interaction.original
        else:
            known = which.isdigit() and int(which) in interaction.messages
            message = interaction.channel.messages.get(int(which)) if known else None
        if message is None or message.id not in interaction.channel.messages:
            raise unknown("Message")
        return message

    def edit(
        self,
        interaction: Interaction,
        message: Message,
        body: Json,
        files: Sequence[Upload] = (),
    ) -> Message:
        """Change an answer; a deferred one stops loading."""
        apply_edit(self._state, interaction.channel, message, body, files)
        if message.flags & model.LOADING:
            message.flags &= ~model.LOADING
            message.edited_at = None
        if message is interaction.original:
            interaction.awaiting_followup = False
        self._delivery.changed(interaction.channel, message)
        return message

    def delete(self, interaction: Interaction, message: Message) -> None:
        """Remove an answer; once a deferred one is gone, the next follow-up is a new message."""
        if message is interaction.original:
            interaction.awaiting_followup = False
        self._delivery.erase(interaction.channel, [message.id])


def _check_kind(interaction: Interaction, kind: int) -> None:
    allowed = {MESSAGE, DEFERRED}
    if interaction.type == AUTOCOMPLETE:
        allowed = {CHOICES}
    else:
        if interaction.type != MODAL_SUBMIT:
            allowed.add(MODAL)
        if interaction.type in {COMPONENT, MODAL_SUBMIT} and interaction.message is not None:
            allowed |= {UPDATE, DEFERRED_UPDATE}
    if interaction.type == MODAL_SUBMIT:
        allowed.add(DEFERRED_UPDATE)
    if kind not in allowed:
        numbers = ", ".join(map(str, sorted(allowed)))
        raise invalid_form("type", f"Value must be one of {{{numbers}}}.", "BASE_TYPE_CHOICES")


def _read_choices(form: Form) -> list[Json]:
    choices: list[Json] = form.body.get("choices") or []
    if len(choices) > 25:
        form.fail("data.choices", "Must be 25 or fewer in length.", "BASE_TYPE_MAX_LENGTH")
    for index, choice in enumerate(choices):
        texts = {"name": choice.get("name") or ""}
        if isinstance(choice.get("value"), str):
            texts["value"] = choice["value"]
        for key, text in texts.items():
            if not 1 <= len(str(text)) <= 100:
                form.fail(
                    f"data.choices.{index}.{key}",
                    "Must be between 1 and 100 in length.",
                    "BASE_TYPE_BAD_LENGTH",
                )
    form.finish()
    return choices
