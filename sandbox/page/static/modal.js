// A modal of the bot as a real dialog: labels, text fields, selects, radio groups, checkboxes and files.

import { button, el, freshId } from "./dom.js";
import { openDialog } from "./dialogs.js";
import { fileField } from "./files.js";
import { markdown } from "./markdown.js";
import { choices, labelBy, picker } from "./picker.js";

// `send(values)` gives the filled-in values to the bot; the dialog stays open when they were refused.
export function askModal(town, modal, send) {
  const fields = [];
  const parts = modal.components.map((one) => part(one, town, fields));
  const title = el("h2", { id: freshId("modal") }, modal.title);
  const submit = el("button", { type: "submit", class: "primary" }, "Submit");
  const problem = el("p", { class: "field-problem", role: "alert" });
  const form = el("form", { method: "dialog", novalidate: true }, title,
    el("p", { class: "asked-by" }, `${town.bot ? town.nameOf(town.bot.id) : "The bot"} asks. Do not share passwords.`),
    ...parts, problem, el("div", { class: "dialog-notices" }),
    el("div", { class: "dialog-buttons" }, button("Cancel", () => dialog.close(), { class: "secondary" }), submit));
  const dialog = el("dialog", { class: "modal", "aria-labelledby": title.id }, form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const wrong = fields.map((field) => field.wrong()).find(Boolean);
    problem.textContent = wrong?.text ?? "";
    if (wrong) return wrong.focus();
    submit.disabled = true;
    const values = {};
    for (const field of fields) values[field.id] = await field.value();
    const outcome = await send(values);
    submit.disabled = false;
    if (outcome && !outcome.error) dialog.close();
    return undefined;
  });
  openDialog(dialog);
  fields[0]?.focus();
}

function part(data, town, fields) {
  if (data.type === 10) return el("div", { class: "markdown" }, markdown(data.content, town));
  if (data.type === 1) return el("div", {}, data.components.map((one) => labelled(one, one.label, null, town, fields)));
  if (data.type === 18) return labelled(data.component, data.label, data.description, town, fields);
  return el("p", { class: "elsewhere" }, `(a component of type ${data.type})`);
}

function labelled(data, label, description, town, fields) {
  const control = controlOf(data, town, label ?? "");
  fields.push({ id: data.custom_id, ...control, wrong: () => complaint(control, label) });
  const note = description ? el("p", { class: "field-note", id: freshId("note") }, description) : null;
  if (note) (control.inner ?? control.target ?? control.node).setAttribute("aria-describedby", note.id);
  const words = [label ?? "", control.required ? null : el("span", { class: "optional" }, " (optional)")];
  if (control.grouped) return el("fieldset", { class: "field" }, el("legend", {}, words), note, control.node);
  const id = freshId("field");
  const target = control.target ?? control.node;
  const head = el("label", { class: "field-label", id: `${id}-label` }, words);
  if (control.target) labelBy(target, `${id}-label`);
  else {
    (control.inner ?? target).id = id;
    head.htmlFor = id;
  }
  return el("div", { class: "field" }, head, note, control.node);
}

function complaint(control, label) {
  const text = control.problem();
  return text ? { text: `${label}: ${text}`, focus: control.focus } : null;
}

function controlOf(data, town, label) {
  if (data.type === 4) return textControl(data);
  if (data.type === 21) return radioControl(data);
  if (data.type === 22) return checksControl(data);
  if (data.type === 23) return checkControl(data);
  if (data.type === 19) return filesControl(data);
  return selectControl(data, town, label);
}

function textControl(data) {
  const required = data.required !== false;
  const props = { value: data.value ?? "", placeholder: data.placeholder, maxlength: data.max_length ?? 4000, "aria-required": String(required) };
  const node = data.style === 2 ? el("textarea", { ...props, rows: "4" }) : el("input", { ...props, type: "text" });
  return {
    node, required, focus: () => node.focus(), value: () => node.value,
    problem: () => {
      if (required && !node.value.trim()) return "please write something.";
      if (node.value && data.min_length && node.value.length < data.min_length) return `at least ${data.min_length} characters, please.`;
      return "";
    },
  };
}

function selectControl(data, town, label) {
  const required = data.required !== false;
  const min = required ? data.min_values ?? 1 : 0;
  const choice = picker({ label, placeholder: data.placeholder, min, max: data.max_values ?? 1, ...choices(data, town), commit: () => {} });
  return {
    node: choice.node, target: choice.node.firstChild, required: min > 0, focus: choice.focus, value: choice.values,
    problem: () => (choice.values().length < min ? "please choose." : ""),
  };
}

const optionRow = (input, option) => el("label", { class: "check" }, input,
  el("span", { class: "option-words" }, el("span", {}, option.label), option.description ? el("span", { class: "option-note" }, option.description) : null));

function radioControl(data) {
  const name = freshId("radio");
  const required = data.required !== false;
  const inputs = data.options.map((option) => el("input", { type: "radio", name, value: option.value, checked: option.default }));
  const picked = () => inputs.find((input) => input.checked)?.value ?? null;
  return {
    node: el("div", {}, inputs.map((input, index) => optionRow(input, data.options[index]))), grouped: true, required,
    focus: () => inputs[0]?.focus(), value: picked, problem: () => (required && picked() === null ? "please choose." : ""),
  };
}

function checksControl(data) {
  const min = data.required === false ? 0 : data.min_values ?? 1;
  const max = data.max_values ?? data.options.length;
  const inputs = data.options.map((option) => el("input", { type: "checkbox", value: option.value, checked: option.default }));
  const picked = () => inputs.filter((input) => input.checked).map((input) => input.value);
  return {
    node: el("div", {}, inputs.map((input, index) => optionRow(input, data.options[index]))), grouped: true, required: min > 0,
    focus: () => inputs[0]?.focus(), value: picked,
    problem: () => (picked().length < min ? `please choose at least ${min}.` : picked().length > max ? `at most ${max}, please.` : ""),
  };
}

function checkControl(data) {
  const node = el("input", { type: "checkbox", checked: data.default });
  return { node, required: true, focus: () => node.focus(), value: () => node.checked, problem: () => "" };
}

function filesControl(data) {
  const required = data.required !== false;
  const field = fileField({ required, min: data.min_values ?? 1, max: data.max_values ?? 1 });
  return { ...field, inner: field.input, value: field.values };
}
