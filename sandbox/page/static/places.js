// The list of channels, threads and direct messages, with what is unread.

import { $, button, el } from "./dom.js";
import { channelKind, channelMark, CHANNEL, isThread, legible, nameNode } from "./names.js";
import { openDm } from "./menus.js";

export function mountPlaces(town) {
  const root = $("#places");
  const draw = () => {
    const held = document.activeElement?.dataset?.channel;
    const at = root.scrollTop;
    root.replaceChildren(...contents(town));
    root.scrollTop = at;
    if (held) $(`[data-channel="${held}"]`, root)?.focus();
  };
  town.on("view", "place", "people", draw);
  town.on("view", "place", () => $("#unread-all").replaceChildren(...unreadElsewhere(town)));
}

function unreadElsewhere(town) {
  const view = town.view ?? { channels: [], threads: [], dms: [] };
  const count = [...view.channels, ...view.threads, ...view.dms].filter((one) => one.id !== town.channelId)
    .reduce((sum, one) => sum + (one.unread ?? 0), 0);
  return count ? [unreadMark(count)] : [];
}

export const unreadMark = (count) => el("span", { class: "unread" }, String(Math.min(count, 99)), el("span", { class: "unseen" }, " unread"));

function contents(town) {
  const view = town.view;
  if (!view) return [];
  const head = el("div", { class: "server" },
    el("h2", {}, nameNode(legible(town.guild?.name, "No server yet"))),
    town.guilds.length > 1 ? otherServers(town) : null,
    town.guild ? el("p", { class: "server-note" }, `${town.guild.member_count ?? view.members.length} members`) : null);
  return [head, ...categories(town, view), directMessages(town, view)];
}

function otherServers(town) {
  const chooser = el("select", { "aria-label": "Server", on: { change: () => town.enter(chooser.value) } },
    town.guilds.map((guild) => el("option", { value: guild.id, selected: guild.id === town.guildId }, legible(guild.name))));
  return chooser;
}

function categories(town, view) {
  const byPlace = (a, b) => (a.position ?? 0) - (b.position ?? 0);
  const loose = view.channels.filter((one) => one.type !== CHANNEL.CATEGORY && !view.channels.some((other) => other.id === one.parent_id));
  const groups = [[null, loose.sort(byPlace)]];
  for (const category of view.channels.filter((one) => one.type === CHANNEL.CATEGORY).sort(byPlace)) {
    groups.push([category, view.channels.filter((one) => one.parent_id === category.id).sort(byPlace)]);
  }
  return groups.filter(([, channels]) => channels.length).map(([category, channels]) => el("section", { class: "category" },
    category ? el("h3", {}, nameNode(legible(category.name))) : null, list(town, view, channels)));
}

const list = (town, view, channels) => el("ul", {}, channels.map((channel) => el("li", {}, entry(town, channel), threadsOf(town, view, channel))));

function threadsOf(town, view, channel) {
  const threads = view.threads.filter((one) => one.parent_id === channel.id && !(one.thread_metadata?.archived && one.id !== town.channelId));
  const recent = threads.sort((a, b) => Number(BigInt(b.last_message_id ?? b.id) - BigInt(a.last_message_id ?? a.id))).slice(0, 8);
  return recent.length ? el("ul", { class: "threads" }, recent.map((thread) => el("li", {}, entry(town, thread)))) : null;
}

function entry(town, channel) {
  const name = town.channelName(channel);
  const unread = channel.id === town.channelId ? 0 : channel.unread ?? 0;
  const kind = channelKind(channel);
  return button([
    el("span", { class: "mark", "aria-hidden": "true" }, channelMark(channel)), nameNode(name, { class: "entry-name" }),
    kind !== "channel" ? el("span", { class: "unseen" }, `, ${kind}`) : null,
    unread ? unreadMark(unread) : null,
  ], () => {
    town.open(channel.id);
    closeDrawers();
  }, {
    class: "entry", title: name, data: { channel: channel.id }, "aria-current": channel.id === town.channelId ? "page" : undefined,
  });
}

function directMessages(town, view) {
  const known = view.dms.some((dm) => (dm.recipients ?? []).some((user) => user.id === town.applicationId));
  return el("section", { class: "category" }, el("h3", {}, "Direct messages"),
    view.dms.length ? el("ul", {}, view.dms.map((dm) => el("li", {}, entry(town, dm)))) : null,
    known || !town.bot ? null : button([el("span", { class: "mark", "aria-hidden": "true" }, "@"), el("span", { class: "entry-name" }, "Write to ", nameNode(town.nameOf(town.applicationId)))], () => {
      openDm(town);
      closeDrawers();
    }, { class: "entry" }));
}

// On a narrow screen the two sides are drawers, and what is used less is folded away.
export function mountDrawers() {
  for (const opener of document.querySelectorAll("[data-unfolds]")) {
    opener.addEventListener("click", () => {
      const open = document.getElementById(opener.dataset.unfolds).classList.toggle("unfolded");
      opener.setAttribute("aria-expanded", String(open));
    });
  }
  // A panel covers a narrow screen: what led to it is folded away again.
  $("#panels").addEventListener("click", () => {
    $("#panels").classList.remove("unfolded");
    $("[data-unfolds=panels]").setAttribute("aria-expanded", "false");
  });
  $("#show-places").addEventListener("click", () => {
    const open = !document.body.classList.contains("places-open");
    closeDrawers();
    document.body.classList.toggle("places-open", open);
    $("#show-places").setAttribute("aria-expanded", String(open));
    if (open) $("#places .entry")?.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.body.classList.contains("places-open")) {
      closeDrawers();
      $("#show-places").focus();
    }
  });
}

export function closeDrawers() {
  document.body.classList.remove("places-open");
  $("#show-places").setAttribute("aria-expanded", "false");
}

export const placeTitle = (town) => {
  const here = town.current;
  if (!here) return "Nowhere yet";
  return `${here.type === CHANNEL.DM || isThread(here) ? "" : "#"}${town.channelName(here)}`;
};
