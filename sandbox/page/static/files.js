// Files that go with a command or a dialog, as the control API takes them.

import { readAsBase64 } from "./api.js";
import { el } from "./dom.js";
import { size } from "./embeds.js";

export async function payload(file, description) {
  return { filename: file.name, content_base64: await readAsBase64(file), description: description || undefined };
}

// A field for up to `max` files; `problem()` is the sentence that says what is missing.
export function fileField({ required = true, min = 1, max = 1 } = {}) {
  const input = el("input", { type: "file", multiple: max > 1 });
  const shelf = el("p", { class: "field-note", "aria-live": "polite" });
  const chosen = () => [...input.files];
  input.addEventListener("change", () => {
    shelf.textContent = chosen().map((file) => `${file.name} (${size(file.size)})`).join(", ");
  });
  return {
    node: el("div", { class: "file-field" }, input, max > 1 ? shelf : null), input, required,
    focus: () => input.focus(), empty: () => !input.files.length, values: () => Promise.all(chosen().map((file) => payload(file))),
    problem: () => {
      const count = chosen().length;
      if (!count && !required) return "";
      if (count < min) return min > 1 ? `please choose at least ${min} files.` : "please choose a file.";
      return count > max ? `at most ${max} ${max > 1 ? "files" : "file"}, please.` : "";
    },
  };
}
