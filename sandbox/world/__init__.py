"""The town's state and everything that can be done in it.

One `World` is the state (`sandbox.state`: users, guilds, channels and messages) with its rooms,
one per noun, that hold the operations. An operation serves the REST API (the actor is the bot)
and people alike: it checks what the actor may do, changes the state, and emits the gateway
events. Ids are integers; bodies are Discord's own JSON (ids as strings); every refusal is an
`ApiError` with Discord's code. Operations are plain functions: nothing else runs between check
and change.

    world.bot: User           world.application: Application     world.clock: VirtualClock
    world.guilds_by_id, world.users_by_id, world.channels_by_id: dict[int, ...]
    world.user(user_id)       world.guild(guild_id)          world.channel(channel_id)
    world.permissions(user, channel) -> int          world.guild_permissions(user, guild) -> int
    world.sees(user_id, event) -> bool
    world.subscribe(callback: Callable[[Event], None]) -> Callable[[], None]      (call to end)
        Event(name, data, guild, channel, to, needs, message); names beyond the gateway's own:
        INTERACTION_ANSWERED {interaction, answer} to the person who acted

    users      .create(name, *, display_name=None, locale="en-US", bot=False, created_at=None)
               .open_dm(actor, recipient_id) -> Channel
               .dms(user) -> list[Channel]    .edit(user, body) -> User
    guilds     .create(owner, name, *, locale="en-US", screening=False) -> Guild  (@everyone only)
               .add_bot(guild, bot, permissions: int) -> Member
               .of(user) -> list[Guild]       .joined(actor, guild_id) -> Guild   (404 if not in)
               .edit(actor, guild, body, reason=None) -> Guild       .delete(actor, guild)
    members    .get(guild, user_id) -> Member
               .join(guild, user, *, pending=None, flags=0, invite=None) -> Member
               .screen(guild, user) -> Member     .complete_onboarding(guild, user) -> Member
               .leave(guild, user)                .kick(actor, guild, user_id, reason=None)
               .edit(actor, guild, user_id, body, reason=None) -> Member
               .add_role(actor, guild, user_id, role_id, reason=None)
               .remove_role(actor, guild, user_id, role_id, reason=None)
               .search(guild, query, limit) -> list[Member]
    entrance   .onboarding(guild)  .set_onboarding(actor, guild, body)   and likewise
               welcome_screen, verification (the rules that newcomers accept)
    emojis     .create(actor, guild, body) -> Emoji     .edit   .delete   .get(guild, emoji_id)
    stages     .open(actor, body) -> StageInstance      .edit   .close    .get(channel)
    search     .find(actor, guild, Wanted(content=..., author_ids=...)) -> list[Message]
    bans       .ban(actor, guild, user_id, *, delete_message_seconds=0, reason=None)
               .unban(actor, guild, user_id, reason=None)            .get(actor, guild, user_id)
    roles      .create(actor, guild, body, reason=None) -> Role      .edit(...)  .delete(...)
               .move(actor, guild, positions, reason=None)
    channels   .visible(actor, channel_id) -> Channel
               .create(actor, guild, body, reason=None) -> Channel
               .edit(actor, channel, body, reason=None)              .delete(actor, channel, ...)
               .set_overwrite(actor, channel, target_id, body, reason=None)
               .remove_overwrite(actor, channel, target_id, reason=None)
               .type(actor, channel)              (typing)
               .list_for(user, guild) -> list[Channel]   (those the person may view, sorted)
    threads    .start(actor, channel, body, files=()) -> Channel     (forum post in a forum)
               .start_from(actor, channel, message_id, body) -> Channel
               .add_member(actor, thread, user_id)  .remove_member(...)   .active(user, guild)
    messages   .create(actor, channel, body, files=()) -> Message    (files: Sequence[Upload])
               .get(actor, channel, message_id) -> Message           .delete(...)
               .edit(actor, channel, message_id, body, files=()) -> Message
               .history(actor, channel, limit=50, before=, after=, around=) -> list, newest first;
                people also get the ephemeral messages that are addressed to them
               .bulk_delete(actor, channel, ids)  .pin/.unpin(actor, channel, message_id)
    polls      .vote(user, channel, message_id, answer_ids) -> Message   (none: take it back)
               .end(actor, channel, message_id)    .voters(actor, channel, message_id, answer_id)
    webhooks   .create(actor, channel, body)   .follow(actor, source, target)   .execute(...)
               .crosspost(actor, channel, message_id)        (to those who follow the channel)
               .edit(webhook, body, actor)     .delete(webhook, actor)
    reactions  .add(actor, channel, message_id, emoji: str)          .remove(actor, ..., user_id)
    commands   .invokable(user, channel, kind=None) -> list[Command]
               .find(user, channel, "welcome preview") -> (Command, path)
               .permit(actor, guild, command_id, overrides)   (who may use it in a guild)
    interactions   each returns an Interaction at once; `await interaction.answered(seconds)`
               gives its Answer(kind, message, modal, choices) or None when none came
               .command(user, channel, name, options: dict | None = None, target_id=None)
               .autocomplete(user, channel, name, options, focused)
               .press(user, channel, message_id, custom_id)
               .select(user, channel, message_id, custom_id, values: list[str])
               .submit(user, interaction_id, values: dict[str, Filled])   (a modal)
               files are `Upload`s, both as options and in the values of a modal
    scheduled_events   .create(actor, guild, body)  .edit  .delete  .get(guild, event_id)
               .subscribe(user, event_id)           .unsubscribe(user, event_id)
    invites    .create(actor, channel, body) -> Invite   .get(code)   .delete(actor, code)

Wire JSON is made in `sandbox.wire`: `user_json(user)`, `member_json(member)`,
`channel_json(channel)`, `guild_json(guild)`, `message_json(world, message, viewer_id)`,
`role_json(role)`, `command_json(command, locale)`, `scheduled_event_json(event)`.
"""

from sandbox.world.world import World

__all__ = ["World"]
