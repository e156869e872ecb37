// Buttons, selects and the layout components of a message.

import { button, el } from "./dom.js";
import { localAddress, picture, size } from "./embeds.js";
import { link, markdown } from "./markdown.js";
import { interact } from "./interactions.js";
import { colour, emojiNode } from "./names.js";
import { choices, picker } from "./picker.js";

const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link-out" };

export function components(message, town) {
  return el("div", { class: "components" }, message.components.map((one) => component(one, message, town)));
}

function component(data, message, town) {
  const draw = DRAW[data.type];
  return draw ? draw(data, message, town) : el("p", { class: "elsewhere" }, `(a component of type ${data.type})`);
}

const each = (list, message, town) => list.map((one) => component(one, message, town));

const DRAW = {
  1: (data, message, town) => el("div", { class: "row" }, each(data.components, message, town)),
  2: pressable,
  3: selectable, 5: selectable, 6: selectable, 7: selectable, 8: selectable,
  9: (data, message, town) => el("div", { class: "section" },
    el("div", { class: "section-words" }, each(data.components, message, town)), component(data.accessory, message, town)),
  10: (data, message, town) => el("div", { class: "markdown", dir: "auto" }, markdown(data.content, town)),
  11: (data, message, town) => el("div", { class: "embed-thumb" }, picture(data.media.url, data.description, town)),
  12: (data, message, town) => el("div", { class: "gallery" }, data.items.map((item) => picture(item.media.url, item.description, town))),
  13: file,
  14: (data) => (data.divider === false ? el("div", { class: "gap" }) : el("hr")),
  17: (data, message, town) => el("div", { class: "embed container", vars: { "--embed": colour(data.accent_color) ?? "var(--line-strong)" } },
    el("div", { class: "embed-main" }, each(data.components, message, town))),
};

function file(data) {
  const here = localAddress(data.file.url);
  const name = data.name ?? data.file.url.split("/").pop().split("?")[0];
  return el("p", { class: "attachment file" }, here ? el("a", { href: here, download: name }, name) : link(data.file.url, name), ` ${size(data.size)}`);
}

function pressable(data, message, town) {
  const words = [emojiNode(data.emoji), data.label ? el("span", {}, data.label) : null];
  if (data.style === 5) return el("a", { class: "press link-out", href: /^https?:/.test(data.url ?? "") ? data.url : undefined, target: "_blank", rel: "noopener noreferrer nofollow" }, words, " ↗");
  return button(words, (event) => interact(town, "press", at(message, data), event.currentTarget), {
    class: `press ${STYLES[data.style] ?? "secondary"}`, disabled: data.disabled, data: { customId: data.custom_id },
    "aria-label": data.label ? undefined : data.emoji?.name ?? "Button",
  });
}

function selectable(data, message, town) {
  const label = data.placeholder ?? "Make a choice";
  const choice = picker({
    label, placeholder: label, disabled: data.disabled, min: data.min_values ?? 1, max: data.max_values ?? 1,
    ...choices(data, town),
    commit: (values) => interact(town, "select", { ...at(message, data), values }, choice.node),
  });
  choice.node.dataset.customId = data.custom_id;
  return choice.node;
}

const at = (message, data) => ({ channel: message.channel_id, message: message.id, custom_id: data.custom_id });
