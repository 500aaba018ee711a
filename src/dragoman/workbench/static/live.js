// What the workbench tells while a page stands open: work under way, and what changed.
import { refresh } from "./part.js";
import { say } from "./say.js";

let waiting = null;

const isBusy = () => document.querySelector("dialog[open]") || document.activeElement?.closest("form") && document.activeElement.matches("input, textarea, select") || document.body.dataset.page === "deals" || document.body.dataset.page === "settings";

function changed() {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    if (isBusy()) say("The file has changed since you opened this page.", { action: refresh, label: "Show it" });
    else refresh();
  }, 250);
}

export function listen() {
  if (!window.EventSource) return;
  const stream = new EventSource("/live");
  const work = document.getElementById("work");
  stream.addEventListener("changed", changed);
  stream.addEventListener("work", (event) => {
    const told = JSON.parse(event.data);
    work.textContent = told.done === undefined ? (told.what || "") : `${told.what} ${told.total ? `${told.done} of ${told.total}` : told.done}`;
  });
  stream.addEventListener("trouble", (event) => say(JSON.parse(event.data).words, { bad: true }));
}
