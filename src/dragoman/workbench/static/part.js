// Fetching parts of pages and sending forms, with the errors said in words.
import { say } from "./say.js";

export const csrf = () => document.querySelector('meta[name="csrf"]').content;

export async function fetchPart(href) {
  const answer = await fetch(href, { headers: { "X-Part": "main" }, credentials: "same-origin" });
  if (answer.redirected && new URL(answer.url).pathname.startsWith("/login")) location.assign(answer.url);
  const text = await answer.text();
  const made = new DOMParser().parseFromString(text, "text/html");
  if (!answer.ok) say(made.querySelector("main p")?.textContent || `The workbench answered ${answer.status}.`, { bad: true });
  return made.body.querySelector("main") || made.body;
}

export async function refresh() {
  const main = document.getElementById("main");
  const focused = document.activeElement?.closest("[data-entry]")?.dataset.entry;
  const at = scrollY;
  const part = await fetchPart(location.href);
  main.replaceChildren(...part.childNodes);
  if (focused) document.querySelector(`#main [data-entry="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  scrollTo({ top: at });
  document.dispatchEvent(new CustomEvent("refreshed"));
}

// Sends a form's fields to an act; returns {ok, status, body}.
export async function act(path, fields) {
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
  });
  const told = await answer.json().catch(() => ({ error: `The workbench answered ${answer.status}.` }));
  if (!answer.ok) say(told.error, { bad: true });
  return { ok: answer.ok, status: answer.status, body: told };
}
