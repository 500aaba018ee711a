// Reviewing by keyboard: the keys act on the line that has the focus, or on the entry's own page.
import { openBeside } from "./beside.js";
import { bindKeys, here, lines } from "./keys.js";
import { overtaken } from "./overtaken.js";
import { act, fetchPart, refresh } from "./part.js";
import { announce, say } from "./say.js";
import { changedFields, firstFields, redo, sendForm, undo } from "./sending.js";

const acts = () => document.querySelector(".acts[data-entry]");
const target = () => here()?.closest("[data-entry]") || acts();
const path = (node, what) => `/entries/${encodeURIComponent(node.dataset.entry)}/${what}`;
const isThere = () => Boolean(target());
const again = (node) => document.querySelector(`#main [data-entry="${CSS.escape(node.dataset.entry)}"]`) || node;

async function send(node, what, seen = node.dataset.seen) {
  const answer = await act(path(node, what), seen === undefined ? {} : { seen }, { seesTo: [409] });
  if (answer.status === 409) return overtaken(what, {}, answer.body, (now) => send(again(node), what, now));
  if (!answer.ok) return undefined;
  say(answer.body.done, { action: undo, label: "Undo" });
  if (node.isConnected && node.closest(".queue")) {
    const all = lines();
    const next = all[all.indexOf(node) + 1] || all[all.indexOf(node) - 1];
    const hadFocus = node.contains(document.activeElement);
    node.remove();
    if (hadFocus) {
      (next || document.getElementById("main")).focus();
      document.dispatchEvent(new CustomEvent("moved"));
    }
  }
  return refresh();
}

// Opens one of the entry's own forms over the line, or on the entry's page in place.
async function form(what) {
  const node = target();
  const own = acts() && node === acts() && document.querySelector(`.acts form[action$="/${what}"]`);
  if (own) {
    const fold = own.closest("details");
    if (fold) fold.open = true;
    own.querySelector("input:not([type=hidden]), textarea, select, button")?.focus();
    return;
  }
  const part = await fetchPart(`/entries/${encodeURIComponent(node.dataset.entry)}${what === "correct" ? "?form=correct" : ""}`);
  const found = part.querySelector(`.acts form[action$="/${what}"]`);
  if (!found) { say("This cannot be done on this entry."); return; }
  const said = node.querySelector(".says")?.textContent || document.querySelector("h1 .says")?.textContent || "";
  over(found, what, said, node);
}

const TITLES = { correct: "Correct", reject: "Reject", note: "Note", ask: "Question", split: "Split", handle: "Handling" };

function over(found, what, said, node) {
  const dialog = document.createElement("dialog");
  dialog.className = "legend-box wide";
  dialog.setAttribute("aria-labelledby", "over-title");
  const title = document.createElement("h2");
  title.id = "over-title";
  title.textContent = TITLES[what] || what;
  const about = document.createElement("p");
  about.className = "about";
  about.dir = "auto";
  about.textContent = said;
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Close";
  close.addEventListener("click", () => dialog.close());
  dialog.append(title, about, found, close);
  found.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!await sendForm(found, event.submitter)) return;
    dialog.close();
    await refresh();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    const place = again(node);
    (place.isConnected && place.matches("[tabindex]") ? place : document.getElementById("main")).focus({ preventScroll: true });
  });
  document.body.append(dialog);
  dialog.showModal();
  toAll(found);
  found.querySelector("input:not([type=hidden]), textarea, select")?.focus();
}

// "Apply to all like this": the fields of the correction go along to the preview.
function toAll(form) {
  const more = form.querySelector(".to-all");
  if (!more || !more.hidden) return;
  more.hidden = false;
  more.addEventListener("click", () => {
    const now = new FormData(form);
    const fields = {};
    for (const name of Object.keys(changedFields(now, firstFields(form))).filter((key) => key.startsWith("field."))) {
      const value = now.getAll(name);
      fields[name.slice(6)] = value.length > 1 || now.has(`several.${name}`) ? value.filter(Boolean) : value[0];
    }
    const at = form.getAttribute("action").replace(/\/correct$/, "/alike");
    location.assign(`${at}?${new URLSearchParams({ verb: "correct", fields: JSON.stringify(fields) })}`);
  });
}

// Lines picked with "m" can be said to be the same; two of them also different, or neither.
const picked = () => Array.from(document.querySelectorAll(".picked[data-entry]"));
function pick() {
  const isPicked = here().classList.toggle("picked");
  announce(`${isPicked ? "picked" : "not picked any more"}; ${picked().length} picked`);
}

async function pair(judged) {
  const ids = picked().map((node) => node.dataset.entry);
  const mine = here()?.dataset.entry;
  if (mine && !ids.includes(mine)) ids.push(mine);
  if (ids.length < 2) return say("Pick two entries with m first.");
  const answer = await act("/pairs", { entry: ids, judged });
  if (!answer.ok) return undefined;
  for (const node of picked()) node.classList.remove("picked");
  say(answer.body.done, { action: undo, label: "Undo" });
  return refresh();
}

function reply() {
  const fold = document.activeElement.closest(".remark-line")?.querySelector("details");
  fold.open = true;
  fold.querySelector("textarea").focus();
}

// A wide screen has room for the document from the start; once closed it stays closed.
function openAtOnce() {
  if (!matchMedia("(min-width: 100rem)").matches || sessionStorage.getItem("beside") === "closed") return;
  const link = document.querySelector("#main a[data-beside]");
  if (link) openBeside(link, { quiet: true });
}

function begin() {
  document.querySelector(".keys-hint")?.removeAttribute("hidden");
  document.querySelectorAll('form[data-form="correct"]').forEach(toAll);
}

document.addEventListener("refreshed", begin);
begin();
openAtOnce();

bindKeys({
  "r": { say: "mark as reviewed", when: isThere, act: () => send(target(), "review") },
  "a": { say: "approve (editors)", when: isThere, act: () => send(target(), "accept") },
  "x": { say: "reject, with a reason", when: isThere, act: () => form("reject") },
  "e": { say: "correct", when: isThere, act: () => form("correct") },
  "n": { say: "put a note", when: isThere, act: () => form("note") },
  "Q": { say: "ask colleagues", when: isThere, act: () => form("ask") },
  "R": { say: "answer the note or question under the focus", when: () => document.activeElement.closest(".remark-line")?.querySelector("details"), act: reply },
  "p": { say: "split: part of it leaves into an entry of its own", when: isThere, act: () => form("split") },
  "h": { say: "set its handling mark", when: isThere, act: () => form("handle") },
  "l": { say: "apply to all like this", when: isThere, act: () => location.assign(path(target(), "alike")) },
  "m": { say: "pick for same or different", when: () => here()?.dataset.entry, act: pick },
  "s": { say: "the picked ones are the same", when: () => picked().length > 0, act: () => pair("same") },
  "d": { say: "the picked ones are different", when: () => picked().length > 0, act: () => pair("different") },
  "w": { say: "nobody can tell whether the picked are the same", when: () => picked().length > 0, act: () => pair("unsure") },
  "u": { say: "take back your latest decision", act: undo },
  "U": { say: "let what was taken back stand again", act: redo },
});
