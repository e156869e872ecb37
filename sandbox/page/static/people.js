// Choosing who you are, and making someone new.

import { $, button, el, freshId } from "./dom.js";
import { displayName } from "./names.js";
import { openDialog } from "./dialogs.js";

const WORN = "steward-demo-hint-read";
const OFFERED = 300;
const LOCALES = [["en-US", "English"], ["es-ES", "Español"], ["fr", "Français"], ["de", "Deutsch"], ["it", "Italiano"], ["pt-BR", "Português"], ["vi", "Tiếng Việt"], ["ja", "日本語"]];

export function mountPeople(town) {
  const chooser = $("#who");
  const draw = () => {
    // In a crowd the latest to come are offered, and whoever one is already.
    const humans = town.people.filter((person) => !person.bot)
      .filter((person, index, all) => index >= all.length - OFFERED || person.id === town.personId);
    const taken = new Map();
    chooser.replaceChildren(...humans.map((person) => {
      const name = short(displayName(person, town.member(person.id)));
      taken.set(name, (taken.get(name) ?? 0) + 1);
      // Two of one name are told apart by number.
      return el("option", { value: person.id }, taken.get(name) > 1 ? `${name} (${taken.get(name)})` : name);
    }));
    chooser.value = town.personId ?? "";
    $("#hint").replaceChildren(...hint(town));
  };
  town.on("people", "view", draw);
  chooser.addEventListener("change", () => town.be(chooser.value));
  $("#new-person").addEventListener("click", () => newPerson(town));
}

const short = (name) => ([...name].length > 40 ? `${[...name].slice(0, 39).join("")}…` : name);

function hint(town) {
  if (localStorage.getItem(WORN) || !town.person || town.guild?.owner_id !== town.personId) return [];
  const read = () => {
    localStorage.setItem(WORN, "yes");
    $("#hint").replaceChildren();
  };
  return [el("p", { class: "hint" }, el("span", {}, "You are ", el("bdi", {}, town.nameOf(town.personId)), ", the community manager. Press ",
    el("strong", {}, "New person"), " to see a newcomer greeted."), button("Got it", read, { class: "quiet" }))];
}

function newPerson(town) {
  const id = freshId("person");
  const name = el("input", { type: "text", id: `${id}-name`, maxlength: "100", required: true, autocomplete: "off", placeholder: "Mia" });
  const locale = el("select", { id: `${id}-locale` }, LOCALES.map(([value, words]) => el("option", { value }, words)));
  const joins = el("input", { type: "checkbox", checked: Boolean(town.guildId), disabled: !town.guildId });
  const become = el("input", { type: "checkbox", checked: true });
  const form = el("form", { method: "dialog" }, el("h2", { id }, "New person"),
    el("div", { class: "field" }, el("label", { class: "field-label", for: name.id }, "Name"), name),
    el("div", { class: "field" }, el("label", { class: "field-label", for: locale.id }, "Language of their Discord"), locale),
    el("label", { class: "check" }, joins, el("span", {}, "Joins ", el("bdi", {}, town.guild?.name ?? "the server"))),
    el("label", { class: "check" }, become, "Look through their eyes"),
    el("div", { class: "dialog-notices" }),
    el("div", { class: "dialog-buttons" }, button("Cancel", () => dialog.close(), { class: "secondary" }), el("button", { type: "submit", class: "primary" }, "Create")));
  const dialog = el("dialog", { class: "modal", "aria-labelledby": id }, form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const person = await town.act("POST", "people", { as: undefined, name: name.value.trim(), locale: locale.value });
    if (!person) return;
    dialog.close();
    if (joins.checked) await town.act("POST", `guilds/${town.guildId}/join`, { as: person.id });
    await town.refreshState();
    if (become.checked) await town.be(person.id, town.entrance?.id);
    document.getElementById("write-text")?.focus();
  });
  openDialog(dialog);
  name.focus();
}
