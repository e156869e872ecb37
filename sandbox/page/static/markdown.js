// Discord's markdown as elements. Nothing is ever parsed as HTML: what is not understood stays text.

import { el } from "./dom.js";
import { timeNode } from "./times.js";

const FENCE = /```(?:([a-zA-Z0-9_+\-.#]*)\n)?([\s\S]*?)```/g;
const SPECIAL = /[\\`*_~|<[@h]/;
const DEEPEST = 8;
const LONGEST_RUN = 3;

export function markdown(text, town) {
  const out = document.createDocumentFragment();
  let last = 0;
  for (const fence of text.matchAll(FENCE)) {
    if (!fence[2].trim()) continue;
    blocks(text.slice(last, fence.index), town, out);
    out.append(el("pre", {}, el("code", {}, fence[2].replace(/\n$/, ""))));
    last = fence.index + fence[0].length;
    if (text[last] === "\n") last += 1;
  }
  blocks(text.slice(last), town, out);
  return out;
}

// One line without blocks: labels, previews, embed titles.
export const inline = (text, town) => spans(text, town, 0);

function blocks(text, town, out) {
  if (!text) return;
  const lines = text.split("\n");
  let plain = [];
  const flush = () => {
    if (plain.length) out.append(el("p", {}, spans(plain.join("\n"), town, 0)));
    plain = [];
  };
  for (let at = 0; at < lines.length;) {
    const [node, used] = block(lines, at, town);
    if (node) {
      flush();
      out.append(node);
    } else plain.push(lines[at]);
    at += used;
  }
  flush();
}

function block(lines, at, town) {
  const line = lines[at];
  let found;
  if ((found = /^(#{1,3}) +(\S.*)$/.exec(line))) {
    return [el("p", { class: `heading h${found[1].length}` }, spans(found[2], town, 0)), 1];
  }
  if ((found = /^-# +(\S.*)$/.exec(line))) return [el("p", { class: "subtext" }, spans(found[1], town, 0)), 1];
  if (line.startsWith(">>> ")) {
    const inner = document.createDocumentFragment();
    blocks([line.slice(4), ...lines.slice(at + 1)].join("\n"), town, inner);
    return [el("blockquote", {}, inner), lines.length - at];
  }
  if (/^> /.test(line)) {
    let end = at;
    while (end < lines.length && /^> /.test(lines[end])) end += 1;
    const inner = document.createDocumentFragment();
    blocks(lines.slice(at, end).map((quoted) => quoted.slice(2)).join("\n"), town, inner);
    return [el("blockquote", {}, inner), end - at];
  }
  if (ITEM.test(line)) return list(lines, at, town);
  return [null, 1];
}

const ITEM = /^( *)([-*]|\d{1,9}\.) +(\S.*)$/;

function list(lines, at, town) {
  const numbered = /^ *\d/.test(lines[at]);
  const root = el(numbered ? "ol" : "ul", numbered ? { start: /\d+/.exec(lines[at])[0] } : {});
  let end = at;
  for (let found; end < lines.length && (found = ITEM.exec(lines[end])); end += 1) {
    if (/\d/.test(found[2]) !== numbered) break;
    root.append(el("li", { class: found[1].length >= 2 ? "deeper" : undefined }, spans(found[3], town, 0)));
  }
  return [root, end - at];
}

function spans(text, town, depth) {
  const out = document.createDocumentFragment();
  let plain = "";
  const flush = () => {
    const lines = plain.split("\n");
    lines.forEach((line, index) => {
      if (index) out.append(el("br"));
      if (line) out.append(line);
    });
    plain = "";
  };
  for (let at = 0; at < text.length;) {
    const hit = SPECIAL.test(text[at]) && depth < DEEPEST ? match(text, at, town, depth) : null;
    if (hit) {
      if (hit.node) flush();
      if (hit.node) out.append(hit.node);
      else plain += hit.text;
      at += hit.length;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  flush();
  return out;
}

function match(text, at, town, depth) {
  if (text[at] === "`") return codeSpan(text, at);
  for (const [pattern, make] of RULES) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (!found) continue;
    const made = make(found, town, depth, text);
    if (made !== null) return typeof made === "string" ? { text: made, length: found[0].length } : { node: made, length: found[0].length };
  }
  return null;
}

