// The threads of the channel that is open: those that go on, and those that are archived.

import { button, el } from "./dom.js";
import { CHANNEL, isForum, isThread, legible, nameNode } from "./names.js";
import { timeNode } from "./times.js";

const EPOCH = 1420070400000n;
const latest = (thread) => BigInt(thread.last_message_id ?? thread.id);
export const lastActive = (thread) => Number((latest(thread) >> 22n) + EPOCH);
export const isArchived = (thread) => Boolean(thread.thread_metadata?.archived);

export const threadsOf = (town, channelId) => town.view.threads.filter((one) => one.parent_id === channelId)
  .sort((a, b) => Number(latest(b) - latest(a)));

export function threadPanel(town) {
  const here = isThread(town.current) ? town.channel(town.current.parent_id) : town.current;
  if (!here || here.type === CHANNEL.DM) return el("p", { class: "beginning" }, "There are no threads here.");
  const all = threadsOf(town, here.id);
  const noun = isForum(here) ? "posts" : "threads";
  if (!all.length) return el("p", { class: "beginning" }, `There are no ${noun} in #${town.channelName(here)} yet.${isForum(here) ? "" : " More, beside a message, starts one."}`);
  return el("div", {}, group("Active", all.filter((one) => !isArchived(one)), town), group("Archived", all.filter(isArchived), town));
}

function group(title, threads, town) {
  if (!threads.length) return null;
  return el("section", { class: "category" }, el("h3", {}, `${title} (${threads.length})`), el("ul", {}, threads.map((thread) => el("li", {}, button([
    el("span", { class: "mark", "aria-hidden": "true" }, "↳"),
    el("span", { class: "option-words" }, nameNode(legible(thread.name), { class: "entry-name" }), el("span", { class: "when" },
      `${thread.message_count === 1 ? "1 message" : `${thread.message_count ?? 0} messages`}, `, timeNode(lastActive(thread), "R", town),
      thread.thread_metadata?.locked ? ", locked" : "", thread.type === CHANNEL.PRIVATE_THREAD ? ", private" : "")),
  ], () => town.open(thread.id), { class: "entry", "aria-current": thread.id === town.channelId ? "page" : undefined })))));
}
