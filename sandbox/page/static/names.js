// How people, channels and roles are called on the page.

import { el } from "./dom.js";

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Z}\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]/gu;
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/g;

// Invisible names get words, and no name may turn the text around it: the marks that do so are left out.
export function legible(name, fallback = "(blank name)") {
  const plain = String(name ?? "").replace(DIRECTION, "");
  return plain.replace(INVISIBLE, "") ? plain : fallback;
}

export function displayName(user, member) {
  return legible(member?.nick ?? user?.global_name ?? user?.username, legible(user?.username, "(blank name)"));
}

export const nameNode = (name, props = {}) => el("bdi", { dir: "auto", ...props }, name);

export function initials(name) {
  const words = name.split(/[\s_.\-]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const letters = words.slice(0, 2).map((word) => [...word].find((c) => /[\p{L}\p{N}]/u.test(c)));
  return (letters.join("") || [...name][0] || "?").toUpperCase();
}

// Twelve hues, chosen by id: the same person has the same colour everywhere.
export function avatar(user, name) {
  const hue = [...String(user?.id ?? 0)].reduce((sum, digit) => (sum * 31 + Number(digit)) % 997, 7) % 12 * 30;
  return el("span", { class: "avatar", "aria-hidden": "true", vars: { "--hue": hue } }, initials(name));
}

export const CHANNEL = {
  TEXT: 0, DM: 1, VOICE: 2, GROUP: 3, CATEGORY: 4, ANNOUNCEMENT: 5,
  NEWS_THREAD: 10, THREAD: 11, PRIVATE_THREAD: 12, STAGE: 13, FORUM: 15, MEDIA: 16,
};
export const isThread = (channel) => [10, 11, 12].includes(channel?.type);
export const isForum = (channel) => [15, 16].includes(channel?.type);
const KINDS = {
  2: "voice channel", 5: "announcements", 10: "thread", 11: "thread", 12: "private thread", 13: "stage", 15: "forum", 16: "media",
};
export const channelKind = (channel) => KINDS[channel?.type] ?? "channel";

// A mark before the name, drawn as text: no picture fonts are needed.
export function channelMark(channel) {
  if (isThread(channel)) return "↳";
  if (isForum(channel)) return "≡";
  return { 1: "@", 2: "♪", 5: "!", 13: "♪" }[channel?.type] ?? "#";
}

export const colour = (number) => (number ? `#${number.toString(16).padStart(6, "0")}` : null);

export function emojiNode(emoji) {
  if (!emoji) return null;
  return el("span", { class: "emoji" }, emoji.id ? `:${emoji.name}:` : legible(emoji.name, ""));
}

// How an emoji is named in an address.
export const emojiKey = (emoji) => encodeURIComponent(emoji.id ? `${emoji.name}:${emoji.id}` : emoji.name);
