"""A person who acts in the town: joins, writes, presses buttons, fills in dialogs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

from sandbox.model import Channel, Message, Role, Upload
from sandbox.transcript import name_of, shown_of
from sandbox.world import components

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sandbox.model import Guild, Invite, Json, Member, User
    from sandbox.model.interactions import Answer, Interaction
    from sandbox.world import World
    from sandbox.world.command_options import Value
    from sandbox.world.modal_values import Filled

ANSWER_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Answered:
    """What the bot first answered to somebody; `text` is all that it says."""

    interaction: Interaction
    kind: str
    message: Message | None
    modal: Json | None
    choices: list[Json]

    @property
    def text(self) -> str:
        """What the message says, or the title of the dialog."""
        if self.message is not None:
            return shown_of(self.message)
        return str(self.modal["title"]) if self.modal is not None else ""

    @property
    def is_private(self) -> bool:
        """Whether only the person who acted sees the message."""
        return self.message is not None and self.message.only_for is not None


class Home(Protocol):
    """The town as the people in it know it."""

    world: World
    guild: Guild

    def place(self, where: Place) -> Channel:
        """Return a channel or thread by its name."""

    def place_of(self, message: Message) -> Channel:
        """Return where a message is."""

    def failure(self, sentence: str) -> AssertionError:
        """Return a failure that shows what was said in town."""


class Person:
    """Somebody in the town. Every act uses the person's real permissions and raises `ApiError`.

    Places are names such as "#general" or channels; buttons and fields go by label or custom_id.
    """

    def __init__(self, town: Home, user: User) -> None:
        self._town = town
        self._world = town.world
        self.user = user

    def __repr__(self) -> str:
        return f"<Person {self.user.name} {self.user.id}>"

    @property
    def id(self) -> int:
        """The person's user id."""
        return self.user.id

    @property
    def mention(self) -> str:
        """How others mention the person."""
        return f"<@{self.user.id}>"

    @property
    def member(self) -> Member:
        """The person's membership in the town's guild; raises `ApiError` 10007 outside it."""
        return self._world.members.get(self._town.guild, self.user.id)

    # coming and going

    async def join(self, *, pending: bool | None = None, invite: Invite | None = None) -> None:
        """Come into the guild; one with screening keeps newcomers pending."""
        self._world.members.join(self._town.guild, self.user, pending=pending, invite=invite)

    async def accept_rules(self) -> None:
        """Come through screening."""
        self._world.members.screen(self._town.guild, self.user)

    async def complete_onboarding(self) -> None:
        """Finish the onboarding questions."""
        self._world.members.complete_onboarding(self._town.guild, self.user)

    async def leave(self) -> None:
        """Go."""
        self._world.members.leave(self._town.guild, self.user)

    async def enter(self, where: Place) -> None:
        """Come into a voice channel."""
        self._world.voice.enter(self.user, self._town.place(where))

    async def hang_up(self) -> None:
        """Leave the voice channel."""
        self._world.voice.leave(self._town.guild, self.user)

    # writing and reading

    async def say(
        self,
        where: Place,
        content: str = "",
        *,
        reply_to: Message | None = None,
        files: Sequence[Upload] = (),
    ) -> Message:
        """Send a message."""
        body: Json = {"content": content}
        if reply_to is not None:
            body["message_reference"] = {"message_id": str(reply_to.id)}
        return self._world.messages.create(self.user, self._town.place(where), body, files)

    async def dm(self, content: str) -> Message:
        """Write to the bot privately."""
        return await self.say(self.private_channel, content)

    @property
    def private_channel(self) -> Channel:
        """The direct conversation with the bot."""
        return self._world.users.open_dm(self.user, self._world.bot.id)

    async def edit(self, message: Message, content: str) -> Message:
        """Change one's own message."""
        place = self._town.place_of(message)
        return self._world.messages.edit(self.user, place, message.id, {"content": content})

    async def delete(self, message: Message) -> None:
        """Delete a message."""
        self._world.messages.delete(self.user, self._town.place_of(message), message.id)

    async def react(self, message: Message, emoji: str) -> None:
        """Add a reaction."""
        self._world.reactions.add(self.user, self._town.place_of(message), message.id, emoji)

    async def vote(self, message: Message, *answers: str) -> None:
        """Choose answers of a poll by their text; none takes the vote back."""
        poll = message.poll
        known = {media.get("text"): key for key, media in poll.answers.items()} if poll else {}
        if missing := [answer for answer in answers if answer not in known]:
            raise ValueError(f"no answer {missing} in this poll; it has {sorted(map(str, known))}")
        chosen = [known[answer] for answer in answers]
        self._world.polls.vote(self.user, self._town.place_of(message), message.id, chosen)

    async def close_messages(self) -> None:
        """Accept no more private messages from members of shared guilds."""
        self.user.dms_open = False

    async def post(
        self, forum: Place, title: str, content: str, *, tags: Sequence[str] = ()
    ) -> Channel:
        """Open a post in a forum, with tags by name."""
        channel = self._town.place(forum)
        known = {tag.name.casefold(): str(tag.id) for tag in channel.tags.values()}
        if unknown := [tag for tag in tags if tag.casefold() not in known]:
            raise ValueError(f"no tag {unknown} in #{channel.name}; it has {sorted(known)}")
        body: Json = {
            "name": title,
            "message": {"content": content},
            "applied_tags": [known[tag.casefold()] for tag in tags],
        }
        return self._world.threads.start(self.user, channel, body)

    async def start_thread(self, message: Message, name: str) -> Channel:
        """Start the thread of a message."""
        place = self._town.place_of(message)
        return self._world.threads.start_from(self.user, place, message.id, {"name": name})

    def reads(self, where: Place) -> list[Message]:
        """Return the latest messages that the person sees in a place, the newest last."""
        place = self._town.place(where)
        return self._world.messages.history(self.user, place, 100)[::-1]

    # using the bot

    async def command(self, name: str, where: Place = "#general", /, **options: Option) -> Answered:
        """Use a slash command such as "welcome preview"; a file is an `Upload`."""
        values = {key: _option(value) for key, value in options.items()}
        place = self._town.place(where)
        return await self._answer(self._world.interactions.command(self.user, place, name, values))

    async def use_on(self, name: str, target: Message | Person) -> Answered:
        """Use an entry of a message's or a person's menu."""
        if isinstance(target, Message):
            place = self._town.place_of(target)
        else:
            place = self._town.place("#general")
        interaction = self._world.interactions.command(self.user, place, name, None, target.id)
        return await self._answer(interaction)

    async def complete(
        self, name: str, option: str, text: str, where: Place = "#general", /, **others: Option
    ) -> list[str]:
        """Return what the bot suggests while an option is being typed."""
        values = {key: _option(value) for key, value in others.items()} | {option: text}
        place = self._town.place(where)
        interaction = self._world.interactions.autocomplete(self.user, place, name, values, option)
        return [str(choice["name"]) for choice in (await self._answer(interaction)).choices]

    async def press(self, message: Message, button: str) -> Answered:
        """Press a button, by its label or custom_id."""
        custom_id = _component(message, button, frozenset({components.BUTTON}))["custom_id"]
        place = self._town.place_of(message)
        return await self._answer(
            self._world.interactions.press(self.user, place, message.id, custom_id)
        )

    async def select(self, message: Message, menu: str, *values: Option) -> Answered:
        """Choose in a select, by its placeholder or custom_id; options by label or value."""
        component = _component(message, menu, components.SELECTS)
        chosen = [_chosen(component, value) for value in values]
        place = self._town.place_of(message)
        return await self._answer(
            self._world.interactions.select(
                self.user, place, message.id, component["custom_id"], chosen
            )
        )

    async def fill(self, asked: Answered, values: Mapping[str, Entry]) -> Answered:
        """Fill in and send a dialog, its fields by label or custom_id."""
        if asked.modal is None:
            raise self._town.failure(f"the bot did not open a dialog but answered {asked.kind!r}")
        named = _fields(asked.modal)
        if unknown := [key for key in values if key not in named]:
            raise self._town.failure(f"no field {unknown} in the dialog; it has {sorted(named)}")
        filled = {
            named[key]["custom_id"]: _filled(named[key], value) for key, value in values.items()
        }
        return await self._answer(
            self._world.interactions.submit(self.user, asked.interaction.id, filled)
        )

    async def _answer(self, interaction: Interaction) -> Answered:
        answer: Answer | None = await interaction.answered(ANSWER_SECONDS)
        if answer is None:
            raise self._town.failure(
                f"the bot did not answer {self.user.name} within {ANSWER_SECONDS:g} s"
            )
        return Answered(
            interaction, answer.kind, answer.message, answer.modal, answer.choices or []
        )


