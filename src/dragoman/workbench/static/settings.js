// The settings' form: one more row, and the trial on the file without leaving the page.
import { act } from "./part.js";

const PAUSE_MS = 900;

// A blank row is copied under the next number; the server knows rows by their names.
function addRow(button) {
  const group = button.dataset.add;
  const blanks = [...document.querySelectorAll(`[data-new="${CSS.escape(group)}"]`)];
  const last = blanks[blanks.length - 1];
  const place = last.dataset.row.slice(group.length + 1);
  const next = `new${Number(place.slice(3)) + 1}`;
  const made = last.cloneNode(true);
  for (const one of [made, ...made.querySelectorAll("*")]) {
    for (const name of ["data-row", "data-new", "data-add", "name", "id", "for", "aria-describedby"]) {
      const value = one.getAttribute(name);
      if (value && !(one === made && name === "data-new")) one.setAttribute(name, value.replaceAll(`${group}.${place}`, `${group}.${next}`));
    }
    if (one.matches("input:not([type=radio]):not([type=checkbox]), textarea")) { one.value = ""; one.defaultValue = ""; }
    if (one.matches("input[type=radio]")) one.checked = one.value === "";
    if (one.matches(".fault")) one.remove();
  }
  last.after(made);
  if (made.matches("details")) {
    made.open = true;
    last.open = true;
  }
  made.querySelector("input, textarea, select")?.focus();
}

for (const button of document.querySelectorAll("button.one-more")) button.hidden = false;
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-add]");
  if (button) addRow(button);
});
document.getElementById("faults")?.focus();

// A form that was changed is not left by mistake.
const form = document.getElementById("as-form");
let isChanged = false;
form?.addEventListener("input", () => { isChanged = true; });
document.addEventListener("submit", () => { isChanged = false; });
addEventListener("beforeunload", (event) => { if (isChanged) event.preventDefault(); });

const trying = document.getElementById("try"), place = document.getElementById("trial");

async function follow(href) {
  const answer = await fetch(href, { headers: { "X-Part": "main" }, credentials: "same-origin" }).catch(() => null);
  const made = answer && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("told");
  if (!made) { place.textContent = "The workbench does not answer; you can try again or sign without it."; return; }
  for (const one of made.querySelectorAll(".no-js")) one.remove();
  const words = made.textContent.trim();
  if (made.dataset.state !== "building" || place.textContent.trim() !== words) place.replaceChildren(...made.childNodes);
  if (made.dataset.state !== "building") return;
  const next = new URL(href, location.href);
  next.searchParams.set("wait", Number(next.searchParams.get("wait") || 0) + 1);
  setTimeout(() => follow(next.href), PAUSE_MS);
}

async function begin() {
  place.textContent = "Starting …";
  trying.querySelector("button").disabled = true;
  const answer = await act("/settings/try", new FormData(trying));
  trying.querySelector("button").disabled = false;
  if (answer.ok) follow(answer.body.href);
  else place.textContent = answer.body.error;
}

trying?.addEventListener("submit", (event) => { event.preventDefault(); begin(); });
if (trying?.matches("[data-now]")) begin();

// The trial on a page of its own comes back by itself.
if (document.body.dataset.page === "settings_trial") {
  const next = new URL(location.href);
  next.searchParams.set("wait", Number(next.searchParams.get("wait") || 0) + 1);
  setTimeout(() => location.replace(next.href), PAUSE_MS);
}
