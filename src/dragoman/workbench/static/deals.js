// The deal space answers while a slider moves: one question at a time, the newest answer wins.

import { say } from "./say.js";

const PAUSE_MS = 40, QUIET_MS = 900, TIRED_MS = 1500;

const room = document.querySelector("[data-deals]");
const waiting = document.querySelector("[data-waiting]");
const supposed = new Map();

const number = (value) => String(Number(Number(value).toFixed(6)));
const rows = () => room.querySelectorAll("[data-target]");
const rowOf = (target) => room.querySelector(`[data-target="${CSS.escape(target)}"]`);

function readSupposed() {
  supposed.clear();
  for (const link of room.querySelectorAll("#supposed [data-change]")) {
    supposed.set(link.dataset.reset || link.dataset.change, link.dataset.change);
  }
}

function address(path, base = "") {
  const query = new URLSearchParams(base);
  for (const change of supposed.values()) query.append("change", change);
  const told = query.toString();
  return told ? `${path}?${told}` : path;
}

// What stands in a row's fields, as [low, high].
function ends(row) {
  const value = (name) => row.querySelector(`[data-end="${name}"]`).valueAsNumber;
  if (row.dataset.switch) {
    const chosen = row.querySelector("input[type=radio]:checked")?.value;
    if (chosen !== "open") return chosen === "red" ? [1, 1] : [0, 0];
    const sure = Math.min(1, Math.max(0, value("sure")));
    return [sure, sure];
  }
  const [low, high] = [value("v"), value("h")];
  if (Number.isNaN(low) && Number.isNaN(high)) return [NaN, NaN];
  if (Number.isNaN(high)) return [low, low];
  if (Number.isNaN(low)) return [high, high];
  return [Math.min(low, high), Math.max(low, high)];
}

function signed(row) {
  const [low, high] = [Number(row.dataset.baseLow), Number(row.dataset.baseHigh)];
  return row.dataset.switch ? [(low + high) / 2, (low + high) / 2] : [low, high];
}

const same = (one, other) => Math.abs(one - other) < 1e-6 * Math.max(1, Math.abs(other));

function words(row, [low, high]) {
  if (row.dataset.switch && low === high && (low === 0 || low === 1)) return low ? "a red line" : "acceptable";
  let told = same(low, high) ? number(low) : `${number(low)} to ${number(high)}`;
  if (row.dataset.switch) return `${told} sure that it is a red line`;
  if (row.dataset.scale) {
    const middle = (low + high) / 2;
    const near = JSON.parse(row.dataset.scale).reduce((best, one) => Math.abs(one[0] - middle) < Math.abs(best[0] - middle) ? one : best);
    told += ` of 100, near “${near[1]}”`;
  }
  return told;
}

function take(row) {
  const [low, high] = ends(row);
  if (Number.isNaN(low)) return;
  const target = row.dataset.target, base = signed(row);
  const isChanged = !(same(low, base[0]) && same(high, base[1]));
  if (isChanged) supposed.set(target, `${target}=${same(low, high) ? number(low) : `${number(low)}..${number(high)}`}`);
  else supposed.delete(target);
  row.dataset.changed = isChanged ? "yes" : "";
  row.querySelector(".reset").hidden = !isChanged;
  tell(row, [low, high]);
  ask();
}

function tell(row, found) {
  const told = words(row, found);
  const now = row.querySelector(".now");
  if (now) now.textContent = told;
  row.querySelector("input[type=range]")?.setAttribute("aria-valuetext", told);
}

function put(row, [low, high], at) {
  if (row.dataset.switch) {
    const kind = low === high && (low === 0 || low === 1) ? (low ? "red" : "acceptable") : "open";
    row.querySelector(`input[value="${kind}"]`).checked = true;
    if (kind === "open") row.querySelector('[data-end="sure"]').value = number(low);
    return;
  }
  row.querySelector('[data-end="v"]').value = number(low);
  row.querySelector('[data-end="h"]').value = number(high);
  const range = row.querySelector("input[type=range]");
  range.value = at ?? (low + high) / 2;
}

function reset(target) {
  const row = target && rowOf(target);
  supposed.delete(target);
  if (!row) return ask();
  put(row, signed(row), row.querySelector("input[type=range]")?.dataset.baseAt);
  take(row);
}

let timer = 0, running = null, isStale = false, quiet = 0;

function ask() {
  clearTimeout(timer);
  timer = setTimeout(fetchAnswer, PAUSE_MS);
}

// While one question is out the next waits for its answer, unless that takes long.
async function fetchAnswer() {
  if (running) {
    isStale = true;
    if (performance.now() - running.began > TIRED_MS) running.control.abort();
    return;
  }
  const mine = (running = { control: new AbortController(), began: performance.now() });
  isStale = false;
  follow();
  try {
    const answer = await fetch(address("/deals/answer"), { headers: { "X-Part": "main" }, credentials: "same-origin", signal: mine.control.signal });
    const part = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!isStale || answer.ok) show(part, answer);
  } catch (error) {
    if (error.name !== "AbortError") say("The workbench does not answer; the numbers below were not reckoned with.", { bad: true });
  } finally {
    running = null;
    if (isStale) fetchAnswer();
  }
}

