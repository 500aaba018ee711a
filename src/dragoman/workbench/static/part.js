// Fetching parts of pages and sending forms, with the errors said in words.
import { say } from "./say.js";

export const csrf = () => document.querySelector('meta[name="csrf"]').content;

const GONE = "The workbench does not answer; nothing was signed. See whether it still runs.";

export async function fetchPart(href) {
  const answer = await fetch(href, { headers: { "X-Part": "main" }, credentials: "same-origin" }).catch(() => null);
  if (!answer) {
    say(GONE, { bad: true });
    throw new Error(GONE);
  }
  if (answer.redirected && new URL(answer.url).pathname.startsWith("/login")) location.assign(answer.url);
  const text = await answer.text();
  const made = new DOMParser().parseFromString(text, "text/html");
  if (!answer.ok) say(made.querySelector("main p")?.textContent || `The workbench answered ${answer.status}.`, { bad: true });
  return made.body.querySelector("main") || made.body;
}

const main = () => document.getElementById("main");
const entries = () => Array.from(main().querySelectorAll(".line[data-entry]"));
const summaries = () => Array.from(main().querySelectorAll("details > summary"));
const named = (summary) => `${summary.closest("[data-entry], section")?.id || summary.closest("[data-entry]")?.dataset.entry || ""} ${summary.textContent.trim()}`;

// Where the reader is: the line, the field or the fold that has the focus, and the lines after it.
export function whereIAm() {
  const at = document.activeElement;
  if (!at || at === document.body || !main().contains(at)) return null;
  const line = at.closest(".line[data-entry]");
  const ids = entries().map((one) => one.dataset.entry);
  const index = line ? ids.indexOf(line.dataset.entry) : -1;
  const near = line ? [line.dataset.entry, ...ids.slice(index + 1), ...ids.slice(0, index).reverse()] : [];
  return { near, id: at.id, summary: at.closest("details") ? named(at.closest("details").querySelector("summary")) : "" };
}

export function goBackTo(place) {
  if (!place) return;
  const line = place.near.map((id) => main().querySelector(`.line[data-entry="${CSS.escape(id)}"]`)).find(Boolean);
  const summary = place.summary && summaries().find((one) => named(one) === place.summary);
  (line || (place.id && document.getElementById(place.id)) || summary || main()).focus({ preventScroll: true });
}

let latest = 0;

export async function refresh() {
  latest += 1;
  const mine = latest;
  const part = await fetchPart(location.href);
  if (mine !== latest) return;
  const place = whereIAm();
  const picked = entries().filter((one) => one.classList.contains("picked")).map((one) => one.dataset.entry);
  const open = new Set(summaries().filter((one) => one.parentElement.open).map(named));
  const at = scrollY;
  recount(part);
  main().replaceChildren(...part.childNodes);
  for (const one of summaries()) if (open.has(named(one))) one.parentElement.open = true;
  for (const one of entries()) one.classList.toggle("picked", picked.includes(one.dataset.entry));
  scrollTo({ top: at, behavior: "instant" });
  goBackTo(place);
  document.dispatchEvent(new CustomEvent("refreshed"));
}

// The counts in the navigation come along with the part.
function recount(part) {
  const told = part.querySelector("[data-counts]");
  if (!told) return;
  for (const one of told.children) {
    const place = document.querySelector(`.ways a[href="${one.dataset.href}"] .count`);
    if (place) place.textContent = one.textContent;
  }
  told.remove();
}

// Sends a form's fields to an act; returns {ok, status, body}. What goes wrong is said, but for the
// statuses that the caller sees to.
export async function act(path, fields, { seesTo = [] } = {}) {
  const body = fields instanceof FormData ? fields : new FormData();
  if (!(fields instanceof FormData)) {
    for (const [name, value] of Object.entries(fields)) {
      for (const one of Array.isArray(value) ? value : [value]) body.append(name, one);
    }
  }
  body.set("csrf_token", csrf());
  const answer = await fetch(path, {
    method: "POST", body, credentials: "same-origin",
    headers: { "Accept": "application/json", "X-CSRF-Token": csrf() },
  }).catch(() => null);
  if (!answer) {
    say(GONE, { bad: true });
    return { ok: false, status: 0, body: { error: GONE } };
  }
  const told = await answer.json().catch(() => ({ error: `The workbench answered ${answer.status}.` }));
  if (!answer.ok && !seesTo.includes(answer.status)) say(told.error, { bad: true });
  return { ok: answer.ok, status: answer.status, body: told };
}
