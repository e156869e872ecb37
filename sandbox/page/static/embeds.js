// Embeds and attachments. Pictures are shown from this server alone; others are named, so that nothing is fetched elsewhere.

import { el } from "./dom.js";
import { inline, link, markdown } from "./markdown.js";
import { colour } from "./names.js";
import { timeNode } from "./times.js";

// The sandbox keeps uploads under a path of its own, whatever name this page was opened by.
export function localAddress(address) {
  try {
    const url = new URL(address, location.href);
    const local = url.origin === location.origin || url.pathname.startsWith("/cdn/attachments/");
    return local ? url.pathname + url.search : null;
  } catch {
    return null;
  }
}

export function picture(address, description, town, name = "picture") {
  const here = localAddress(address);
  if (here) return el("img", { class: "picture", src: here, alt: description || name, loading: "lazy" });
  return el("p", { class: "elsewhere" }, `${description || "Picture"}: `, link(address, shortened(address)));
}

const shortened = (address) => (String(address).length > 60 ? `${String(address).slice(0, 57)}…` : String(address));

export function attachments(all, town) {
  return all.map((file) => {
    const spoiler = file.filename.startsWith("SPOILER_");
    const image = /^image\//.test(file.content_type ?? "") || /\.(png|jpe?g|gif|webp|svg)$/i.test(file.filename);
    if (image) {
      const shown = el("figure", { class: "attachment" }, picture(file.url, file.description, town, file.filename));
      return spoiler ? el("details", { class: "attachment" }, el("summary", {}, `Spoiler: ${file.filename}`), shown) : shown;
    }
    const here = localAddress(file.url);
    return el("p", { class: "attachment file" },
      here ? el("a", { href: here, download: file.filename }, file.filename) : file.filename,
      el("span", { class: "when" }, ` ${size(file.size)}`), file.description ? el("span", { class: "file-words" }, file.description) : null);
  });
}

export function size(bytes) {
  if (!(bytes >= 0)) return "";
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1048576 ? `${(bytes / 1024).toFixed(1)} KiB` : `${(bytes / 1048576).toFixed(1)} MiB`;
}

export function embed(data, town) {
  const node = el("div", { class: "embed", vars: { "--embed": colour(data.color) ?? "var(--line-strong)" } });
  const main = el("div", { class: "embed-main" });
  if (data.provider?.name) main.append(el("p", { class: "embed-small" }, data.provider.name));
  if (data.author?.name) main.append(el("p", { class: "embed-author" }, data.author.url ? link(data.author.url, data.author.name) : data.author.name));
  if (data.title) main.append(el("p", { class: "embed-title" }, data.url ? link(data.url, inline(data.title, town)) : inline(data.title, town)));
  if (data.description) main.append(el("div", { class: "markdown", dir: "auto" }, markdown(data.description, town)));
  if (data.fields?.length) main.append(fields(data.fields, town));
  node.append(main);
  if (data.thumbnail?.url) node.append(el("div", { class: "embed-thumb" }, picture(data.thumbnail.url, data.thumbnail.description, town, "Thumbnail")));
  if (data.image?.url) node.append(el("div", { class: "embed-image" }, picture(data.image.url, data.image.description, town)));
  if (data.footer?.text || data.timestamp) {
    node.append(el("p", { class: "embed-small embed-foot" }, data.footer?.text ?? "", data.footer?.text && data.timestamp ? " · " : "",
      data.timestamp ? timeNode(data.timestamp, "f", town) : ""));
  }
  return node;
}

function fields(all, town) {
  return el("dl", { class: "embed-fields" }, all.map((field) => el("div", { class: field.inline ? "inline" : undefined },
    el("dt", {}, inline(field.name, town)), el("dd", { class: "markdown" }, markdown(field.value, town)))));
}