// A run of backticks ends at the next run of the same length; each run is looked at once, however many there are.
function codeSpan(text, at) {
  const [run] = /`+/y.exec(text.slice(at)) ?? [""];
  const runs = /`+/g;
  runs.lastIndex = at + run.length;
  for (let found; run.length <= LONGEST_RUN && (found = runs.exec(text));) {
    if (found[0].length !== run.length) continue;
    return { node: el("code", {}, text.slice(at + run.length, found.index)), length: found.index + run.length - at };
  }
  return { text: run, length: run.length };
}

const wrap = (tag) => (found, town, depth) => el(tag, {}, spans(found[1], town, depth + 1));
const afterWord = (found, text) => found.index > 0 && /[\p{L}\p{N}_]/u.test(text[found.index - 1]);
const pill = (text, props = {}) => el("span", { class: "mention", ...props }, el("bdi", {}, text));

const RULES = [
  [/\\([^\sA-Za-z0-9])/y, (found) => found[1]],
  [/\[((?:\\.|[^\]\\\n]){1,300})\]\(<?(https?:\/\/[^\s)>]+)>?\)/y, (found, town, depth) => link(found[2], spans(found[1], town, depth + 1))],
  [/<t:(-?\d{1,13})(?::([tTdDfFRsS]))?>/y, (found, town) => timeNode(Number(found[1]) * 1000, found[2] ?? "f", town, { class: "stamp" })],
  [/<@!?(\d{1,20})>/y, (found, town) => pill(`@${town.nameOf(found[1])}`)],
  [/<@&(\d{1,20})>/y, (found, town) => pill(`@${town.roleName(found[1])}`)],
  [/<#(\d{1,20})>/y, channelPill],
  [/<\/([^:>]{1,100}):\d{1,20}>/y, (found) => pill(`/${found[1]}`)],
  [/<id:(customize|browse|guide|linked-roles)>/y, (found) => pill({ customize: "Channels & Roles", browse: "Browse Channels", guide: "Server Guide" }[found[1]] ?? "Linked Roles")],
  [/<a?:(\w{2,32}):\d{1,20}>/y, (found) => el("span", { class: "emoji" }, `:${found[1]}:`)],
  [/<(https?:\/\/[^\s>]+)>/y, (found) => link(found[1], found[1])],
  [/https?:\/\/[^\s<]*[^\s<.,:;"'\])!?]/y, (found, town, depth, text) => (afterWord(found, text) ? null : link(found[0], found[0]))],
  [/@(?:everyone|here)\b/y, (found) => pill(found[0])],
  [/\|\|([\s\S]+?)\|\|/y, spoiler],
  [/\*\*(?=\*?[^*])((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/y, wrap("strong")],
  [/__((?:\\[\s\S]|[^\\])+?)__(?!_)/y, wrap("u")],
  [/\*(?=(?:\*\*)?[^*\s])((?:\*\*|\\[\s\S]|[^*\\])+?)\*(?!\*)/y, wrap("em")],
  [/_(?=\S)((?:__|\\[\s\S]|[^_\\])+?)_(?![\p{L}\p{N}_])/uy, (found, town, depth, text) => (afterWord(found, text) ? null : wrap("em")(found, town, depth))],
  [/~~([\s\S]+?)~~(?!~)/y, wrap("s")],
];

// Addresses of http and https alone; where the words differ from the address, the title tells where it leads.
export function link(address, words) {
  if (!/^https?:\/\//i.test(address ?? "")) return el("span", {}, words);
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer nofollow", title: address }, words);
}

function channelPill(found, town) {
  const channel = town.channel(found[1]);
  if (!channel) return pill("# unknown channel");
  return el("button", { type: "button", class: "mention", on: { click: () => town.open(channel.id) } }, `#${channel.name}`);
}

function spoiler(found, town, depth) {
  const node = el("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Spoiler: press to read" },
    el("span", { "aria-hidden": "true" }, spans(found[1], town, depth + 1)));
  const reveal = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    if (!node.hasAttribute("role")) return;
    event.preventDefault();
    for (const name of ["role", "tabindex", "aria-label"]) node.removeAttribute(name);
    node.firstChild.removeAttribute("aria-hidden");
    node.classList.add("open");
  };
  node.addEventListener("click", reveal);
  node.addEventListener("keydown", reveal);
  return node;
}
