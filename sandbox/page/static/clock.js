// The town's clock, and the buttons that move it on.

import { call } from "./api.js";
import { $, el } from "./dom.js";
import { refreshTimes, zones } from "./times.js";

const STEPS = {
  hour: () => ({ advance: 3600 }),
  day: () => ({ advance: 86400 }),
  monday: (town) => ({ to_next: { weekday: 0, time: "09:00", zone: town.zone } }),
};

export function mountClock(town) {
  const now = $("#clock-now");
  const zone = $("#zone");
  const known = zones();
  zone.replaceChildren(...(known.includes(town.zone) ? known : [town.zone, ...known]).map((name) => el("option", { value: name, selected: name === town.zone }, name.replaceAll("_", " "))));
  zone.addEventListener("change", () => town.setZone(zone.value));
  const draw = () => {
    const instant = town.now();
    const words = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", timeZone: town.zone }).format(instant);
    if (now.textContent !== words) now.textContent = words;
    now.dateTime = instant.toISOString();
    now.title = town.clockRuns ? "The clock of the town is running" : "The clock of the town stands still until you move it";
  };
  town.on("clock", draw);
  setInterval(draw, 1000);
  setInterval(() => refreshTimes(town), 30000);
  for (const step of document.querySelectorAll("[data-step]")) step.addEventListener("click", () => move(town, step));
}

async function move(town, step) {
  if (step.getAttribute("aria-busy") === "true") return;
  step.setAttribute("aria-busy", "true");
  const clock = await town.attempt(() => call("POST", "clock", STEPS[step.dataset.step](town)));
  step.removeAttribute("aria-busy");
  if (clock) town.setClock(clock);
}
