// What the workbench tells while a page stands open: work under way, and what changed.
import { refresh } from "./part.js";
import { announce, say } from "./say.js";

let waiting = null;

// Words that somebody wrote and has not sent yet are never swept away.
const isUnsent = (field) => (field.tagName === "SELECT" ? Array.from(field.options).some((one) => one.selected !== one.defaultSelected) && field.closest("form").method === "post" : field.value !== field.defaultValue);
const hasUnsent = () => Array.from(document.querySelectorAll("#main form[method=post] :is(textarea, select, input:not([type=hidden], [type=checkbox], [type=radio]))")).some(isUnsent);
const isBusy = () => hasUnsent() || document.querySelector("dialog[open]") || document.activeElement?.closest("form") && document.activeElement.matches("input, textarea, select") || document.body.dataset.page === "deals" || document.body.dataset.page === "settings";

function changed(state) {
  document.body.dataset.state = state;
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    if (isBusy()) say("The file has changed since you opened this page.", { action: refresh, label: "Show it" });
    else refresh();
  }, 250);
}

let stream = null;
let doing = null;

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
    if (told.what && told.what !== doing) announce(told.what);
    doing = told.what;
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
