// The messages of the place that is open: drawn anew only where they changed, read out as they arrive.

import { $, arrange, button, el } from "./dom.js";
import { forum } from "./forum.js";
import { authorOf, isEphemeral, messageNode, preview } from "./message.js";
import { userMenu } from "./menus.js";
import { isForum } from "./names.js";
import { placeTitle } from "./places.js";
import { dayOf, refreshTimes } from "./times.js";

const TOGETHER = 7 * 60 * 1000;

export class Chat {
  #town;
  #tools;
  #log = $("#log");
  #drawn = new Map();
  #below = true;
  #postponed = false;

  constructor(town, tools) {
    this.#town = town;
    this.#tools = tools;
    town.on("place", () => this.#arrive());
    town.on("messages", (detail) => this.#draw(detail.fresh));
    town.on("view", () => this.#viewed());
    town.on("typing", "messages", () => this.#typing());
    town.on("clock", () => refreshTimes(town));
    town.on("zone", () => this.#redraw());
    this.#log.addEventListener("scroll", () => {
      this.#below = this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight < 80;
      if (this.#below) this.jump.hidden = true;
    });
    this.jump = button("New messages below", () => this.#toEnd(), { class: "jump", hidden: true });
    this.#log.after(this.jump);
    this.#log.addEventListener("keydown", (event) => this.#walk(event));
    document.addEventListener("click", (event) => {
      const who = event.target.closest("[data-menu=user]");
      if (who) userMenu(town, who, who.dataset.user);
    });
    this.#log.addEventListener("focusout", () => setTimeout(() => this.#catchUp()));
    new ResizeObserver(() => this.#below && this.#toEnd()).observe(this.#log);
  }

  #arrive() {
    this.#drawn.clear();
    this.#log.replaceChildren();
    this.#below = true;
    this.jump.hidden = true;
    this.#viewed();
    this.#draw([]);
  }

  #viewed() {
    const town = this.#town;
    const title = placeTitle(town);
    if ($("#place-title").textContent !== title) $("#place-title").textContent = title;
    $("#place-topic").textContent = town.current?.topic ?? "";
    if (isForum(town.current)) this.#drawForum();
    else if (town.messages.length) this.#draw([]);
  }

  // Drawn anew only when something about it changed: what is unfolded and focused stays.
  #drawForum() {
    const town = this.#town;
    const signature = JSON.stringify([town.current, town.forumTag, town.view.threads.filter((one) => one.parent_id === town.channelId)]);
    if (this.#drawn.get("forum")?.signature === signature) return;
    const unfolded = $("details", this.#log)?.open;
    const node = forum(town);
    if (unfolded && $("details", node)) $("details", node).open = true;
    this.#drawn.set("forum", { signature, node });
    this.#log.replaceChildren(node);
  }

  #redraw() {
    this.#drawn.clear();
    this.#draw([]);
  }

  #draw(fresh) {
    const town = this.#town;
    if (isForum(town.current)) return;
    const nodes = [];
    if (town.hasEarlier) nodes.push(this.#earlier());
    else if (town.current) nodes.push(this.#beginning());
    let before = null;
    for (const message of town.messages) {
      const day = dayOf(message.timestamp, town);
      if (!before || dayOf(before.timestamp, town) !== day) nodes.push(this.#keep(`day ${day}`, day, () => el("p", { class: "day" }, el("span", {}, day))));
      const node = this.#keep(message.id, this.#signature(message), () => messageNode(message, town, this.#tools));
      if (message.id === town.newFrom) nodes.push(this.#keep("fresh", message.id, () => el("p", { class: "fresh" }, "New")));
      node.classList.toggle("follows", follows(message, before) && nodes.at(-1).matches(".message"));
      nodes.push(node);
      before = message;
    }
    arrange(this.#log, nodes);
    for (const message of fresh ?? []) this.#announce(message);
    if (this.#below) this.#toEnd();
    else if (fresh?.length) this.jump.hidden = false;
  }

  // A message looks different when it, its author's name or colour, or what the viewer may know of them changed.
  #signature(message) {
    const member = this.#town.member(message.author.id);
    const roles = this.#town.view?.roles.map((role) => `${role.id}${role.name}${role.color}`).join();
    return JSON.stringify([message, member?.nick, member?.roles, roles]);
  }

  #keep(key, signature, make) {
    const known = this.#drawn.get(key);
    if (known?.signature === signature) return known.node;
    // Nobody's open list is taken from under their hands; the message is drawn anew once it closed.
    if (known?.node.querySelector(".picker-pop:not([hidden])")) {
      this.#postponed = true;
      return known.node;
    }
    const node = make();
    if (known?.node.contains(document.activeElement)) refocus(node, document.activeElement);
    this.#drawn.set(key, { signature, node });
    return node;
  }

  #catchUp() {
    if (!this.#postponed) return;
    this.#postponed = false;
    this.#draw([]);
  }

  #earlier() {
    return this.#keep("earlier", "", () => button("Show earlier messages", () => this.#town.showEarlier(), { class: "secondary earlier" }));
  }

  #beginning() {
    const title = placeTitle(this.#town);
    return this.#keep("beginning", title, () => el("p", { class: "beginning" }, this.#town.current.guild_id ? "This is the beginning of " : "This is the beginning of your conversation with ", el("bdi", {}, title), "."));
  }

  #announce(message) {
    if (message.author.id === this.#town.personId) return;
    const only = isEphemeral(message) ? " (only you can see this)" : "";
    const words = preview(message, this.#town);
    $("#announce").replaceChildren(`${authorOf(message, this.#town)}: ${words.textContent ?? words}${only}`);
  }

  // A last message that is taller than the view is read from its beginning.
  #toEnd() {
    const last = this.#log.lastElementChild;
    this.#log.scrollTop = this.#log.scrollHeight;
    if (last?.offsetHeight > this.#log.clientHeight) this.#log.scrollTop -= last.offsetHeight - this.#log.clientHeight;
    this.jump.hidden = true;
  }

  #typing() {
    const names = [...this.#town.typing.keys()].map((id) => this.#town.nameOf(id)).slice(0, 3);
    $("#typing").textContent = names.length ? `${new Intl.ListFormat("en").format(names)} ${names.length > 1 ? "are" : "is"} typing…` : "";
  }

  // Up and down walk from message to message while one of them has the focus.
  #walk(event) {
    const here = event.target.closest(".message");
    if (!here || event.target !== here || !["ArrowUp", "ArrowDown", "Home", "End"].includes(event.key)) return;
    const all = [...this.#log.querySelectorAll(".message")];
    const at = all.indexOf(here);
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: all.length - 1 }[event.key];
    event.preventDefault();
    all[Math.max(0, Math.min(to, all.length - 1))].focus();
  }

  focusLast() {
    [...this.#log.querySelectorAll(".message")].at(-1)?.focus();
  }
}

// Whoever pressed "Next" finds the new "Next" under their finger; else the message itself.
function refocus(node, held) {
  const words = held.textContent;
  queueMicrotask(() => {
    const same = words && [...node.querySelectorAll("button")].find((one) => one.textContent === words && !one.disabled);
    (same || node).focus({ preventScroll: true });
  });
}

function follows(message, before) {
  return Boolean(before) && before.author.id === message.author.id && ![19].includes(message.type) && before.type === message.type
    && !message.interaction_metadata && !message.webhook_id && isEphemeral(before) === isEphemeral(message)
    && Date.parse(message.timestamp) - Date.parse(before.timestamp) < TOGETHER;
}
