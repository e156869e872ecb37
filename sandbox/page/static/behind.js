// What the bot heard and asked for: the sandbox's journal, newest first, read only while it is shown.

import { call, query, Refused } from "./api.js";
import { button, el } from "./dom.js";
import { timeNode } from "./times.js";

const KEPT = 150;
const KINDS = { request: "Requests", event: "Events", act: "Acts" };
const SAID = { request: "bot asked", event: "event", act: "someone did" };
const LONG_ID = /\d{13,}(\d{4})/g;

export class LogPanel {
  #town;
  #last = 0;
  #timer = null;
  #list = el("ol", { class: "journal", reversed: true });
  #kind = "";

  constructor(town) {
    this.#town = town;
    const choices = el("div", { class: "row", role: "group", "aria-label": "Which lines to show" },
      [["", "All"], ...Object.entries(KINDS)].map(([kind, words]) => button(words, () => this.#choose(kind), { class: "quiet", data: { kind } })));
    this.node = el("div", {}, choices, this.#list);
    this.#choices = choices;
    this.#mark();
  }

  #choices;

  active(on) {
    if (on === Boolean(this.#timer)) return;
    clearInterval(this.#timer);
    this.#timer = on ? setInterval(() => this.#read(), 1000) : null;
    if (on) this.#read();
  }

  #choose(kind) {
    this.#kind = kind;
    this.#last = 0;
    this.#list.replaceChildren();
    this.#mark();
    this.#read();
  }

  #mark() {
    for (const one of this.#choices.children) one.setAttribute("aria-pressed", String(one.dataset.kind === this.#kind));
  }

  async #read() {
    const kind = this.#kind;
    let found;
    try {
      found = await call("GET", `log?${query({ after: this.#last, kind: kind || undefined })}`);
    } catch (problem) {
      if (!(problem instanceof Refused)) throw problem;
      return;
    }
    if (kind !== this.#kind || found.last < this.#last) return;
    this.#last = found.last;
    this.#list.prepend(...found.entries.slice(-KEPT).reverse().map((entry) => line(entry, this.#town)));
    while (this.#list.children.length > KEPT) this.#list.lastChild.remove();
  }
}

function line(entry, town) {
  const { n, at, kind, ...rest } = entry;
  const words = summary(kind, rest);
  const refused = rest.status >= 400;
  return el("li", { class: "journal-line", value: n, data: { kind } }, el("details", {},
    el("summary", {}, timeNode(at, "T", town), " ", el("span", { class: "journal-kind" }, SAID[kind] ?? kind), " ",
      el("code", { class: refused ? "refused" : undefined }, words)),
    el("pre", {}, el("code", {}, JSON.stringify(rest, null, 2)))));
}

// Ids in short: their last digits tell them apart.
function summary(kind, rest) {
  if (kind === "request") return `${rest.method} ${rest.path.replace(LONG_ID, "…$1")} ${rest.status}`;
  if (kind === "act") return `${rest.person ?? ""} ${rest.act.replace(LONG_ID, "…$1")}`;
  return rest.t;
}
