// A small bot on discord.js: address and token as arguments, one line of JSON for each thing that happened to it.

const { ActionRowBuilder, ButtonBuilder, ButtonStyle, Client, Events, GatewayIntentBits } = require("discord.js");

const [, , url, token] = process.argv;
const { Guilds, GuildMessages, GuildMembers, MessageContent } = GatewayIntentBits;
const client = new Client({ intents: [Guilds, GuildMessages, GuildMembers, MessageContent], rest: { api: `${url}/api` } });

const tell = (happened) => process.stdout.write(`${JSON.stringify({ happened })}\n`);

client.once(Events.ClientReady, async () => {
  await client.application.commands.set([{ name: "greet", description: "Say hello" }]);
  tell("ready");
});

client.on(Events.ShardResume, () => tell("resumed"));

client.on(Events.MessageCreate, async (message) => {
  if (message.author.bot) return;
  if (message.content === "ping") {
    const button = new ButtonBuilder().setCustomId("more").setLabel("More").setStyle(ButtonStyle.Primary);
    await message.reply({ content: "pong", components: [new ActionRowBuilder().addComponents(button)] });
  } else if (message.content === "thread") {
    const thread = await message.startThread({ name: "A place for this" });
    await thread.send("Let us go on here");
  } else if (message.content === "hush") {
    await message.member.timeout(60_000, "asked for it");
  }
});

client.on(Events.InteractionCreate, async (interaction) => {
  if (interaction.isChatInputCommand()) await interaction.reply(`Hello, ${interaction.member.displayName}`);
  if (interaction.isButton()) await interaction.reply({ content: "Here is more", flags: "Ephemeral" });
});

client.login(token);
