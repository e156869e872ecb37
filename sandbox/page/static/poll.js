// A poll: choosing and voting while it is open, and how the votes stand.

import { button, el, freshId } from "./dom.js";
import { inline } from "./markdown.js";
import { emojiNode } from "./names.js";
import { timeNode } from "./times.js";

export function poll(message, town) {
  const asked = message.poll;
  const counts = new Map((asked.results?.answer_counts ?? []).map((one) => [one.id, one]));
  const total = [...counts.values()].reduce((sum, one) => sum + one.count, 0);
  const over = Boolean(asked.results?.is_finalized) || (asked.expiry && new Date(asked.expiry) <= town.now());
  const voted = [...counts.values()].some((one) => one.me_voted);
  const name = freshId("poll");
  const rows = asked.answers.map((answer) => row(answer, counts.get(answer.answer_id), { asked, total, name, shown: over || voted, town }));
  const inputs = rows.map((one) => one.input).filter(Boolean);
  const vote = (answers) => town.act("PUT", `channels/${message.channel_id}/messages/${message.id}/votes`, { answers });
  const send = over || voted ? null : button("Vote", () => vote(chosen(inputs)), { class: "primary", disabled: true });
  for (const input of inputs) input.addEventListener("change", () => { send.disabled = !chosen(inputs).length; });
  return el("fieldset", { class: "embed poll" },
    el("legend", { class: "embed-title" }, inline(asked.question.text ?? "", town)),
    over || voted ? null : el("p", { class: "embed-small" }, asked.allow_multiselect ? "Choose one or more" : "Choose one"),
    rows.map((one) => one.node),
    el("div", { class: "poll-foot" }, send, voted && !over ? button("Take my vote back", () => vote([]), { class: "quiet" }) : null,
      el("span", { class: "embed-small" }, total === 1 ? "1 vote" : `${total} votes`, " · ",
        over ? "closed" : asked.expiry ? ["closes ", timeNode(asked.expiry, "R", town)] : "open")));
}

const chosen = (inputs) => inputs.filter((input) => input.checked).map((input) => input.value);

// Before the vote a choice; after it, or after the end, a bar that says the same in words.
function row(answer, standing, { asked, total, name, shown, town }) {
  const words = [emojiNode(answer.poll_media?.emoji), el("span", {}, inline(answer.poll_media?.text ?? "", town))];
  if (!shown) {
    const input = el("input", { type: asked.allow_multiselect ? "checkbox" : "radio", name, value: String(answer.answer_id) });
    return { input, node: el("label", { class: "check poll-row" }, input, words) };
  }
  const count = standing?.count ?? 0;
  const share = total ? Math.round(count * 100 / total) : 0;
  return { node: el("div", { class: "poll-row poll-result", vars: { "--share": `${share}%` } },
    words, standing?.me_voted ? el("span", { class: "tag" }, "Your vote") : null,
    el("span", { class: "poll-count" }, `${share} % (${count})`)) };
}
