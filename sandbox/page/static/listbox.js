// A list of choices steered from a text field: the combobox pattern, used for commands, autocomplete and selects.

import { el, freshId } from "./dom.js";

export class Listbox {
  // `choose(item, index)` is called for the chosen item; `draw(item)` gives the nodes of one row.
  constructor({ input, label, draw, choose, multiple = false, chosen = () => false }) {
    Object.assign(this, { input, draw, choose, multiple, chosen });
    this.items = [];
    this.active = -1;
    this.node = el("ul", { class: "listbox", role: "listbox", id: freshId("list"), "aria-label": label, hidden: true, "aria-multiselectable": multiple ? "true" : undefined });
    this.input.setAttribute("role", "combobox");
    this.input.setAttribute("aria-autocomplete", "list");
    this.input.setAttribute("aria-expanded", "false");
    this.input.setAttribute("autocomplete", "off");
    this.input.addEventListener("keydown", (event) => this.#key(event));
    // The field keeps the focus while the pointer chooses.
    this.node.addEventListener("mousedown", (event) => event.preventDefault());
    this.node.addEventListener("click", (event) => {
      const row = event.target.closest("[role=option]");
      if (row) this.choose(this.items[Number(row.dataset.index)], Number(row.dataset.index));
    });
  }

  get open() {
    return !this.node.hidden;
  }

  show(items, { empty = null, keep = false } = {}) {
    this.items = items;
    this.active = items.length ? (keep ? Math.min(Math.max(this.active, 0), items.length - 1) : 0) : -1;
    this.node.replaceChildren(...items.map((item, index) => el("li", {
      role: "option", id: `${this.node.id}-${index}`, class: "option", data: { index: String(index) },
      "aria-selected": String(this.multiple ? this.chosen(item) : index === this.active),
    }, this.draw(item))));
    if (!items.length && empty) this.node.append(el("li", { class: "option none", role: "option", "aria-disabled": "true", "aria-selected": "false" }, empty));
    this.node.hidden = !items.length && !empty;
    // A field may serve two lists, one at a time.
    this.input.setAttribute("aria-controls", this.node.id);
    this.input.setAttribute("aria-expanded", String(!this.node.hidden));
    this.#mark();
  }

  hide() {
    if (this.node.hidden) return;
    this.node.hidden = true;
    this.items = [];
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  #mark() {
    [...this.node.children].forEach((row, index) => {
      row.classList.toggle("active", index === this.active);
      if (!this.multiple && row.dataset.index) row.setAttribute("aria-selected", String(index === this.active));
    });
    const row = this.active >= 0 ? this.node.children[this.active] : null;
    if (!row) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", row.id);
    return row.scrollIntoView({ block: "nearest" });
  }

  #key(event) {
    if (!this.open || !this.items.length || event.isComposing) return;
    const last = this.items.length - 1;
    const steps = { ArrowDown: this.active >= last ? 0 : this.active + 1, ArrowUp: this.active <= 0 ? last : this.active - 1, PageDown: Math.min(last, this.active + 8), PageUp: Math.max(0, this.active - 8) };
    if (event.key in steps) {
      this.active = steps[event.key];
      this.#mark();
    } else if (event.key === "Enter" && !event.shiftKey) {
      this.choose(this.items[this.active], this.active);
    } else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}
