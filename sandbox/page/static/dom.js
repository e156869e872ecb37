// Building elements. Text always becomes a text node, so no name or message can turn into markup.

export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "on") for (const [type, run] of Object.entries(value)) node.addEventListener(type, run);
    else if (key === "data") Object.assign(node.dataset, value);
    else if (key === "vars") for (const [name, v] of Object.entries(value)) node.style.setProperty(name, v);
    else if (key === "text") node.textContent = value;
    else if (key in PROPERTIES) node[key] = value;
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const PROPERTIES = { value: 1, checked: 1, disabled: 1, hidden: 1, required: 1, multiple: 1, selected: 1, files: 1 };

export function button(label, run, props = {}) {
  return el("button", { type: "button", ...props, on: { click: run, ...props.on } }, label);
}

export const $ = (selector, within = document) => within.querySelector(selector);

let serial = 0;
export const freshId = (stem) => `${stem}-${++serial}`;

// The order of children is made to match without moving nodes that already stand right: focus and selection survive.
export function arrange(parent, nodes) {
  let here = parent.firstChild;
  for (const node of nodes) {
    if (node === here) here = here.nextSibling;
    else parent.insertBefore(node, here);
  }
  while (here) {
    const next = here.nextSibling;
    here.remove();
    here = next;
  }
}

export function notice(text, { kind = "info" } = {}) {
  const note = el("p", { class: `notice ${kind}` }, text);
  const close = button("Dismiss", () => note.remove(), { class: "quiet" });
  note.append(close);
  const shelf = $("dialog[open] .dialog-notices") ?? $("#notices");
  shelf.append(note);
  setTimeout(() => note.remove(), kind === "error" ? 12000 : 5000);
}
