// Puts the rooms of the page together.

import { $, notice } from "./dom.js";
import { Chat } from "./chat.js";
import { mountClock } from "./clock.js";
import { Composer } from "./composer.js";
import { messageTools } from "./menus.js";
import { Panels } from "./panels.js";
import { mountPeople } from "./people.js";
import { mountDrawers, mountPlaces } from "./places.js";
import { Town } from "./town.js";

const town = new Town();
mountClock(town);
mountPeople(town);
mountPlaces(town);
mountDrawers();
const composer = new Composer(town);
const chat = new Chat(town, messageTools(town, composer));
new Panels(town);

town.on("connection", ({ lost }) => {
  document.body.classList.toggle("lost", lost);
  notice(lost ? "The connection to the sandbox is lost. Trying again…" : "Connected again.", { kind: lost ? "error" : "info" });
});

$(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  ($("#write-text:not([hidden])") ?? $("#write")).focus();
});

// From the message field, Alt+Up goes to the newest message; arrows walk on from there.
document.addEventListener("keydown", (event) => {
  if (event.altKey && event.key === "ArrowUp") {
    event.preventDefault();
    chat.focusLast();
  }
});

await town.start();
document.documentElement.dataset.ready = "yes";
