// "@Bo" and "#general" while writing: what may be meant, and how it is sent.

import { OFFERS } from "./picker.js";
import { legible } from "./names.js";

const WORD = /(^|\s)([@#])([^\s@#]{0,32})$/u;

// The mention that is being typed before the caret, or null.
export function beingTyped(field) {
  const found = WORD.exec(field.value.slice(0, field.selectionStart));
  return found ? { sign: found[2], word: found[3].toLocaleLowerCase(), start: field.selectionStart - found[3].length - 1 } : null;
}

export function candidates(town, { sign, word }) {
  if (!town.view) return [];
  const every = sign === "#"
    ? OFFERS.channel(town).map((item) => ({ insert: `#${town.channelName(town.channel(item.value))}`, code: `<#${item.value}>`, note: "" }))
    : [...OFFERS.user(town).map((item) => ({ insert: `@${item.label}`, code: `<@${item.value}>`, note: item.description })),
      ...town.view.roles.filter((role) => role.mentionable && role.id !== town.guildId).map((role) => ({ insert: `@${legible(role.name)}`, code: `<@&${role.id}>`, note: "role" }))];
  return every.filter((item) => item.insert.slice(1).toLocaleLowerCase().includes(word)).slice(0, 12);
}

// Puts the chosen mention in place of what was typed.
export function insert(field, { start }, item) {
  const after = field.value.slice(field.selectionStart).replace(/^ /, "");
  field.value = `${field.value.slice(0, start)}${item.insert} ${after}`;
  const caret = start + item.insert.length + 1;
  field.setSelectionRange(caret, caret);
}

// Longer names first: "@Bo" must not break "@Bo Diaz".
export function encode(text, chosen) {
  return [...chosen.values()].sort((a, b) => b.insert.length - a.insert.length)
    .reduce((done, item) => done.replaceAll(item.insert, item.code), text);
}
