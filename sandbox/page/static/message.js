// One message, from its author to its reactions.

import { button, el } from "./dom.js";
import { attachments, embed } from "./embeds.js";
import { components } from "./components.js";
import { inline, markdown } from "./markdown.js";
import { avatar, colour, displayName, emojiKey, emojiNode, legible, nameNode } from "./names.js";
import { poll } from "./poll.js";
import { timeNode } from "./times.js";

export const FLAGS = { EPHEMERAL: 64, LOADING: 128, HAS_THREAD: 32, SUPPRESS_EMBEDS: 4, COMPONENTS_V2: 32768 };
const has = (message, flag) => Boolean((message.flags ?? 0) & flag);

export const isEphemeral = (message) => has(message, FLAGS.EPHEMERAL);

// Answers to interactions come through the application's own webhook: they are the bot's.
const isWebhook = (message) => Boolean(message.webhook_id) && message.webhook_id !== message.application_id;

const SYSTEM = {
  6: "pinned a message to this channel.", 7: "joined the server.", 8: "boosted the server.", 12: "followed a channel.",
  18: "started a thread:", 24: "AutoMod held a message back.", 46: "closed a poll.",
};

export function authorOf(message, town) {
  const member = town.member(message.author.id);
  return displayName(message.author, isWebhook(message) ? null : member ?? message.member);
}

export function messageNode(message, town, tools) {
  const name = authorOf(message, town);
  const node = el("article", {
    class: "message", id: `m-${message.id}`, tabindex: "-1", data: { id: message.id, author: message.author.id },
    "aria-label": `${name}, ${new Date(message.timestamp).toLocaleTimeString(town.locale(), { timeZone: town.zone, timeStyle: "short" })}`,
  });
  node.classList.toggle("ephemeral", isEphemeral(message));
  node.classList.toggle("pings-me", pings(message, town));
  node.append(...[
    repliedTo(message, town), usedCommand(message, town), avatar(message.author, name), heading(message, name, town),
    body(message, town), thread(message, town), reactions(message, town), ephemeralFoot(message, town),
  ].filter(Boolean));
  if (!has(message, FLAGS.LOADING)) node.append(tools(message));
  return node;
}

function pings(message, town) {
  if (message.author.id === town.personId) return false;
  const roles = town.view?.me?.roles ?? [];
  return message.mention_everyone || message.mentions?.some((user) => user.id === town.personId)
    || message.mention_roles?.some((role) => roles.includes(role));
}

function repliedTo(message, town) {
  if (message.type !== 19 || !message.message_reference) return null;
  const original = message.referenced_message;
  if (!original) return el("p", { class: "reply-to" }, "↱ The message answered here was deleted.");
  const target = `m-${original.id}`;
  return el("p", { class: "reply-to" }, "↱ ", nameNode(authorOf(original, town), { class: "reply-name" }), " ",
    button(preview(original, town), () => {
      const there = document.getElementById(target);
      there?.scrollIntoView({ block: "center" });
      there?.focus();
    }, { class: "reply-words" }));
}

export function preview(message, town) {
  const words = (message.content || message.embeds?.[0]?.title || message.embeds?.[0]?.description || "").split("\n")[0];
  if (!words) return message.attachments?.length ? "an attachment" : "a message";
  const holder = el("span", {}, inline(words.slice(0, 120), town));
  for (const hidden of holder.querySelectorAll(".spoiler")) hidden.replaceWith("(spoiler)");
  for (const nested of holder.querySelectorAll("a, button, [role=button]")) nested.replaceWith(...nested.childNodes);
  return holder;
}

function usedCommand(message, town) {
  const how = message.interaction_metadata;
  if (!how?.name || message.type === 19) return null;
  return el("p", { class: "reply-to" }, "↱ ", nameNode(displayName(how.user, town.member(how.user.id)), { class: "reply-name" }),
    " used ", el("span", { class: "mention" }, how.command_type > 1 ? how.name : `/${how.name}`));
}

function heading(message, name, town) {
  const role = topRole(town.member(message.author.id), town);
  const who = button(nameNode(name), () => {}, {
    class: "author", "aria-haspopup": "menu", data: { menu: "user", user: message.author.id },
    vars: colour(role?.color) ? { "--role": colour(role.color) } : undefined,
  });
  return el("header", { class: "message-head" }, who,
    message.author.bot ? el("span", { class: "tag" }, isWebhook(message) ? "WEBHOOK" : "APP") : null,
    timeNode(message.timestamp, "sent", town, { class: "when" }),
    message.edited_timestamp ? el("span", { class: "when" }, "(edited)") : null,
    message.pinned ? el("span", { class: "when" }, "pinned") : null);
}

export function topRole(member, town) {
  return (member?.roles ?? []).map((id) => town.role(id)).filter((role) => role?.color).sort((a, b) => b.position - a.position)[0];
}

function body(message, town) {
  const node = el("div", { class: "content" });
  if (has(message, FLAGS.LOADING)) {
    node.append(el("p", { class: "thinking" }, `${authorOf(message, town)} is thinking…`));
    return node;
  }
  if (message.type === 21 && message.referenced_message) {
    node.append(el("blockquote", { class: "forwarded" }, el("div", { class: "markdown", dir: "auto" }, markdown(message.referenced_message.content, town))));
    return node;
  }
  if (message.type in SYSTEM) node.append(el("p", { class: "system" }, SYSTEM[message.type]));
  if (message.content) node.append(el("div", { class: "markdown", dir: "auto" }, markdown(message.content, town)));
  for (const forwarded of message.message_snapshots ?? []) node.append(snapshot(forwarded.message, town));
  if (message.poll) node.append(poll(message, town));
  node.append(...attachments(message.attachments ?? [], town));
  if (!has(message, FLAGS.SUPPRESS_EMBEDS)) node.append(...(message.embeds ?? []).map((one) => embed(one, town)));
  for (const sticker of message.sticker_items ?? []) node.append(el("p", { class: "system" }, `Sticker: ${sticker.name}`));
  if (message.components?.length) node.append(components(message, town));
  return node;
}

function snapshot(original, town) {
  return el("blockquote", { class: "forwarded" }, el("p", { class: "subtext" }, "Forwarded"),
    el("div", { class: "markdown", dir: "auto" }, markdown(original.content ?? "", town)), attachments(original.attachments ?? [], town),
    (original.embeds ?? []).map((one) => embed(one, town)));
}

function thread(message, town) {
  const started = message.thread ?? (has(message, FLAGS.HAS_THREAD) ? town.channel(message.id) : null);
  if (!started) return null;
  return button([`↳ ${legible(started.name)}`, el("span", { class: "when" }, " open the thread")], () => town.open(started.id), { class: "thread-link" });
}

function reactions(message, town) {
  if (!message.reactions?.length) return null;
  return el("div", { class: "reactions", role: "group", "aria-label": "Reactions" }, message.reactions.map((reaction) => button(
    [emojiNode(reaction.emoji), el("span", {}, String(reaction.count))],
    () => town.act(reaction.me ? "DELETE" : "PUT", `channels/${message.channel_id}/messages/${message.id}/reactions/${emojiKey(reaction.emoji)}`),
    { class: "reaction", "aria-pressed": String(Boolean(reaction.me)), "aria-label": `${reaction.emoji.name}, ${reaction.count}` },
  )));
}

function ephemeralFoot(message, town) {
  if (!isEphemeral(message)) return null;
  return el("p", { class: "only-you" }, "Only you can see this", " · ", button("Dismiss", () => town.dismiss(message.id), { class: "link" }));
}