Place: TypeAlias = str | Channel
Option: TypeAlias = str | int | float | bool | Person | Channel | Role | Upload
Entry: TypeAlias = Option | list[str] | list[Upload]


def _option(value: Option) -> Value:
    return str(value.id) if isinstance(value, (Person, Channel, Role)) else value


def _component(message: Message, name: str, kinds: frozenset[int]) -> Json:
    """Return the component that goes by a label, placeholder or custom_id."""
    found = [item for _, item in components.walk(message.components) if item.get("type") in kinds]
    for item in found:
        if name in {item.get("label"), item.get("placeholder"), item.get("custom_id")}:
            return item
    known = ", ".join(repr(name_of(item)) for item in found)
    raise AssertionError(f"no {name!r} on this message; it has: {known or 'none'}")


def _chosen(component: Json, value: Option) -> str:
    for option in component.get("options") or []:
        if value == option["label"]:
            return str(option["value"])
    return str(_option(value))


def _fields(modal: Json) -> dict[str, Json]:
    """Return the inputs of a dialog by label and by custom_id."""
    named: dict[str, Json] = {}
    for _, item in components.walk(modal["components"]):
        inner = item.get("component") or item
        if inner.get("type") in components.INPUTS:
            named[inner["custom_id"]] = inner
            if label := item.get("label"):
                named[str(label)] = inner
    return named


def _filled(component: Json, value: Entry) -> Filled:
    if isinstance(value, bool):
        return "true" if value else "false"
    values = value if isinstance(value, list) else [value]
    files = [item for item in values if isinstance(item, Upload)]
    if files:
        return files
    chosen = [_chosen(component, item) for item in values]
    is_single = component["type"] not in components.SELECTS and not isinstance(value, list)
    return chosen[0] if is_single else chosen
