// Times in the zone that the viewer chose, and distances from the town's clock.

import { el } from "./dom.js";

const STYLES = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
  s: { dateStyle: "short", timeStyle: "short" },
  S: { dateStyle: "short", timeStyle: "medium" },
};
const UNITS = [["year", 31536000], ["month", 2592000], ["week", 604800], ["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];
export const ZONE_KEY = "steward-demo-zone";

export const zones = () => ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];
export const ownZone = () => localStorage.getItem(ZONE_KEY) ?? Intl.DateTimeFormat().resolvedOptions().timeZone ?? "UTC";

export function formatTime(instant, style, town) {
  if (Number.isNaN(instant.getTime())) return "Invalid date";
  if (style === "sent") style = dayOf(instant, town) === dayOf(town.now(), town) ? "t" : "s";
  if (style === "R") return relative(instant, town.now(), town.locale());
  return new Intl.DateTimeFormat(town.locale(), { ...(STYLES[style] ?? STYLES.f), timeZone: town.zone }).format(instant);
}

function relative(instant, now, locale) {
  const seconds = Math.round((instant - now) / 1000);
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? UNITS.at(-1);
  return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(Math.trunc(seconds / size), unit);
}

export function timeNode(instant, style, town, props = {}) {
  const date = new Date(instant);
  const valid = !Number.isNaN(date.getTime());
  return el("time", {
    ...props,
    datetime: valid ? date.toISOString() : undefined,
    title: formatTime(date, "F", town),
    data: { instant: String(date.getTime()), style },
  }, formatTime(date, style, town));
}

// Every time on the page, again: after the clock moved or the zone changed.
export function refreshTimes(town, within = document) {
  for (const node of within.querySelectorAll("time[data-instant]")) {
    const date = new Date(Number(node.dataset.instant));
    node.textContent = formatTime(date, node.dataset.style, town);
    node.title = formatTime(date, "F", town);
  }
}

export const dayOf = (instant, town) => new Intl.DateTimeFormat(town.locale(), { dateStyle: "full", timeZone: town.zone }).format(new Date(instant));
