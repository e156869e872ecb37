// A forum: its posts, newest activity first, narrowed by tag, and a form for a new one.

import { button, el, freshId } from "./dom.js";
import { openDialog } from "./dialogs.js";
import { emojiNode, legible, nameNode } from "./names.js";
import { unreadMark } from "./places.js";
import { isArchived, lastActive, threadsOf } from "./threads.js";
import { timeNode } from "./times.js";

const PINNED = 2;
const isPinned = (post) => Boolean((post.flags ?? 0) & PINNED);

export function forum(town) {
  const here = town.current;
  const wanted = town.forumTag?.channel === here.id ? town.forumTag.tag : null;
  const posts = threadsOf(town, here.id).filter((post) => !wanted || post.applied_tags?.includes(wanted))
    .sort((a, b) => Number(isPinned(b)) - Number(isPinned(a)));
  const older = posts.filter(isArchived);
  const list = (some) => el("ul", {}, some.map((post) => el("li", {}, card(town, here, post))));
  return el("div", { class: "forum" },
    el("div", { class: "forum-head" }, here.can_send === false ? null : button("New post", () => newPost(town, here), { class: "primary" }), tagFilter(town, here, wanted)),
    posts.length ? list(posts.filter((post) => !isArchived(post)))
      : el("p", { class: "beginning" }, wanted ? "No post has this tag." : "Nobody has posted here yet."),
    older.length ? el("details", { class: "older" }, el("summary", {}, `Older posts (${older.length})`), list(older)) : null);
}

function tagFilter(town, here, wanted) {
  const tags = here.available_tags ?? [];
  if (!tags.length) return null;
  const choice = (words, tag) => button(words, () => {
    town.forumTag = { channel: here.id, tag };
    town.changed("view");
    document.querySelector(`.forum [data-tag="${tag ?? ""}"]`)?.focus();
  }, { class: "quiet", "aria-pressed": String(wanted === tag), data: { tag: tag ?? "" } });
  return el("div", { class: "row", role: "group", "aria-label": "Show posts with the tag" },
    choice("All", null), tags.map((tag) => choice([emojiNode(tag.emoji_name ? { name: tag.emoji_name } : null), tag.name], tag.id)));
}

function card(town, here, post) {
  const tags = (post.applied_tags ?? []).map((id) => here.available_tags?.find((tag) => tag.id === id)).filter(Boolean);
  return button([
    el("span", { class: "post-line" }, nameNode(legible(post.name), { class: "post-title" }),
      post.unread ? unreadMark(post.unread) : null),
    el("span", { class: "post-tags" }, isPinned(post) ? el("span", { class: "tag" }, "Pinned") : null, tags.map((tag) => el("span", { class: "tag" }, tag.name))),
    el("span", { class: "when" }, "by ", nameNode(town.nameOf(post.owner_id)), `, ${post.message_count === 1 ? "1 reply" : `${post.message_count ?? 0} replies`}, `,
      timeNode(lastActive(post), "R", town),
      post.thread_metadata?.locked ? ", locked" : "", isArchived(post) ? ", archived" : ""),
  ], () => town.open(post.id), { class: "post" });
}

function newPost(town, here) {
  const id = freshId("post");
  const name = el("input", { type: "text", id: `${id}-name`, maxlength: "100", required: true });
  const content = el("textarea", { id: `${id}-content`, rows: "5", maxlength: "2000", required: true });
  const tags = (here.available_tags ?? []).map((tag) => [tag, el("input", { type: "checkbox", value: tag.id })]);
  const submit = el("button", { type: "submit", class: "primary" }, "Post");
  const form = el("form", { method: "dialog" }, el("h2", { id }, "New post in ", nameNode(here.name)),
    el("div", { class: "field" }, el("label", { class: "field-label", for: name.id }, "Title"), name),
    el("div", { class: "field" }, el("label", { class: "field-label", for: content.id }, "Message"), content),
    tags.length ? el("fieldset", { class: "field" }, el("legend", {}, "Tags"), tags.map(([tag, input]) => el("label", { class: "check" }, input, emojiNode({ name: tag.emoji_name ?? "" }), tag.name))) : null,
    el("div", { class: "dialog-notices" }),
    el("div", { class: "dialog-buttons" }, button("Cancel", () => dialog.close(), { class: "secondary" }), submit));
  const dialog = el("dialog", { class: "modal", "aria-labelledby": id }, form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    submit.disabled = true;
    const applied = tags.filter(([, input]) => input.checked).map(([tag]) => tag.id);
    const thread = await town.act("POST", `channels/${here.id}/threads`, { name: name.value, content: content.value, tags: applied });
    submit.disabled = false;
    if (!thread) return;
    dialog.close();
    await town.refreshView();
    await town.open(thread.id);
  });
  openDialog(dialog);
  name.focus();
}
