// A select as Discord has it: options with descriptions, one or several, people, roles and channels to search.

import { button, el, freshId } from "./dom.js";
import { Listbox } from "./listbox.js";
import { channelMark, CHANNEL, displayName, emojiNode, legible } from "./names.js";

const SEARCHED_FROM = 8;

// A picker under a visible label is called by it and by what is chosen.
export function labelBy(opener, labelId) {
  opener.removeAttribute("aria-label");
  opener.setAttribute("aria-labelledby", `${labelId} ${opener.id}`);
}

// An item is {value, label, description?, emoji?}. `commit(values)` is called once a choice is complete.
export function picker({ label, placeholder = "Choose…", items, values = [], min = 1, max = 1, disabled = false, commit }) {
  let chosen = items.filter((item) => values.includes(item.value));
  let atOpening = "";
  const id = freshId("picker");
  const words = el("span", { class: "picker-words" });
  const opener = el("button", { type: "button", class: "picker-open", id, disabled, "aria-haspopup": "listbox", "aria-expanded": "false", "aria-label": label }, words);
  const search = el("input", { type: "text", class: "picker-search", placeholder: "Type to search", "aria-label": `Search: ${label}` });
  const several = max > 1;
  // A few options need no search; the field stays for the keyboard, and asks for none on a phone.
  if (items.length < SEARCHED_FROM) {
    search.classList.add("unseen");
    search.inputMode = "none";
  }
  const list = new Listbox({
    input: search, label, multiple: several, draw: drawItem, chosen: (item) => chosen.includes(item), choose: take,
  });
  const done = several ? button("Done", () => close(true), { class: "primary" }) : null;
  const pop = el("div", { class: "picker-pop", hidden: true }, search, list.node, done);
  const root = el("div", { class: "picker" }, opener, pop);

  function drawItem(item) {
    return [
      several ? el("span", { class: "tick", "aria-hidden": "true" }, chosen.includes(item) ? "✓" : "") : null,
      el("span", { class: "option-words" }, el("bdi", { class: "option-label" }, item.label), item.description ? el("span", { class: "option-note" }, item.description) : null),
      emojiNode(item.emoji),
    ];
  }

  function say() {
    words.textContent = chosen.length ? chosen.map((item) => item.label).join(", ") : placeholder;
    words.classList.toggle("placeholder", !chosen.length);
  }

  function filter(keep = false) {
    const wanted = search.value.trim().toLocaleLowerCase();
    const found = items.filter((item) => `${item.label} ${item.description ?? ""}`.toLocaleLowerCase().includes(wanted));
    list.show(found.slice(0, 100), { empty: "Nothing matches.", keep });
  }

  function open() {
    atOpening = chosen.map((item) => item.value).join();
    pop.hidden = false;
    opener.setAttribute("aria-expanded", "true");
    search.value = "";
    filter();
    search.focus();
    pop.scrollIntoView({ block: "nearest" });
  }

  function close(refocus) {
    if (pop.hidden) return;
    pop.hidden = true;
    list.hide();
    opener.setAttribute("aria-expanded", "false");
    if (refocus) opener.focus();
    const now = chosen.map((item) => item.value);
    if (now.join() !== atOpening && now.length >= min) commit(now);
  }

  function take(item) {
    if (several) {
      if (chosen.includes(item)) chosen = chosen.filter((other) => other !== item);
      else if (chosen.length < max) chosen = [...chosen, item];
      say();
      filter(true);
      return;
    }
    chosen = chosen.includes(item) && min === 0 ? [] : [item];
    say();
    close(true);
  }

  opener.addEventListener("click", () => (pop.hidden ? open() : close(true)));
  opener.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") {
      event.preventDefault();
      open();
    }
  });
  search.addEventListener("input", () => filter());
  pop.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    close(true);
  });
  root.addEventListener("focusout", (event) => {
    if (!root.contains(event.relatedTarget)) close(false);
  });
  say();
  return { node: root, values: () => chosen.map((item) => item.value), focus: () => opener.focus() };
}

const member = (town, one) => ({ value: one.user.id, label: displayName(one.user, one), description: `@${legible(one.user.username)}` });
const role = (one) => ({ value: one.id, label: `@${legible(one.name).replace(/^@/, "")}` });
const channel = (town, one) => ({ value: one.id, label: `${channelMark(one)} ${town.channelName(one)}`, description: town.channel(one.parent_id)?.name });

// What the sorts of selects offer, by component type (5–8) and by command option type alike.
export const OFFERS = {
  user: (town) => town.view.members.map((one) => member(town, one)),
  role: (town) => town.view.roles.map(role),
  mentionable: (town) => [...OFFERS.user(town), ...OFFERS.role(town)],
  channel: (town, types) => [...town.view.channels, ...town.view.threads]
    .filter((one) => (types?.length ? types.includes(one.type) : one.type !== CHANNEL.CATEGORY))
    .map((one) => channel(town, one)),
};

const OFFERED = { 5: "user", 6: "role", 7: "mentionable", 8: "channel" };

// The items of a select and those chosen beforehand, for messages and dialogs alike.
export function choices(data, town) {
  if (data.type === 3) {
    return { items: data.options ?? [], values: (data.options ?? []).filter((option) => option.default).map((option) => option.value) };
  }
  return { items: OFFERS[OFFERED[data.type]](town, data.channel_types), values: (data.default_values ?? []).map((one) => String(one.id)) };
}
