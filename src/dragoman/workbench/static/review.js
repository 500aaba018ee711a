// Reviewing by keyboard: the keys act on the line that has the focus, or on the entry's own page.
import { act, fetchPart, refresh } from "./part.js";
import { bindKeys, here, lines } from "./keys.js";
import { say } from "./say.js";

const target = () => here()?.closest("[data-entry]") || document.querySelector(".acts[data-entry]");
const path = (node, what) => `/entries/${encodeURIComponent(node.dataset.entry)}/${what}`;
const isThere = () => Boolean(target());
document.querySelector(".keys-hint")?.removeAttribute("hidden");

async function send(node, what, fields = {}) {
  const told = { ...fields };
  if (node.dataset.seen !== undefined) told.seen = node.dataset.seen;
  const answer = await act(path(node, what), told);
  if (answer.status === 409) return overtaken(node, what, fields, answer.body);
  if (!answer.ok) return false;
  say(answer.body.done, { action: undo, label: "Undo" });
  const queue = node.closest(".queue");
  if (queue && ["review", "accept", "reject"].includes(what)) {
    const all = lines();
    const next = all[all.indexOf(node) + 1] || all[all.indexOf(node) - 1];
    node.remove();
    next?.focus();
  } else refresh();
  return true;
}

export async function undo() {
  const answer = await act("/undo", {});
  if (answer.ok) {
    say(answer.body.done);
    refresh();
  }
}

async function redo() {
  const answer = await act("/redo", {});
  if (answer.ok) {
    say(answer.body.done);
    refresh();
  }
}

// The second of two people sees both decisions before anything is signed.
function overtaken(node, what, fields, told) {
  const dialog = document.createElement("dialog");
  dialog.className = "legend-box";
  dialog.setAttribute("aria-label", "Decided meanwhile");
  const title = document.createElement("h2");
  title.textContent = "Somebody decided on this meanwhile";
  dialog.append(title, paragraph("Nothing of yours was signed."));
  for (const one of told.theirs) dialog.append(paragraph(`Theirs: ${one.who}, ${one.verb}${one.why ? `: ${one.why}` : ""}${one.after ? ` ${one.after.slice(0, 300)}` : ""}`));
  dialog.append(paragraph(`Yours: ${what} ${Object.entries(fields).map(([name, value]) => `${name} ${value}`).join(", ")}`));
  const mine = button("Sign mine as well", async () => { dialog.close(); node.dataset.seen = told.seen; await send(node, what, fields); });
  dialog.append(mine, button("Leave theirs", () => { dialog.close(); refresh(); }));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return false;
}

function paragraph(words) {
  const made = document.createElement("p");
  made.textContent = words;
  return made;
}

function button(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}

// Opens one of the entry's own forms beside the line, or on the entry's page in place.
async function form(what) {
  const node = target();
  const own = document.querySelector(`.acts form[action$="/${what}"]`);
  if (own) {
    const details = own.closest("details");
    if (details) details.open = true;
    own.querySelector("input:not([type=hidden]), textarea, select")?.focus();
    return;
  }
  const part = await fetchPart(`/entries/${encodeURIComponent(node.dataset.entry)}${what === "correct" ? "?form=correct" : ""}`);
  const found = part.querySelector(`.acts form[action$="/${what}"]`);
  if (!found) return say("This cannot be done on this entry.");
  const dialog = document.createElement("dialog");
  dialog.className = "legend-box wide";
  dialog.setAttribute("aria-label", what);
  dialog.append(found);
  found.addEventListener("submit", async (event) => {
    event.preventDefault();
    const fields = new FormData(found);
    const answer = await act(found.getAttribute("action"), fields);
    if (answer.status === 409) { dialog.close(); overtaken(node, what, Object.fromEntries(fields), answer.body); return; }
    if (!answer.ok) return;
    dialog.close();
    say(answer.body.done, { action: undo, label: "Undo" });
    await refresh();
  });
  dialog.append(button("Close", () => dialog.close()));
  dialog.addEventListener("close", () => { dialog.remove(); node.focus(); });
  document.body.append(dialog);
  dialog.showModal();
  toAll(found);
  found.querySelector("input:not([type=hidden]), textarea, select")?.focus();
}

// "Apply to all like this": the fields of the correction go along to the preview.
function toAll(form) {
  const more = form.querySelector(".to-all");
  if (!more) return;
  const first = new FormData(form);
  more.hidden = false;
  more.addEventListener("click", () => {
    const fields = {};
    const now = new FormData(form);
    for (const name of new Set([...now.keys()].filter((key) => key.startsWith("field.")))) {
      const value = now.getAll(name);
      if (JSON.stringify(value) === JSON.stringify(first.getAll(name))) continue;
      fields[name.slice(6)] = value.length > 1 || now.has(`several.${name}`) ? value.filter(Boolean) : value[0];
    }
    const at = form.getAttribute("action").replace(/\/correct$/, "/alike");
    location.assign(`${at}?${new URLSearchParams({ verb: "correct", fields: JSON.stringify(fields) })}`);
  });
}
document.querySelectorAll('form[data-form="correct"]').forEach(toAll);
document.addEventListener("refreshed", () => document.querySelectorAll('form[data-form="correct"]').forEach(toAll));

// Two lines picked with "m" can be said to be the same, different, or neither.
const picked = () => Array.from(document.querySelectorAll(".picked[data-entry]"));
async function pair(judged) {
  const ids = picked().map((node) => node.dataset.entry);
  const mine = here()?.dataset.entry;
  if (mine && !ids.includes(mine)) ids.push(mine);
  if (ids.length < 2) return say("Pick two entries with m first.");
  const answer = await act("/pairs", { entry: ids, judged });
  if (answer.ok) { say(answer.body.done, { action: undo, label: "Undo" }); refresh(); }
}

bindKeys({
  "r": { say: "mark as reviewed", when: isThere, act: () => send(target(), "review") },
  "a": { say: "approve (editors)", when: isThere, act: () => send(target(), "accept") },
  "x": { say: "reject, with a reason", when: isThere, act: () => form("reject") },
  "e": { say: "correct", when: isThere, act: () => form("correct") },
  "n": { say: "put a note", when: isThere, act: () => form("note") },
  "Q": { say: "ask colleagues", when: isThere, act: () => form("ask") },
  "l": { say: "apply to all like this", when: isThere, act: () => location.assign(path(target(), "alike")) },
  "m": { say: "pick for same or different", when: () => here()?.dataset.entry, act: () => here().classList.toggle("picked") },
  "s": { say: "the picked ones are the same", when: () => picked().length > 0, act: () => pair("same") },
  "d": { say: "the picked ones are different", when: () => picked().length > 0, act: () => pair("different") },
  "w": { say: "nobody can tell whether the picked are the same", when: () => picked().length > 0, act: () => pair("unsure") },
  "u": { say: "take back your latest decision", act: undo },
  "U": { say: "let what was taken back stand again", act: redo },
});
