// What the page knows: who is looking, where, and what they see there. The server is asked again after every event
// that may matter, so the page never has to guess what an event changed.

import { call, listen, query, Refused } from "./api.js";
import { CHANNEL, displayName, isThread, legible } from "./names.js";
import { notice } from "./dom.js";
import { ownZone, ZONE_KEY } from "./times.js";

const PAGE = 50;
const MESSAGES = /^(MESSAGE_|EPHEMERAL|INTERACTION)/;
const TYPING = /^TYPING/;

export class Town extends EventTarget {
  people = [];
  guilds = [];
  applicationId = null;
  personId = null;
  guildId = null;
  channelId = null;
  newFrom = null;
  view = null;
  messages = [];
  hasEarlier = false;
  commands = [];
  zone = ownZone();
  typing = new Map();
  #clock = { now: Date.now(), at: Date.now(), running: false };
  #dismissed = new Set(JSON.parse(sessionStorage.getItem("steward-demo-dismissed") ?? "[]"));
  #stop = null;
  #planned = new Map();
  #limit = PAGE;

  changed(what, detail = {}) {
    this.dispatchEvent(new CustomEvent(what, { detail }));
  }

  on(...args) {
    const run = args.pop();
    for (const what of args) this.addEventListener(what, (event) => run(event.detail));
  }

  // One attempt after another: a request that fails is told, not thrown.
  async attempt(work) {
    try {
      return await work();
    } catch (problem) {
      if (!(problem instanceof Refused)) throw problem;
      notice(problem.message, { kind: "error" });
      return undefined;
    }
  }

  act(method, path, body = {}) {
    return this.attempt(() => call(method, path, { as: this.personId, ...body }));
  }

  // --- who and where

  get person() {
    return this.people.find((person) => person.id === this.personId);
  }

  get guild() {
    return this.guilds.find((guild) => guild.id === this.guildId);
  }

  get current() {
    return this.channel(this.channelId);
  }

  get bot() {
    return this.user(this.applicationId);
  }

  locale() {
    return this.person?.locale ?? "en-US";
  }

  async start() {
    await this.refreshState();
    const wanted = new URLSearchParams(location.search);
    const known = this.people.find((person) => person.id === wanted.get("as"));
    this.guildId = this.guilds.find((guild) => guild.id === wanted.get("guild"))?.id ?? this.guildId;
    const first = known ?? this.people.find((person) => person.id === this.guild?.owner_id) ?? this.people.find((person) => !person.bot);
    if (first) await this.be(first.id, wanted.get("channel"));
    else this.changed("view");
  }

