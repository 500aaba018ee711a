// The document beside the entry: opens a citation without leaving the page.
import { fetchPart } from "./part.js";

const room = () => document.getElementById("beside");
let opener = null;

export const besideIsOpen = () => room() && !room().hidden;

function button(text, label, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  return made;
}

function bar(link) {
  const made = document.createElement("div");
  made.className = "bar";
  const which = document.createElement("p");
  which.className = "which";
  which.textContent = link.title || link.textContent;
  const whole = document.createElement("a");
  whole.href = link.href;
  whole.textContent = "Open alone";
  made.append(which, whole, button("←", "Citation before", () => turn(-1)), button("→", "Next citation", () => turn(1)), button("Close", "Close the document (Esc)", closeBeside));
  return made;
}

// A quiet opening follows the line that has the focus and leaves the focus there.
export async function openBeside(link, { quiet = false } = {}) {
  opener = link;
  document.querySelectorAll(".cite.on").forEach((other) => other.classList.remove("on"));
  link.classList.add("on");
  const href = new URL(link.href);
  if (document.querySelector("[data-blind]")) href.searchParams.set("blind", "true");
  const part = await fetchPart(href.href);
  if (opener !== link) return;
  const article = part.querySelector("article.reader");
  room().replaceChildren(bar(link), article || part);
  room().hidden = false;
  document.body.classList.add("with-beside");
  if (!quiet) room().focus({ preventScroll: true });
  if (!quiet) link.scrollIntoView({ block: "nearest" });
  const here = room().querySelector("#here, mark.here");
  if (here) room().scrollTop += here.getBoundingClientRect().top - room().getBoundingClientRect().top - room().clientHeight / 3;
  sessionStorage.removeItem("beside");
  document.dispatchEvent(new CustomEvent("beside", { detail: { link } }));
}

export function closeBeside() {
  const hadFocus = room().contains(document.activeElement) || document.activeElement === document.body;
  room().hidden = true;
  room().replaceChildren();
  document.body.classList.remove("with-beside");
  document.querySelectorAll(".cite.on").forEach((other) => other.classList.remove("on"));
  sessionStorage.setItem("beside", "closed");
  if (hadFocus) (opener?.isConnected ? opener : document.getElementById("main")).focus({ preventScroll: !opener?.isConnected });
  opener = null;
}

export function turn(step) {
  if (!opener) return;
  const line = opener.closest(".line, tr, li, section") || document;
  const links = Array.from(line.querySelectorAll("a[data-beside]"));
  const next = links[links.indexOf(opener) + step];
  if (next) openBeside(next);
}

// When the page is made anew the citation that opened the document is found again.
document.addEventListener("refreshed", () => {
  if (!besideIsOpen() || !opener || opener.isConnected) return;
  const entry = opener.closest("[data-entry]")?.dataset.entry;
  const within = entry && document.querySelector(`#main [data-entry="${CSS.escape(entry)}"]`) || document;
  const same = within.querySelector(`a[data-beside][href="${CSS.escape(opener.getAttribute("href"))}"]`);
  same?.classList.add("on");
  opener = same || opener;
});

// While the document stands open it follows the reader from line to line.
document.addEventListener("moved", () => {
  const link = besideIsOpen() && document.activeElement.querySelector("a[data-beside]");
  if (link && link !== opener) openBeside(link, { quiet: true });
});
