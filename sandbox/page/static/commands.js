// Slash commands: what is offered while "/" is typed, and the fields of the chosen one.

import { call, Refused } from "./api.js";
import { button, el, freshId } from "./dom.js";
import { fileField } from "./files.js";
import { interact } from "./interactions.js";
import { Listbox } from "./listbox.js";
import { labelBy, OFFERS, picker } from "./picker.js";

const OPTION = { SUB: 1, GROUP: 2, STRING: 3, INTEGER: 4, BOOLEAN: 5, USER: 6, CHANNEL: 7, ROLE: 8, MENTIONABLE: 9, NUMBER: 10, ATTACHMENT: 11 };
const OFFERED = { 6: "user", 7: "channel", 8: "role", 9: "mentionable" };

const said = (thing) => thing.name_localized ?? thing.name;
const explained = (thing) => thing.description_localized ?? thing.description ?? "";

// Commands with subcommands become one entry for each of these.
export function leaves(commands) {
  return commands.filter((command) => (command.type ?? 1) === 1).flatMap((command) => descend(command, [], []));
}

function descend(node, names, shown) {
  const path = [...names, node.name];
  const words = [...shown, said(node)];
  const inner = (node.options ?? []).filter((option) => option.type === OPTION.SUB || option.type === OPTION.GROUP);
  if (inner.length) return inner.flatMap((option) => descend(option, path, words));
  return [{ name: path.join(" "), shown: words.join(" "), description: explained(node), options: node.options ?? [] }];
}

export const ofType = (commands, type) => commands.filter((command) => command.type === type)
  .map((command) => ({ name: command.name, shown: said(command) }));

export const rowOf = (leaf) => el("span", { class: "option-words" },
  el("span", { class: "option-label" }, `/${leaf.shown}`), el("span", { class: "option-note" }, leaf.description));

export function commandForm(town, leaf, done) {
  const fields = leaf.options.map((option) => field(town, leaf, option, () => values(fields.filter((one) => one.option.type !== OPTION.ATTACHMENT))));
  const problem = el("p", { class: "field-problem", role: "alert" });
  const run = el("button", { type: "submit", class: "primary" }, "Run");
  const form = el("form", { class: "command", "aria-label": `Command /${leaf.shown}`, novalidate: true },
    el("p", { class: "command-name" }, el("strong", {}, `/${leaf.shown}`), el("span", { class: "option-note" }, leaf.description)),
    el("div", { class: "command-fields" }, fields.map((one) => one.node)), problem,
    el("div", { class: "command-buttons" }, run, button("Cancel", done, { class: "secondary" })));
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) done();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const missing = fields.find((one) => one.option.required && one.empty());
    problem.textContent = missing ? `${said(missing.option)}: this is needed.` : "";
    if (missing) return missing.focus();
    run.disabled = true;
    const options = {};
    for (const [name, value] of Object.entries(values(fields))) options[name] = await value;
    const outcome = await interact(town, "command", { channel: town.channelId, name: leaf.name, options });
    run.disabled = false;
    return outcome ? done() : undefined;
  });
  return { node: form, focus: () => (fields[0] ? fields[0].focus() : run.focus()) };
}

const values = (fields) => Object.fromEntries(fields.filter((one) => !one.empty()).map((one) => [one.option.name, one.value()]));

function field(town, leaf, option, others) {
  const control = controlOf(town, leaf, option, others);
  const id = freshId("option");
  const note = el("span", { class: "field-note", id: `${id}-note` }, explained(option));
  const label = el("label", { class: "field-label", id: `${id}-label` }, said(option), option.required ? null : el("span", { class: "optional" }, " (optional)"));
  if (control.picker) labelBy(control.target, `${id}-label`);
  else {
    control.target.id = id;
    label.htmlFor = id;
  }
  control.target.setAttribute("aria-describedby", note.id);
  return { option, ...control, node: el("div", { class: "field" }, label, note, control.node) };
}

function controlOf(town, leaf, option, others) {
  if (option.autocomplete) return completing(town, leaf, option, others);
  const items = itemsOf(town, option);
  if (items) return chosen(option, items);
  if (option.type === OPTION.ATTACHMENT) return attached(option);
  const numeric = [OPTION.INTEGER, OPTION.NUMBER].includes(option.type);
  const node = el("input", {
    type: numeric ? "number" : "text", min: option.min_value, max: option.max_value, step: option.type === OPTION.NUMBER ? "any" : undefined,
    minlength: option.min_length, maxlength: option.max_length ?? (numeric ? undefined : 6000),
  });
  return {
    node, target: node, focus: () => node.focus(), empty: () => node.value === "", value: () => (numeric ? Number(node.value) : node.value),
  };
}

function itemsOf(town, option) {
  if (option.choices?.length) return option.choices.map((choice) => ({ value: choice.value, label: said(choice) }));
  if (option.type === OPTION.BOOLEAN) return [{ value: true, label: "True" }, { value: false, label: "False" }];
  return option.type in OFFERED ? OFFERS[OFFERED[option.type]](town, option.channel_types) : null;
}

function chosen(option, items) {
  const choice = picker({ label: said(option), items, min: option.required ? 1 : 0, commit: () => {} });
  return {
    node: choice.node, target: choice.node.firstChild, picker: true, focus: choice.focus,
    empty: () => !choice.values().length, value: () => choice.values()[0],
  };
}

function attached(option) {
  const field = fileField({ required: Boolean(option.required) });
  return { ...field, target: field.input, value: async () => (await field.values())[0] };
}

// The bot is asked while the person types; only the answer to the last question counts.
function completing(town, leaf, option, others) {
  const input = el("input", { type: "text" });
  let value = null;
  let asked = 0;
  const list = new Listbox({
    input, label: `Suggestions: ${said(option)}`, draw: (choice) => el("span", { class: "option-label" }, said(choice)),
    choose: (choice) => {
      input.value = said(choice);
      value = choice.value;
      list.hide();
    },
  });
  const ask = async () => {
    const turn = ++asked;
    const body = { as: town.personId, channel: town.channelId, name: leaf.name, options: { ...others(), [option.name]: input.value }, focused: option.name };
    try {
      const answer = await call("POST", "interactions/autocomplete", body);
      if (turn === asked && document.activeElement === input) list.show(answer.choices, { empty: "Nothing matches." });
    } catch (problem) {
      if (!(problem instanceof Refused)) throw problem;
      if (turn === asked) list.show([], { empty: problem.message });
    }
  };
  input.addEventListener("input", () => {
    value = null;
    // What was offered for other words must not be chosen by an Enter that comes before the answer.
    list.show([], { empty: "Asking the bot…" });
    ask();
  });
  input.addEventListener("focus", ask);
  input.addEventListener("blur", () => list.hide());
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && list.open) {
      event.preventDefault();
      list.hide();
    }
  });
  const numeric = option.type !== OPTION.STRING;
  return {
    node: el("div", { class: "completing" }, input, list.node), target: input, focus: () => input.focus(),
    empty: () => input.value === "", value: () => value ?? (numeric ? Number(input.value) : input.value),
  };
}
