// Keyboard for everything: one table of keys, shown by "?".
const keys = new Map();
export const GO = { o: "/overview", t: "/timeline", p: "/positions", c: "/contacts", m: "/commitments", d: "/discrepancies", w: "/people", f: "/documents", r: "/review", s: "/deals", q: "/ask", a: "/add", x: "/out", e: "/settings", l: "/log" };
let prefix = "";

export function bindKeys(table) {
  for (const [key, bound] of Object.entries(table)) keys.set(key, bound);
  list();
}

export const lines = () => Array.from(document.querySelectorAll("#main .line")).filter((one) => one.offsetParent !== null);
export const here = () => document.activeElement?.closest(".line");

function move(step) {
  const all = lines();
  const at = all.indexOf(here());
  const seen = all.findIndex((one) => one.getBoundingClientRect().bottom > 0);
  const next = all[at < 0 ? (step > 0 ? Math.max(seen, 0) : seen - 1) : at + step];
  if (next) {
    next.focus();
    next.scrollIntoView({ block: "nearest" });
    document.dispatchEvent(new CustomEvent("moved"));
  }
}

bindKeys({
  "j": { say: "next line", act: () => move(1) },
  "k": { say: "line before", act: () => move(-1) },
  "Enter": { say: "open the sentence behind the line", when: () => here() === document.activeElement, act: () => (here().querySelector("a[data-beside]") || here().querySelector("a"))?.click() },
  "o": { say: "open the entry's own page", when: () => here()?.dataset.entry, act: () => here().querySelector("a.more-of")?.click() },
  "/": { say: "ask the file", act: () => document.getElementById("find")?.focus() },
});

function list() {
  const place = document.getElementById("keys-list");
  if (!place) return;
  const rows = [...keys].map(([key, bound]) => [key, bound.say]);
  rows.push(["g then a letter", "go to a page: " + Object.entries(GO).filter(([, href]) => document.querySelector(`.ways a[href="${href}"]`)).map(([letter, href]) => `${letter} ${href.slice(1)}`).join(", ")]);
  rows.push(["?", "this list"]);
  place.replaceChildren(...rows.map(([key, words]) => {
    const row = document.createElement("div");
    const dt = document.createElement("dt");
    const kbd = document.createElement("kbd");
    kbd.textContent = key;
    dt.append(kbd);
    const dd = document.createElement("dd");
    dd.textContent = words;
    row.append(dt, dd);
    return row;
  }));
}

export function keysDialog() {
  const dialog = document.getElementById("keys");
  const opens = document.querySelector(".keys-open");
  if (!dialog || !opens) return;
  opens.hidden = false;
  opens.addEventListener("click", () => dialog.showModal());
}

const isWriting = (node) => node && (node.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName) && node.type !== "checkbox" && node.type !== "radio" && node.type !== "range");

// Out of a field: its fold closes, and the focus goes to what opened it.
function leave(field) {
  const fold = field.closest("#main details");
  if (fold) fold.open = false;
  const place = fold?.querySelector("summary") || field.closest(".line") || document.getElementById("main");
  place.focus({ preventScroll: true });
}

document.addEventListener("keydown", (event) => {
  if (event.metaKey || event.ctrlKey || event.altKey) return;
  const dialog = document.querySelector("dialog[open]");
  if (event.key === "Escape" && !dialog && isWriting(document.activeElement)) { leave(document.activeElement); return; }
  if (dialog || isWriting(document.activeElement)) return;
  if (prefix === "g") {
    prefix = "";
    const way = document.querySelector(`.ways a[href="${GO[event.key]}"]`);
    if (way) { event.preventDefault(); way.click(); }
    return;
  }
  if (event.key === "g") { prefix = "g"; return; }
  if (event.key === "?") { document.getElementById("keys").showModal(); return; }
  const bound = keys.get(event.key);
  if (!bound || (bound.when && !bound.when())) return;
  event.preventDefault();
  bound.act(event);
});