function show(part, answer) {
  const fresh = part.getElementById("answer");
  if (!answer.ok || !fresh) {
    say(part.querySelector("main p")?.textContent || `The workbench answered ${answer.status}.`, { bad: true });
    return;
  }
  const open = [...room.querySelectorAll("#answer details")].map((one) => [one.className, one.open]);
  room.querySelector("#answer").replaceWith(document.adoptNode(fresh));
  for (const [name, isOpen] of open) for (const one of room.querySelectorAll(`#answer details[class="${name}"]`)) one.open = isOpen;
  if (!isStale) room.querySelector("#supposed").replaceWith(document.adoptNode(part.getElementById("supposed")));
  room.querySelector(".zone-bar").textContent = room.querySelector("#answer").dataset.headline;
  clearTimeout(quiet);
  quiet = setTimeout(announce, QUIET_MS);
}

// Read aloud once the slider rests, and only what is new.
function announce() {
  const said = document.getElementById("said"), told = room.querySelector("#answer").dataset.headline;
  const first = room.querySelector("#answer .differs .says")?.textContent;
  const whole = first ? `${told} ${first}` : told;
  if (said.textContent !== whole) said.textContent = whole;
}

// The address, and the links that carry the changes along.
function follow() {
  history.replaceState(history.state, "", address("/deals", room.dataset.party ? `party=${encodeURIComponent(room.dataset.party)}` : ""));
  for (const link of document.querySelectorAll("[data-carry]")) {
    const to = new URL(link.dataset.carry, location.href);
    link.href = address(to.pathname, to.search);
  }
  for (const box of room.querySelectorAll(".issue-sliders")) count(box.querySelector("summary"), box.querySelectorAll('[data-changed="yes"]').length);
  const here = room.querySelector('.party-tabs [aria-current]');
  if (here) count(here, room.querySelectorAll('.deal-sliders [data-changed="yes"]').length);
}

function count(place, changed) {
  let told = place.querySelector(".count");
  if (!told) {
    told = document.createElement("span");
    told.className = "count";
    place.append(" ", told);
  }
  told.textContent = changed ? `${changed} changed` : "";
}

function moved(event) {
  const row = event.target.closest("[data-target]");
  if (!row) return;
  if (event.target.type === "range") put(row, [event.target.valueAsNumber, event.target.valueAsNumber], event.target.value);
  else if (event.target.type === "number" && event.target.dataset.end === "sure") row.querySelector('input[value="open"]').checked = true;
  else if (event.target.type === "number") {
    const [low, high] = ends(row);
    if (!Number.isNaN(low)) row.querySelector("input[type=range]").value = (low + high) / 2;
  }
  take(row);
}

function clicked(event) {
  const one = event.target.closest("[data-reset]"), all = event.target.closest("[data-reset-all]");
  if (!one && !all) return;
  event.preventDefault();
  const row = one && rowOf(one.dataset.reset);
  if (one && !one.dataset.reset) supposed.delete(one.dataset.change);
  if (one) reset(one.dataset.reset);
  else for (const target of [...supposed.keys()]) reset(target);
  (row?.querySelector("input") || document.getElementById("h-sliders")).focus();
}

function begin() {
  readSupposed();
  document.getElementById("h-sliders").tabIndex = -1;
  for (const one of room.querySelectorAll(".js-only")) one.hidden = false;
  room.classList.add("quick");
  room.addEventListener("input", (event) => { if (event.target.type === "range") moved(event); });
  room.addEventListener("change", (event) => { if (event.target.type !== "range") moved(event); });
  room.addEventListener("click", clicked);
  room.addEventListener("submit", (event) => { if (event.target.matches(".slider-form")) event.preventDefault(); });
}

// Work that is done aside: look again until it is done, then set the page anew.
async function wait(href) {
  const answer = await fetch(href, { credentials: "same-origin" }).catch(() => null);
  const told = answer?.ok ? await answer.json() : null;
  if (told && told.sheet.state !== "building") {
    const ready = new URL(location.href);
    ready.searchParams.delete("wait");
    return ready.href === location.href ? location.reload() : location.replace(ready.href);
  }
  const line = waiting.querySelector("[role=status]");
  if (told && line) line.textContent = `${told.sheet.progress} …`;
  const next = new URL(href, location.href);
  next.searchParams.set("wait", Number(next.searchParams.get("wait") || 0) + 1);
  setTimeout(() => wait(next.href), 1000);
}

if (room) begin();
if (waiting) setTimeout(() => wait(waiting.dataset.waiting), 700);

document.addEventListener("refreshed", () => location.reload());
