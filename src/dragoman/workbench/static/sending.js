// Forms that decide something are sent without leaving the page; the focus stays where it was.
import { act, refresh } from "./part.js";
import { overtaken } from "./overtaken.js";
import { say, saidBefore, sayNext } from "./say.js";

export async function undo() {
  const answer = await act("/undo", {});
  if (answer.ok) {
    say(answer.body.done);
    await refresh();
  }
}

export async function redo() {
  const answer = await act("/redo", {});
  if (answer.ok) {
    say(answer.body.done);
    await refresh();
  }
}

// The fields whose values differ from what the form had when it came; `was` are its first fields.
export function changedFields(now, was) {
  const names = Array.from(new Set(now.keys())).filter((name) => JSON.stringify(now.getAll(name)) !== JSON.stringify(was.getAll(name)));
  return Object.fromEntries(names.map((name) => [name, now.getAll(name).filter(Boolean).join(", ")]));
}

// What a form held before anybody wrote into it.
export function firstFields(form) {
  const first = form.cloneNode(true);
  first.reset();
  return new FormData(first);
}

export async function sendForm(form, submitter, { seen = null } = {}) {
  const path = submitter?.getAttribute("formaction") || form.getAttribute("action");
  const fields = new FormData(form);
  if (submitter?.name) fields.set(submitter.name, submitter.value);
  if (seen !== null) fields.set("seen", seen);
  const answer = await act(path, fields, { seesTo: [409] });
  if (answer.status === 409 && answer.body.theirs) {
    form.closest("dialog")?.close();
    overtaken(path.split("/").pop(), changedFields(fields, firstFields(form)), answer.body, (now) => sendForm(form, submitter, { seen: now }));
    return false;
  }
  if (!answer.ok) {
    if (answer.status === 409) say(answer.body.error, { bad: true });
    return false;
  }
  say(answer.body.done, { action: undo, label: "Undo" });
  return answer.body;
}

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("#main form[data-act]");
  if (!form) return;
  event.preventDefault();
  const fold = form.closest("details");
  const body = await sendForm(form, event.submitter);
  if (!body) return;
  if (fold) {
    fold.open = false;
    fold.querySelector("summary").focus();
  }
  const goes = new URL(body.href || location.href, location.href);
  if (goes.pathname === location.pathname) {
    if (/\/(correct|digit)$/.test(form.getAttribute("action"))) history.replaceState(null, "", location.pathname);
    await refresh();
  } else {
    sayNext(body.done);
    location.assign(goes.href);
  }
});

const before = saidBefore();
if (before) say(before, { action: undo, label: "Undo" });
