// What the workbench tells while a page stands open: work under way, and what changed.
import { refresh } from "./part.js";
import { say } from "./say.js";

let waiting = null;

const isBusy = () => document.querySelector("dialog[open]") || document.activeElement?.closest("form") && document.activeElement.matches("input, textarea, select") || document.body.dataset.page === "deals" || document.body.dataset.page === "settings";

function changed(state) {
  document.body.dataset.state = state;
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    if (isBusy()) say("The file has changed since you opened this page.", { action: refresh, label: "Show it" });
    else refresh();
  }, 250);
}

let stream = null;

function open() {
  stream = new EventSource("/live");
  const work = document.getElementById("work");
  stream.addEventListener("state", (event) => {
    const { state } = JSON.parse(event.data);
    if (state !== document.body.dataset.state) changed(state);
  });
  stream.addEventListener("changed", (event) => changed(JSON.parse(event.data).state));
  stream.addEventListener("work", (event) => {
    const told = JSON.parse(event.data);
    work.textContent = told.done === undefined ? (told.what || "") : `${told.what} ${told.total ? `${told.done} of ${told.total}` : told.done}`;
  });
  stream.addEventListener("read", (event) => {
    const { read, skipped } = JSON.parse(event.data);
    say(`${read} read${skipped.length ? `; skipped: ${skipped.slice(0, 3).join("; ")}` : ""}`, { bad: skipped.length > 0 });
  });
  stream.addEventListener("trouble", (event) => say(JSON.parse(event.data).words, { bad: true }));
}

// A hidden page listens to nothing: browsers keep few connections to one server.
export function listen() {
  if (!window.EventSource) return;
  open();
  document.addEventListener("visibilitychange", () => {
    stream?.close();
    stream = null;
    if (!document.hidden) open();
  });
}