  async be(personId, channelId = null) {
    this.personId = personId;
    this.view = null;
    this.messages = [];
    this.typing.clear();
    this.#stop?.();
    await this.refreshView();
    await this.open(channelId && this.channel(channelId) ? channelId : this.#firstChannel());
    let lost = false;
    this.#stop = listen(personId, {
      onEvent: (name, data) => this.#heard(name, data),
      onLost: () => {
        if (!lost) this.changed("connection", { lost: true });
        lost = true;
      },
      onOpen: () => {
        if (lost) this.changed("connection", { lost: false });
        lost = false;
        this.#soon("state", () => this.refreshState());
        this.#soon("view", () => this.refreshView());
        this.#soon("messages", () => this.refreshMessages());
      },
    });
  }

  // Where newcomers arrive: the first channel of the list in which people write.
  get entrance() {
    return this.view?.channels.find((channel) => channel.type === CHANNEL.TEXT);
  }

  #firstChannel() {
    const texts = (this.view?.channels ?? []).filter((channel) => [CHANNEL.TEXT, CHANNEL.ANNOUNCEMENT].includes(channel.type));
    return (texts.find((channel) => channel.name === "general") ?? texts.find((channel) => channel.can_send) ?? texts[0])?.id
      ?? this.view?.dms?.[0]?.id ?? null;
  }

  async enter(guildId) {
    this.guildId = guildId;
    await this.be(this.personId);
  }

  async open(channelId) {
    if (!channelId) {
      this.channelId = null;
      this.messages = [];
      this.#remember();
      this.changed("place", {});
      return;
    }
    const unread = this.channel(channelId)?.unread ?? 0;
    this.channelId = channelId;
    this.newFrom = null;
    this.messages = [];
    this.#limit = PAGE;
    this.typing.clear();
    this.#remember();
    this.changed("place", {});
    await Promise.all([this.refreshMessages(), this.refreshCommands()]);
    this.#markNew(channelId, this.messages.filter((message) => message.author.id !== this.personId).slice(-unread), unread);
    this.#soon("view", () => this.refreshView());
  }

  // Where a reader left off: the first of the messages that they have not seen.
  #markNew(channelId, unseen, count = unseen.length) {
    if (!count || !unseen.length || unseen[0] === this.messages[0] || channelId !== this.channelId || this.newFrom) return;
    this.newFrom = unseen[0].id;
    this.changed("messages", { fresh: [] });
  }

  #remember() {
    const address = `/?${query({ as: this.personId, guild: this.guildId, channel: this.channelId })}`;
    if (location.pathname + location.search !== address) history.replaceState(null, "", address);
  }

  // --- asking again

  async refreshState() {
    const state = await this.attempt(() => call("GET", "state"));
    if (!state) return;
    this.people = state.people;
    this.guilds = state.guilds;
    this.applicationId = state.application_id;
    if (!this.guild) this.guildId = this.guilds[0]?.id ?? null;
    this.setClock(state);
    this.changed("people");
  }

  async refreshView() {
    if (!this.personId) return;
    const [guildId, personId] = [this.guildId, this.personId];
    let view = null;
    try {
      if (guildId) view = await call("GET", `guilds/${guildId}/view?${query({ as: personId })}`);
    } catch (problem) {
      if (!(problem instanceof Refused)) throw problem;
      if (problem.status === 0) return;
    }
    if (personId !== this.personId || guildId !== this.guildId) return;
    this.view = view ?? await this.#outsideView(personId);
    if (this.channelId && !this.current) await this.open(this.#firstChannel());
    else if (!this.channelId && this.view.channels.length) await this.open(this.#firstChannel());
    this.changed("view");
  }

  // Someone who is not a member sees their direct messages alone.
  async #outsideView(personId) {
    const dms = (await this.attempt(() => call("GET", `people/${personId}/dms`))) ?? [];
    return { guild: null, me: null, channels: [], threads: [], roles: [], members: [], events: [], dms };
  }

  async refreshMessages() {
    const channelId = this.channelId;
    if (!channelId || (this.current && [CHANNEL.FORUM, CHANNEL.MEDIA, CHANNEL.CATEGORY].includes(this.current.type))) return;
    const found = await this.attempt(() => call("GET", `channels/${channelId}/messages?${query({ as: this.personId, limit: this.#limit })}`));
    if (!found || channelId !== this.channelId) return;
    const before = new Set(this.messages.map((message) => message.id));
    const wasEmpty = !this.messages.length;
    this.hasEarlier = found.length >= this.#limit;
    this.messages = found.filter((message) => !this.#dismissed.has(message.id));
    const fresh = wasEmpty ? [] : this.messages.filter((message) => !before.has(message.id));
    for (const message of fresh) this.typing.delete(message.author.id);
    this.changed("messages", { fresh });
    if (document.hidden) this.#markNew(channelId, fresh.filter((message) => message.author.id !== this.personId));
  }

  async showEarlier() {
    this.#limit = Math.min(this.#limit + PAGE, 500);
    await this.refreshMessages();
  }

  async refreshCommands() {
    if (!this.guildId || !this.view?.me) {
      this.commands = [];
      return;
    }
    const asked = { as: this.personId, channel: this.channelId, locale: this.locale() };
    try {
      this.commands = await call("GET", `guilds/${this.guildId}/commands?${query(asked)}`);
    } catch {
      this.commands = [];
    }
    this.changed("commands");
  }

  dismiss(messageId) {
    this.#dismissed.add(messageId);
    sessionStorage.setItem("steward-demo-dismissed", JSON.stringify([...this.#dismissed].slice(-500)));
    this.messages = this.messages.filter((message) => message.id !== messageId);
    this.changed("messages", { fresh: [] });
  }

  // --- hearing

  #heard(name, data) {
    this.changed("event", { name, data });
    if (name === "CLOCK") return this.setClock(data);
    if (TYPING.test(name)) return this.#typed(data);
    if (MESSAGES.test(name)) {
      if (data.channel_id === this.channelId) this.#soon("messages", () => this.refreshMessages());
      else this.#soon("view", () => this.refreshView());
      return undefined;
    }
    if (/^(GUILD_CREATE|GUILD_DELETE|GUILD_UPDATE|GUILD_MEMBER|USER|PERSON)/.test(name)) this.#soon("state", () => this.refreshState());
    if (/COMMAND/.test(name)) this.#soon("commands", () => this.refreshCommands());
    if (/^(CHANNEL|THREAD|GUILD_MEMBER)/.test(name)) this.#soon("messages", () => this.refreshMessages());
    this.#soon("view", () => this.refreshView());
    return undefined;
  }

  #typed({ channel_id: channelId, user_id: userId }) {
    if (channelId !== this.channelId || userId === this.personId) return;
    clearTimeout(this.typing.get(userId));
    this.typing.set(userId, setTimeout(() => {
      this.typing.delete(userId);
      this.changed("typing");
    }, 8000));
    this.changed("typing");
  }

  // Many events in one moment cost one request.
  #soon(what, run) {
    if (this.#planned.has(what)) return;
    this.#planned.set(what, setTimeout(() => {
      this.#planned.delete(what);
      run();
    }, 40));
  }

  // --- the clock

  setClock({ now, running }) {
    this.#clock = { now: Date.parse(now), at: Date.now(), running: Boolean(running) };
    this.changed("clock");
  }

  get clockRuns() {
    return this.#clock.running;
  }

  now() {
    return new Date(this.#clock.now + (this.#clock.running ? Date.now() - this.#clock.at : 0));
  }

  setZone(zone) {
    this.zone = zone;
    localStorage.setItem(ZONE_KEY, zone);
    this.changed("clock");
    this.changed("zone");
  }

  // --- looking up

  member(userId) {
    return this.view?.members.find((member) => member.user.id === userId);
  }

  user(userId) {
    return this.people.find((person) => person.id === userId) ?? this.member(userId)?.user;
  }

  nameOf(userId) {
    const user = this.user(userId);
    return user ? displayName(user, this.member(userId)) : "unknown person";
  }

  role(roleId) {
    return this.view?.roles.find((role) => role.id === roleId);
  }

  roleName(roleId) {
    return legible(this.role(roleId)?.name, "unknown role");
  }

  channel(channelId) {
    if (!this.view) return undefined;
    return [...this.view.channels, ...this.view.threads, ...this.view.dms].find((channel) => channel.id === channelId);
  }

  channelName(channel) {
    if (!channel) return "";
    if (channel.type !== CHANNEL.DM) return legible(channel.name, "(blank name)");
    const other = (channel.recipients ?? []).find((user) => user.id !== this.personId) ?? this.bot;
    return displayName(other);
  }

  canSendHere() {
    const here = this.current;
    if (!here) return false;
    if (here.can_send !== undefined) return here.can_send;
    if (isThread(here)) return this.channel(here.parent_id)?.can_send ?? true;
    return true;
  }

  may(permission) {
    const held = BigInt(this.view?.me?.permissions ?? this.current?.permissions ?? 0);
    return Boolean(held & (8n | permission));
  }
}
