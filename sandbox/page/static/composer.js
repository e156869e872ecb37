// Where a person writes: text, replies, files, and the way into slash commands.

import { call } from "./api.js";
import { $, button, el, notice } from "./dom.js";
import { commandForm, leaves, rowOf } from "./commands.js";
import { askText } from "./dialogs.js";
import { payload } from "./files.js";
import { Listbox } from "./listbox.js";
import { beingTyped, candidates, encode, insert } from "./mentions.js";
import { authorOf } from "./message.js";
import { CHANNEL, isForum } from "./names.js";

const LONGEST = 2000;
const HELP = "Enter sends, Shift+Enter begins a new line. / lists the commands of the bot, @ and # complete names. Arrow up changes your last message, Alt+Arrow up goes to the messages.";

export class Composer {
  #town;
  #root = $("#write");
  #replyTo = null;
  #editing = null;
  #files = [];
  #typedAt = 0;
  #drafts = new Map();
  #place = null;
  #mentioned = new Map();

  constructor(town) {
    this.#town = town;
    this.#build();
    town.on("place", () => this.#arrive());
    town.on("view", "commands", () => this.#state());
    town.on("commands", () => {
      if (this.text.value === "/" && document.activeElement === this.text) this.#typed(false);
    });
  }

  #build() {
    this.text = el("textarea", { id: "write-text", rows: "1", class: "write-text", "aria-label": "Message", "aria-describedby": "write-help" });
    this.list = new Listbox({ input: this.text, label: "Commands", draw: rowOf, choose: (leaf) => this.#fillIn(leaf) });
    this.names = new Listbox({
      input: this.text, label: "Mentions", choose: (item) => this.#mention(item),
      draw: (item) => [el("bdi", { class: "option-label" }, item.insert), el("span", { class: "option-note" }, item.note)],
    });
    this.context = el("div", { class: "write-context", hidden: true });
    this.shelf = el("ul", { class: "write-files", "aria-label": "Files to send" });
    this.file = el("input", { type: "file", multiple: true, class: "unseen", tabindex: "-1", "aria-hidden": "true" });
    this.attach = button("Attach", () => this.file.click(), { class: "secondary" });
    this.send = el("button", { type: "submit", class: "primary" }, "Send");
    this.form = el("form", { class: "write-form" }, this.context, this.shelf, this.list.node, this.names.node,
      el("div", { class: "write-line" }, this.attach, this.text, this.send), this.file, el("p", { id: "write-help", class: "unseen" }, HELP));
    this.closed = el("div", { class: "write-closed", hidden: true });
    this.#root.append(this.closed, this.form);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.file.addEventListener("change", () => this.#add([...this.file.files]));
    this.text.addEventListener("input", () => this.#typed());
    this.text.addEventListener("keydown", (event) => this.#key(event));
    this.text.addEventListener("blur", () => {
      this.list.hide();
      this.names.hide();
    });
    this.text.addEventListener("paste", (event) => {
      if (event.clipboardData?.files.length) this.#add([...event.clipboardData.files]);
    });
  }

  #arrive() {
    const town = this.#town;
    const place = `${town.personId}/${town.channelId}`;
    if (place !== this.#place) {
      if (this.#place && !this.#editing) this.#drafts.set(this.#place, this.text.value);
      this.#place = place;
      this.#forget();
      this.#closeCommand();
      this.text.value = this.#drafts.get(place) ?? "";
      this.#grow();
    }
    this.#state();
  }

  // What may be written here, or the sentence that says why not.
  #state() {
    const town = this.#town;
    const here = town.current;
    const why = this.#whyClosed(here);
    this.closed.replaceChildren(...why);
    this.closed.hidden = !why.length;
    this.form.hidden = Boolean(why.length);
    const hint = matchMedia("(max-width: 760px)").matches ? "" : ", or type /";
    if (here) this.text.placeholder = `Message ${here.type === CHANNEL.DM ? "" : "#"}${town.channelName(here)}${hint}`;
  }

  #whyClosed(here) {
    const town = this.#town;
    if (!town.person) return ["Nobody is here yet. Press New person to begin."];
    if (!town.guildId && here?.type !== CHANNEL.DM) {
      return [el("p", {}, "There is no server yet."), button("Found a server", () => this.#found(), { class: "primary" })];
    }
    if (town.guild && town.view && !town.view.me && here?.type !== CHANNEL.DM) {
      return [el("p", {}, `${town.nameOf(town.personId)} is not in ${town.guild.name}.`),
        button("Join the server", () => town.act("POST", `guilds/${town.guildId}/join`), { class: "primary" })];
    }
    if (town.view?.me?.pending && here?.type !== CHANNEL.DM) {
      return [el("p", {}, "Before you can talk here, read and accept the rules of the server."),
        button("Accept the rules", () => town.act("POST", `guilds/${town.guildId}/members/${town.personId}/screen`), { class: "primary" })];
    }
    if (!here) return ["There is no channel to write in."];
    if (isForum(here)) return ["Posts of this forum are listed above; open one, or write a new one."];
    if (here.type === CHANNEL.CATEGORY) return ["This is a category."];
    if (!town.canSendHere() && !town.commands.length) return ["You can read this channel, but not write in it."];
    return [];
  }

  // A server to begin with, where there is none: two channels, and the bot in it.
  #found() {
    const town = this.#town;
    askText("Found a server", "Name of the server", async (name) => {
      const channels = [{ name: "welcome", type: "text" }, { name: "general", type: "text" }];
      const guild = await town.act("POST", "guilds", { name, owner: town.personId, channels });
      if (!guild) return;
      await town.act("POST", `guilds/${guild.id}/bot`);
      await town.refreshState();
      await town.be(town.personId);
    });
  }

  #typed(ask = true) {
    this.#grow();
    const words = this.text.value;
    if (words.startsWith("/") && !words.includes("\n") && !this.#editing) {
      const wanted = words.slice(1).trim().toLocaleLowerCase();
      const all = leaves(this.#town.commands);
      const starts = all.filter((leaf) => leaf.shown.startsWith(wanted));
      const found = [...starts, ...all.filter((leaf) => !starts.includes(leaf) && `${leaf.shown} ${leaf.description}`.toLocaleLowerCase().includes(wanted))];
      this.list.show(found.slice(0, 60), { empty: all.length ? "No command matches." : "The bot offers no commands here." });
      if (ask && words === "/") this.#town.refreshCommands();
    } else this.list.hide();
    const typed = this.list.open ? null : beingTyped(this.text);
    if (typed) this.names.show(candidates(this.#town, typed));
    else this.names.hide();
    const now = Date.now();
    if (words && !words.startsWith("/") && now - this.#typedAt > 8000 && !this.#editing) {
      this.#typedAt = now;
      call("POST", `channels/${this.#town.channelId}/typing`, { as: this.#town.personId }).catch(() => {});
    }
  }

  #mention(item) {
    const typed = beingTyped(this.text);
    this.names.hide();
    if (!typed) return;
    this.#mentioned.set(item.insert, item);
    insert(this.text, typed, item);
  }

  #grow() {
    this.text.style.height = "auto";
    this.text.style.height = `${Math.min(this.text.scrollHeight, 220)}px`;
  }

  #key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.#submit();
    } else if (event.key === "Escape" && (this.list.open || this.names.open)) {
      this.list.hide();
      this.names.hide();
    } else if (event.key === "Escape" && (this.#replyTo || this.#editing)) this.#forget();
    else if (event.key === "ArrowUp" && !this.text.value) this.#editLast(event);
  }

  #editLast(event) {
    const mine = this.#town.messages.filter((message) => message.author.id === this.#town.personId).at(-1);
    if (!mine) return;
    event.preventDefault();
    this.edit(mine);
  }

  async #submit() {
    const town = this.#town;
    const content = encode(this.text.value, this.#mentioned);
    if (content.length > LONGEST) return notice(`A message has at most ${LONGEST} characters; this one has ${content.length}.`, { kind: "error" });
    if (content.startsWith("/") && !this.#editing && leaves(town.commands).length) return undefined;
    if (!content.trim() && !this.#files.length) return undefined;
    const path = `channels/${town.channelId}/messages`;
    const done = this.#editing
      ? await town.act("PATCH", `${path}/${this.#editing.id}`, { content })
      : await town.act("POST", path, { content, reply_to: this.#replyTo?.id, attachments: await this.#payload() });
    if (done === undefined) return undefined;
    this.text.value = "";
    this.#mentioned.clear();
    this.#drafts.delete(this.#place);
    this.#forget();
    this.#grow();
    return town.refreshMessages();
  }

  #payload() {
    if (!this.#files.length) return undefined;
    return Promise.all(this.#files.map(({ file, alt }) => payload(file, alt.value.trim())));
  }

  #add(files) {
    this.#files.push(...files.map((file) => ({ file, alt: el("input", { type: "text", maxlength: "1024", placeholder: "Describe it for those who cannot see it", "aria-label": `Description of ${file.name}` }) })));
    this.file.value = "";
    this.#showFiles();
    this.text.focus();
  }

  #showFiles() {
    this.shelf.replaceChildren(...this.#files.map((entry) => el("li", {}, el("bdi", {}, entry.file.name), entry.alt, button("Remove", () => {
      this.#files = this.#files.filter((other) => other !== entry);
      this.#showFiles();
    }, { class: "quiet", "aria-label": `Remove ${entry.file.name}` }))));
  }

  reply(message) {
    this.#forget();
    this.#replyTo = message;
    this.#tell(`Answering ${authorOf(message, this.#town)}`);
  }

  edit(message) {
    this.#forget();
    this.#editing = message;
    this.text.value = message.content;
    this.send.textContent = "Save";
    this.#grow();
    this.#tell("Editing your message");
  }

  #tell(words) {
    this.context.replaceChildren(el("bdi", {}, words), button("Cancel", () => {
      this.#forget();
      this.text.focus();
    }, { class: "quiet" }));
    this.context.hidden = false;
    this.text.focus();
  }

  #forget() {
    if (this.#editing) this.text.value = "";
    this.#replyTo = null;
    this.#editing = null;
    this.#files = [];
    this.context.hidden = true;
    this.context.replaceChildren();
    this.send.textContent = "Send";
    this.#showFiles();
  }

  #fillIn(leaf) {
    this.list.hide();
    this.text.value = "";
    this.#closeCommand();
    this.command = commandForm(this.#town, leaf, () => {
      this.#closeCommand();
      this.text.focus();
    });
    this.form.before(this.command.node);
    this.form.classList.add("unseen-form");
    this.command.focus();
  }

  #closeCommand() {
    this.command?.node.remove();
    this.command = null;
    this.form.classList.remove("unseen-form");
  }
}
