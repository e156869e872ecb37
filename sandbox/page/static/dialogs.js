// Dialogs of the page itself.

import { button, el, freshId } from "./dom.js";

// Focus returns to where it was, and the dialog leaves the page when it is closed.
export function openDialog(dialog) {
  const before = document.activeElement;
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before?.isConnected) before.focus();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
}

export function askText(title, label, run, longest = 100) {
  const heading = el("h2", { id: freshId("ask") }, title);
  const input = el("input", { type: "text", id: freshId("ask"), maxlength: String(longest), required: true });
  const form = el("form", { method: "dialog" }, heading, el("div", { class: "field" }, el("label", { class: "field-label", for: input.id }, label), input),
    el("div", { class: "dialog-buttons" }, button("Cancel", () => dialog.close(), { class: "secondary" }), el("button", { type: "submit", class: "primary" }, "OK")));
  const dialog = el("dialog", { class: "modal", "aria-labelledby": heading.id }, form);
  form.addEventListener("submit", () => run(input.value.trim()));
  openDialog(dialog);
  input.focus();
}
