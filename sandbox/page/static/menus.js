// What can be done with a message or a person: the tools beside a message, and the menus with the bot's own entries.

import { button, el, freshId, notice } from "./dom.js";
import { askText } from "./dialogs.js";
import { ofType } from "./commands.js";
import { interact } from "./interactions.js";
import { emojiKey, isThread } from "./names.js";
import { isEphemeral } from "./message.js";

const QUICK = [["👍", "thumbs up"], ["❤️", "heart"], ["🎉", "party"], ["😂", "laughing"], ["👀", "eyes"], ["✅", "check mark"], ["🙏", "thanks"], ["👋", "wave"]];
const PERMISSIONS = { KICK: 2n, BAN: 4n, MANAGE_MESSAGES: 8192n };

let opened = null;

// A menu near what opened it: arrows move, Escape closes, focus goes back.
export function openMenu(anchor, label, entries) {
  opened?.close();
  const items = entries.filter(Boolean).map(([words, run, props]) => (run
    ? button(words, () => {
      close();
      run();
    }, { role: "menuitem", tabindex: "-1", ...props })
    : el("p", { class: "menu-head", role: "presentation" }, words)));
  const menu = el("div", { class: "menu", role: "menu", "aria-label": label, id: freshId("menu") }, items);
  const buttons = items.filter((item) => item.matches("button"));
  const close = (refocus = true) => {
    menu.remove();
    anchor.removeAttribute("aria-expanded");
    document.removeEventListener("pointerdown", outside, true);
    opened = null;
    if (refocus && anchor.isConnected) anchor.focus();
  };
  const outside = (event) => {
    if (!menu.contains(event.target)) close(false);
  };
  menu.addEventListener("keydown", (event) => {
    const here = buttons.indexOf(document.activeElement);
    const to = { ArrowDown: here + 1, ArrowUp: here - 1 + buttons.length, Home: 0, End: buttons.length - 1 }[event.key];
    if (to !== undefined) buttons[to % buttons.length].focus();
    else if (event.key === "Escape" || event.key === "Tab") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  document.body.append(menu);
  place(menu, anchor);
  anchor.setAttribute("aria-expanded", "true");
  document.addEventListener("pointerdown", outside, true);
  opened = { close };
  buttons[0]?.focus();
}

function place(menu, anchor) {
  const box = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const left = Math.max(8, Math.min(box.left, innerWidth - width - 8));
  const below = box.bottom + 4;
  menu.style.left = `${left}px`;
  menu.style.top = `${below + height < innerHeight ? below : Math.max(8, box.top - height - 4)}px`;
}

export function messageTools(town, composer) {
  return (message) => {
    if (isEphemeral(message)) return "";
    const more = button("More", () => openMenu(more, "What to do with the message", messageEntries(town, composer, message, more)), { "aria-haspopup": "menu" });
    const react = button("React", () => openMenu(react, "Reactions", reactEntries(town, message)), { "aria-haspopup": "menu" });
    return el("div", { class: "tools", role: "group", "aria-label": "Tools for this message" },
      react, button("Reply", () => composer.reply(message)), more);
  };
}

const addressOf = (message) => `channels/${message.channel_id}/messages/${message.id}`;

function reactEntries(town, message) {
  return [...QUICK.map(([emoji, words]) => [
    [el("span", { class: "emoji" }, emoji), ` ${words}`],
    () => town.act("PUT", `${addressOf(message)}/reactions/${emojiKey({ name: emoji })}`),
  ]), ["Another emoji…", () => askText("React with an emoji", "Emoji", (emoji) => town.act("PUT", `${addressOf(message)}/reactions/${encodeURIComponent(emoji)}`))]];
}

function messageEntries(town, composer, message, anchor) {
  const mine = message.author.id === town.personId;
  const apps = ofType(town.commands, 3);
  return [
    mine ? ["Edit", () => composer.edit(message)] : null,
    mine || town.may(PERMISSIONS.MANAGE_MESSAGES) ? ["Delete", () => town.act("DELETE", addressOf(message)), { class: "danger-words" }] : null,
    !isThread(town.current) && town.current?.guild_id && !message.thread
      ? ["Start a thread", () => askText("Start a thread", "Name of the thread", (name) => startThread(town, message, name), 100)] : null,
    ["Copy the ID", () => copy(message.id)],
    apps.length ? ["Apps", null] : null,
    ...apps.map((command) => [command.shown, () => interact(town, "command", { channel: message.channel_id, name: command.name, target: message.id }, anchor)]),
  ];
}

async function startThread(town, message, name) {
  const thread = await town.act("POST", `channels/${message.channel_id}/threads`, { name, message: message.id });
  if (!thread) return;
  await town.refreshView();
  town.open(thread.id);
}

export function userMenu(town, anchor, userId) {
  const apps = ofType(town.commands, 2);
  const itself = userId === town.personId;
  const inGuild = town.guildId && town.member(userId);
  openMenu(anchor, `About ${town.nameOf(userId)}`, [
    [town.nameOf(userId), null],
    userId === town.applicationId ? ["Message", () => openDm(town)] : null,
    !itself && !town.user(userId)?.bot ? ["Look through their eyes", () => town.be(userId)] : null,
    ["Copy the ID", () => copy(userId)],
    itself && inGuild ? ["Leave the server", () => town.act("POST", `guilds/${town.guildId}/leave`), { class: "danger-words" }] : null,
    ...(itself || !inGuild ? [] : [
      town.may(PERMISSIONS.KICK) ? ["Kick", () => town.act("POST", `guilds/${town.guildId}/kick`, { target: userId }), { class: "danger-words" }] : null,
      town.may(PERMISSIONS.BAN) ? ["Ban", () => town.act("POST", `guilds/${town.guildId}/ban`, { target: userId }), { class: "danger-words" }] : null,
    ]),
    apps.length ? ["Apps", null] : null,
    ...apps.map((command) => [command.shown, () => interact(town, "command", { channel: town.channelId, name: command.name, target: userId }, anchor)]),
  ]);
}

export async function openDm(town) {
  const dm = await town.act("POST", `people/${town.personId}/dm`, { with: town.applicationId });
  if (!dm) return;
  await town.refreshView();
  await town.open(dm.id);
  document.getElementById("write-text")?.focus();
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    notice("Copied.");
  } catch {
    notice(text);
  }
}
