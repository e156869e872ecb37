"""From typed option values to the data of a command interaction, and back to people and places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from sandbox.errors import invalid_form, unknown
from sandbox.model import Upload
from sandbox.wire.channels import partial_channel_json
from sandbox.wire.guilds import role_json
from sandbox.wire.users import partial_member_json, user_json
from sandbox.world.command_forms import GROUP, SUBCOMMAND
from sandbox.world.files import check_size

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sandbox.model import Channel, Command, Json
    from sandbox.state import State

STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = range(3, 12)
Value: TypeAlias = str | int | float | bool | Upload


def command_options(
    command: Command, path: list[str], values: Mapping[str, Value], focused: str | None = None
) -> list[Json]:
    """Return the options as Discord sends them; while typing (focused) gaps are allowed.

    Raises 50035 that names what is missing or unknown.
    """
    definitions: list[Json] = command.body.get("options") or []
    wrappers: list[Json] = []
    for word in path:
        inner = next((item for item in definitions if item["name"] == word), None)
        if inner is None or inner["type"] not in {SUBCOMMAND, GROUP}:
            raise unknown("application command")
        wrappers.append(inner)
        definitions = inner.get("options") or []
    if any(item["type"] in {SUBCOMMAND, GROUP} for item in definitions):
        names = ", ".join(item["name"] for item in definitions)
        raise invalid_form("name", f"A subcommand is needed: {names}", "BASE_TYPE_REQUIRED")
    options = _filled(definitions, values, focused)
    for wrapper in reversed(wrappers):
        options = [{"name": wrapper["name"], "type": wrapper["type"], "options": options}]
    return options


def _filled(
    definitions: list[Json], values: Mapping[str, Value], focused: str | None
) -> list[Json]:
    known = {item["name"]: item for item in definitions}
    for name in values:
        if name not in known:
            raise invalid_form(f"options.{name}", f"Unknown option; known: {', '.join(known)}")
    options = []
    for name, definition in known.items():
        if name not in values:
            if definition.get("required") and focused is None:
                raise invalid_form(
                    f"options.{name}", "This option is required", "BASE_TYPE_REQUIRED"
                )
            continue
        typing = name == focused
        value = values[name] if typing else _converted(name, definition, values[name])
        option: Json = {"name": name, "type": definition["type"], "value": value}
        if typing:
            option["focused"] = True
        options.append(option)
    return options


def _converted(name: str, definition: Json, value: Value) -> Value:
    """Return a value in its option's type and limits; a choice may be given by its name."""
    choices = definition.get("choices") or []
    if choices:
        for choice in choices:
            if str(value) in {choice["name"], str(choice["value"])}:
                chosen: Value = choice["value"]
                return chosen
        allowed = ", ".join(str(choice["name"]) for choice in choices)
        raise invalid_form(f"options.{name}", f"Not a choice; choices: {allowed}")
    kind = definition["type"]
    if isinstance(value, Upload):
        if kind != ATTACHMENT:
            raise invalid_form(f"options.{name}", "This option takes no file.")
        check_size(value)
        return value
    if kind == ATTACHMENT:
        raise invalid_form(f"options.{name}", "This option takes a file.")
    try:
        converted = _CONVERTERS.get(kind, str)(value)
    except ValueError:
        raise invalid_form(f"options.{name}", f"{value!r} is not of option type {kind}") from None
    _check_limits(name, definition, converted)
    return converted


def _check_limits(name: str, definition: Json, value: str | float) -> None:
    measure = len(value) if isinstance(value, str) else value
    suffix = "length" if isinstance(value, str) else "value"
    least, most = definition.get(f"min_{suffix}"), definition.get(f"max_{suffix}")
    if (least is not None and measure < least) or (most is not None and measure > most):
        raise invalid_form(f"options.{name}", f"Must be between {least} and {most} in {suffix}.")


def _boolean(value: str | float) -> bool:
    if isinstance(value, str):
        if value.lower() not in {"true", "false"}:
            raise ValueError(value)
        return value.lower() == "true"
    return bool(value)


_CONVERTERS: Final[dict[int, Callable[[str | float], str | float]]] = {
    INTEGER: int,
    BOOLEAN: _boolean,
    NUMBER: float,
}


def leaves(options: Iterable[Json]) -> Iterable[Json]:
    """Yield the options with values, whatever subcommands they are wrapped in."""
    for option in options:
        if "value" in option:
            yield option
        else:
            yield from leaves(option.get("options") or [])


def resolved(state: State, channel: Channel, wanted: Iterable[tuple[int, str]]) -> Json:
    """Return the users, members, roles and channels behind ids, each given with its option type.

    Raises 10013, 10011 or 10003 for ids that nothing has.
    """
    found: Json = {}
    for kind, text in wanted:
        snowflake = int(text) if text.isdigit() else 0
        guild = state.guild_of(channel)
        is_role = guild is not None and snowflake in guild.roles
        if kind == ROLE or (kind == MENTIONABLE and is_role):
            if guild is None or not is_role:
                raise unknown("Role")
            found.setdefault("roles", {})[text] = role_json(guild.roles[snowflake])
        elif kind in {USER, MENTIONABLE}:
            _resolve_user(state, channel, snowflake, found)
        elif kind == CHANNEL:
            place = state.channel(snowflake)
            granted = state.permissions(state.bot, place)
            shown = partial_channel_json(place, granted, guild)
            found.setdefault("channels", {})[text] = shown
    return found


def _resolve_user(state: State, channel: Channel, user_id: int, found: Json) -> None:
    user = state.user(user_id)
    guild = state.guild_of(channel)
    found.setdefault("users", {})[str(user_id)] = user_json(user)
    if guild is not None and (member := guild.members.get(user_id)):
        granted = state.permissions(user, channel)
        partial = partial_member_json(member) | {"permissions": str(granted)}
        found.setdefault("members", {})[str(user_id)] = partial
