// The side panel: members, scheduled events, or what went on behind the scenes.

import { $, button, el } from "./dom.js";
import { LogPanel } from "./behind.js";
import { topRole } from "./message.js";
import { avatar, colour, displayName, legible, nameNode } from "./names.js";
import { threadPanel } from "./threads.js";
import { dayOf, timeNode } from "./times.js";

const STATUS = { 1: "planned", 2: "on now", 3: "over", 4: "cancelled" };

export class Panels {
  #town;
  #side = $("#side");
  #open = null;
  #log;

  constructor(town) {
    this.#town = town;
    this.#log = new LogPanel(town);
    for (const opener of document.querySelectorAll("[data-panel]")) opener.addEventListener("click", () => this.show(opener.dataset.panel));
    town.on("view", "people", "place", () => this.#draw());
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.#side.contains(document.activeElement)) return;
      const opener = $(`[data-panel="${this.#open}"]`);
      this.show(this.#open);
      opener.focus();
    });
    this.#open = matchMedia("(min-width: 1100px)").matches ? "members" : null;
    this.#draw();
  }

  show(panel) {
    this.#open = this.#open === panel ? null : panel;
    this.#draw();
    if (this.#open) $("h2", this.#side)?.focus();
  }

  #draw() {
    for (const opener of document.querySelectorAll("[data-panel]")) opener.setAttribute("aria-expanded", String(opener.dataset.panel === this.#open));
    document.body.classList.toggle("side-open", Boolean(this.#open));
    this.#side.hidden = !this.#open;
    this.#log.active(this.#open === "log");
    if (!this.#open || !this.#town.view) return;
    const [title, body] = { members: ["Members", () => members(this.#town)], threads: ["Threads", () => threadPanel(this.#town)], events: ["Events", () => events(this.#town)], log: ["Behind the scenes", () => this.#log.node] }[this.#open];
    this.#side.setAttribute("aria-label", title);
    const at = this.#side.scrollTop;
    const held = [...this.#side.querySelectorAll("button")].indexOf(document.activeElement);
    this.#side.replaceChildren(el("header", { class: "side-head" }, el("h2", { tabindex: "-1" }, title),
      button("Close", () => this.show(this.#open), { class: "quiet" })), body());
    this.#side.scrollTop = at;
    if (held >= 0) this.#side.querySelectorAll("button")[held]?.focus();
  }
}

// People under their highest hoisted role, then everyone else, as on Discord.
function members(town) {
  const hoisted = town.view.roles.filter((role) => role.hoist).sort((a, b) => b.position - a.position);
  const groups = new Map([...hoisted.map((role) => [role.id, { name: legible(role.name), all: [] }]), [null, { name: "Members", all: [] }]]);
  for (const member of town.view.members) {
    const role = hoisted.find((one) => member.roles.includes(one.id));
    groups.get(role?.id ?? null).all.push(member);
  }
  return el("div", {}, [...groups.values()].filter((group) => group.all.length).map((group) => el("section", { class: "category" },
    el("h3", {}, nameNode(group.name), ` (${group.all.length})`), el("ul", {}, group.all.map((member) => el("li", {}, memberRow(town, member)))))));
}

function memberRow(town, member) {
  const name = displayName(member.user, member);
  const tint = colour(topRole(member, town)?.color);
  return button([
    avatar(member.user, name), nameNode(name, { class: "entry-name author" , vars: tint ? { "--role": tint } : undefined }),
    member.user.bot ? el("span", { class: "tag" }, "APP") : null,
    member.pending ? el("span", { class: "when" }, "new") : null,
    member.communication_disabled_until && new Date(member.communication_disabled_until) > town.now() ? el("span", { class: "when" }, "timed out") : null,
  ], () => {}, { class: "entry", title: name, "aria-haspopup": "menu", data: { menu: "user", user: member.user.id } });
}

function events(town) {
  const all = [...town.view.events].sort((a, b) => Date.parse(a.scheduled_start_time) - Date.parse(b.scheduled_start_time));
  if (!all.length) return el("p", { class: "beginning" }, "No events are planned.");
  return el("ul", { class: "events" }, all.map((event) => el("li", { class: "event" },
    el("h3", {}, nameNode(legible(event.name))),
    el("p", {}, timeNode(event.scheduled_start_time, "F", town), event.scheduled_end_time ? [" to ", until(event, town)] : null,
      " (", timeNode(event.scheduled_start_time, "R", town), ")"),
    el("p", { class: "when" }, [STATUS[event.status], place(town, event), `${event.user_count ?? 0} interested`].filter(Boolean).join(" · ")),
    event.description ? el("p", { class: "event-words" }, event.description) : null,
    event.status < 3 ? interest(town, event) : null)));
}

// The end: an hour on the same day, the whole date on another.
function until(event, town) {
  const style = dayOf(event.scheduled_start_time, town) === dayOf(event.scheduled_end_time, town) ? "t" : "F";
  return timeNode(event.scheduled_end_time, style, town);
}

function place(town, event) {
  const channel = town.channel(event.channel_id);
  return channel ? `in ${town.channelName(channel)}` : event.entity_metadata?.location;
}

function interest(town, event) {
  const mine = Boolean(event.me);
  return button(mine ? "Interested" : "I am interested", async () => {
    await town.act(mine ? "DELETE" : "PUT", `events/${event.id}/users/${town.personId}`);
    await town.refreshView();
  }, { class: mine ? "success" : "secondary", "aria-pressed": String(mine) });
}
