// A forum: its posts, newest activity first, and a form for a new one.

import { button, el, freshId } from "./dom.js";
import { openDialog } from "./dialogs.js";
import { emojiNode, legible, nameNode } from "./names.js";
import { timeNode } from "./times.js";

export function forum(town) {
  const here = town.current;
  const posts = town.view.threads.filter((one) => one.parent_id === here.id)
    .sort((a, b) => Number(BigInt(b.last_message_id ?? b.id) - BigInt(a.last_message_id ?? a.id)));
  return el("div", { class: "forum" },
    here.can_send === false ? null : button("New post", () => newPost(town, here), { class: "primary" }),
    posts.length ? el("ul", {}, posts.map((post) => el("li", {}, card(town, here, post)))) : el("p", { class: "beginning" }, "Nobody has posted here yet."));
}

function card(town, here, post) {
  const tags = (post.applied_tags ?? []).map((id) => here.available_tags?.find((tag) => tag.id === id)).filter(Boolean);
  return button([
    nameNode(legible(post.name), { class: "post-title" }),
    el("span", { class: "post-tags" }, tags.map((tag) => el("span", { class: "tag" }, tag.name))),
    el("span", { class: "when" }, "by ", nameNode(town.nameOf(post.owner_id)), `, ${post.message_count === 1 ? "1 reply" : `${post.message_count ?? 0} replies`}, `,
      timeNode(Number((BigInt(post.last_message_id ?? post.id) >> 22n) + 1420070400000n), "R", town),
      post.thread_metadata?.locked ? ", locked" : "", post.thread_metadata?.archived ? ", archived" : ""),
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
