// Pressing, choosing and filling in: what is sent to the bot, and what becomes of its answer.

import { call, Refused } from "./api.js";
import { notice } from "./dom.js";
import { askModal } from "./modal.js";

// While the bot is at it, the control that was used is busy; a second press would be a second interaction.
export async function interact(town, kind, body, control = null) {
  if (control?.getAttribute("aria-busy") === "true") return null;
  control?.setAttribute("aria-busy", "true");
  try {
    const outcome = await call("POST", `interactions/${kind}`, { as: town.personId, ...body });
    return settle(town, outcome);
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
    notice(problem.message, { kind: "error" });
    return null;
  } finally {
    control?.removeAttribute("aria-busy");
  }
}

function settle(town, outcome) {
  if (outcome.error) notice(`This interaction failed. ${outcome.error}`, { kind: "error" });
  else if (outcome.answer?.type === "modal") {
    askModal(town, outcome.answer.modal, (values) => interact(town, "modal", { interaction: outcome.interaction, values }));
  }
  town.refreshMessages();
  return outcome;
}
