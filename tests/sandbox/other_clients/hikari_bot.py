"""A small bot on hikari: address and token as arguments, a line of JSON for what happened to it."""

import datetime as dt
import json
import sys

import hikari

url, token = sys.argv[1:]
intents = hikari.Intents.ALL_UNPRIVILEGED | hikari.Intents.GUILD_MEMBERS
bot = hikari.GatewayBot(
    token,
    rest_url=f"{url}/api/v10",
    intents=intents | hikari.Intents.MESSAGE_CONTENT,
    banner=None,
    logs=None,
)


def tell(happened: str) -> None:
    print(json.dumps({"happened": happened}), flush=True)  # noqa: T201 - what the test reads


@bot.listen()
async def on_ready(event: hikari.ShardReadyEvent) -> None:
    greet = bot.rest.slash_command_builder("greet", "Say hello")
    await bot.rest.set_application_commands(event.application_id, [greet])
    tell("ready")


@bot.listen()
async def on_resumed(_event: hikari.ShardResumedEvent) -> None:
    tell("resumed")


@bot.listen()
async def on_message(event: hikari.GuildMessageCreateEvent) -> None:
    if event.is_bot:
        return
    if event.content == "ping":
        row = bot.rest.build_message_action_row()
        row.add_interactive_button(hikari.ButtonStyle.PRIMARY, "more", label="More")
        await event.message.respond("pong", component=row, reply=True)
    elif event.content == "thread":
        thread = await bot.rest.create_message_thread(
            event.channel_id, event.message_id, "A place for this"
        )
        await thread.send("Let us go on here")
    elif event.content == "hush":
        until = event.message.timestamp + dt.timedelta(minutes=1)
        await event.message.member.edit(communication_disabled_until=until, reason="asked for it")


@bot.listen()
async def on_interaction(event: hikari.InteractionCreateEvent) -> None:
    said = hikari.ResponseType.MESSAGE_CREATE
    if isinstance(event.interaction, hikari.CommandInteraction):
        name = event.interaction.member.display_name
        await event.interaction.create_initial_response(said, f"Hello, {name}")
    if isinstance(event.interaction, hikari.ComponentInteraction):
        await event.interaction.create_initial_response(
            said, "Here is more", flags=hikari.MessageFlag.EPHEMERAL
        )


bot.run(check_for_updates=False)
