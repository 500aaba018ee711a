// Hover, filter and narrowing for the reading pages: over data attributes, pages work without it.
import { refresh } from "./part.js";

const main = () => document.getElementById("main");
const marks = (root = main()) => Array.from(root.querySelectorAll("svg.chart .m"));
const LOOKS = { held: "held", way: "way", open: "hollow", struck: "struck", cross: "cross" };

// What a mark says, in one line under the drawing; the lines and marks of the same entry light up.
function light(mark) {
  main().querySelectorAll("svg.chart .on, .line.on").forEach((one) => one.classList.remove("on"));
  const told = main().querySelector(".says-here");
  if (told) { told.hidden = !mark; told.textContent = mark ? mark.querySelector("title")?.textContent || "" : ""; }
  if (!mark) return;
  mark.classList.add("on");
  const { entry, node, number, ends } = mark.dataset;
  if (entry) main().querySelectorAll(`[data-entry="${CSS.escape(entry)}"]`).forEach((one) => one !== mark && one.classList.add("on"));
  if (node) marks().forEach((one) => (one.dataset.ends || "").split(" ").includes(node) && one.classList.add("on"));
  if (ends) marks().forEach((one) => one.dataset.node && ends.split(" ").includes(one.dataset.node) && one.classList.add("on"));
  if (number) main().querySelectorAll(".way").forEach((way) => way.classList.toggle("on", way.dataset.ends.split(" ").includes(number)));
}

const markOf = (node) => node?.closest?.("svg.chart .m");

function lightFrom(event) {
  const mark = markOf(event.target);
  if (mark) return light(mark);
  const line = event.target.closest?.("#main .line[data-entry]");
  const its = line && marks().find((one) => one.dataset.entry === line.dataset.entry);
  if (its) { light(its); main().querySelector(".says-here")?.setAttribute("hidden", ""); }
}

// One mark of a drawing is in the order of the keys; the arrows walk from mark to mark.
function rove() {
  main().querySelectorAll("svg.chart").forEach((chart) => marks(chart.parentNode).forEach((mark, n) => mark.setAttribute("tabindex", n ? "-1" : "0")));
}

function walk(event) {
  const mark = markOf(document.activeElement);
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!mark || !step || event.altKey || event.ctrlKey || event.metaKey) return;
  const all = marks(mark.closest("svg").parentNode).filter((one) => !one.classList.contains("faded"));
  const next = all[all.indexOf(mark) + step];
  if (!next) return;
  event.preventDefault();
  mark.setAttribute("tabindex", "-1");
  next.setAttribute("tabindex", "0");
  next.focus();
}

// The key becomes switches: what is switched off fades.
function toggles() {
  const key = main().querySelector("[data-toggles]");
  if (!key || key.querySelector("button")) return;
  const words = [];
  key.childNodes.forEach((node) => {
    if (node.nodeType === 1) words.push([node, ""]);
    else if (words.length) words[words.length - 1][1] += node.textContent.trim();
  });
  key.replaceChildren(...words.map(([shape, label]) => {
    if (!shape.dataset.look) { const plain = document.createElement("span"); plain.append(shape, ` ${label}`); return plain; }
    const button = document.createElement("button");
    button.type = "button";
    button.className = "toggle";
    button.dataset.look = shape.dataset.look;
    button.setAttribute("aria-pressed", "true");
    button.title = `Fade or show what is ${label}`;
    button.append(shape, document.createTextNode(label));
    button.addEventListener("click", () => {
      button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
      fade(key);
    });
    return button;
  }));
}

function fade(key) {
  const off = Array.from(key.querySelectorAll('button[aria-pressed="false"]'), (one) => one.dataset.look);
  marks().forEach((mark) => {
    const looks = mark.dataset.node ? [] : mark.classList.contains("edge") ? mark.dataset.status.split(" ") : Object.values(LOOKS).filter((look) => mark.classList.contains(look));
    mark.classList.toggle("faded", looks.length > 0 && looks.every((look) => off.includes(look)));
  });
}

// Going to another view of the same page without loading it whole; the last one asked for stands.
let shown = location.pathname + location.search;

async function show() {
  const asked = location.pathname + location.search;
  if (asked === shown) return;
  shown = asked;
  document.getElementById("main").setAttribute("aria-busy", "true");
  await refresh();
  if (asked !== location.pathname + location.search) await refresh();
  document.getElementById("main").removeAttribute("aria-busy");
}

export async function goTo(href, focus) {
  history.pushState({}, "", href);
  await show();
  const named = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (named) named.scrollIntoView({ block: "start" });
  (named || (focus && document.getElementById(focus)))?.focus({ preventScroll: true });
}

function narrow(form, focus) {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (String(value).trim()) query.append(name, value);
  return goTo(`${form.getAttribute("action")}?${query}`, focus);
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-narrow]")) return;
  event.preventDefault();
  narrow(event.target, event.submitter?.id);
});
document.addEventListener("change", (event) => {
  const form = event.target.closest?.("form[data-narrow]");
  if (form && event.target.matches("select, input[type=checkbox]")) narrow(form, event.target.id);
});
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-here]");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
  event.preventDefault();
  goTo(link.getAttribute("href"), link.id);
});
addEventListener("popstate", show);

// A stretch of days is chosen by drawing over the plot.
let pulled = null;
const dayAt = (svg, x) => {
  const { left, right, first, last } = svg.dataset;
  const share = Math.min(Math.max((x - Number(left)) / (Number(right) - Number(left)), 0), 1);
  const from = Date.parse(`${first}T00:00Z`), to = Date.parse(`${last}T00:00Z`);
  return new Date(from + Math.round((share * (to - from)) / 864e5) * 864e5).toISOString().slice(0, 10);
};
const xOf = (svg, event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse()).x;

document.addEventListener("pointerdown", (event) => {
  const svg = event.target.closest?.("svg[data-first]");
  if (!svg || event.button || event.pointerType === "touch" || !main().querySelector("#f-since")) return;
  pulled = { svg, from: xOf(svg, event), box: null };
});
document.addEventListener("pointermove", (event) => {
  if (!pulled) return;
  const x = xOf(pulled.svg, event);
  if (!pulled.box && Math.abs(x - pulled.from) < 8) return;
  if (!pulled.box) {
    pulled.box = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    pulled.box.setAttribute("class", "choosing");
    pulled.box.setAttribute("y", "6");
    pulled.box.setAttribute("height", String(pulled.svg.viewBox.baseVal.height - 28));
    pulled.svg.append(pulled.box);
  }
  pulled.box.setAttribute("x", String(Math.min(x, pulled.from)));
  pulled.box.setAttribute("width", String(Math.abs(x - pulled.from)));
  event.preventDefault();
});
document.addEventListener("pointerup", (event) => {
  const pull = pulled;
  pulled = null;
  if (!pull?.box) return;
  pull.box.remove();
  const ends = [pull.from, xOf(pull.svg, event)].sort((a, b) => a - b).map((x) => dayAt(pull.svg, x));
  addEventListener("click", (click) => { click.preventDefault(); click.stopPropagation(); }, { capture: true, once: true });
  setTimeout(() => {
    const query = new URLSearchParams(location.search);
    query.set("since", ends[0]);
    query.set("until", ends[1]);
    query.delete("page");
    goTo(`${location.pathname}?${query}`);
  });
});
document.addEventListener("dragstart", (event) => { if (pulled) event.preventDefault(); });

// A slider over the days on which something moved.
function slide() {
  const box = main().querySelector(".slide[data-days]");
  if (!box || box.querySelector("input")) return;
  const days = box.dataset.days.split(" ").filter(Boolean);
  if (days.length < 2) return;
  const input = document.createElement("input");
  input.type = "range";
  input.min = "0";
  input.max = String(days.length);
  input.value = String(box.dataset.on ? Math.max(days.filter((day) => day <= box.dataset.on).length - 1, 0) : days.length);
  input.id = "f-slide";
  input.setAttribute("aria-label", "Day up to which the matrix shows what was said");
  const words = () => (Number(input.value) === days.length ? "now" : days[Number(input.value)]);
  const told = document.createElement("output");
  told.textContent = words();
  input.setAttribute("aria-valuetext", words());
  input.addEventListener("input", () => { told.textContent = words(); input.setAttribute("aria-valuetext", words()); });
  input.addEventListener("change", () => {
    const query = new URLSearchParams(location.search);
    if (words() === "now") query.delete("on"); else query.set("on", words());
    query.delete("page");
    goTo(`${location.pathname}?${query}`, "f-slide");
  });
  box.append(input, told);
}

function begin() {
  rove();
  toggles();
  slide();
}

document.addEventListener("pointerover", lightFrom);
document.addEventListener("focusin", lightFrom);
document.addEventListener("pointerout", (event) => { if (markOf(event.target) && !markOf(event.relatedTarget)) light(null); });
document.addEventListener("keydown", walk);
document.addEventListener("refreshed", begin);
begin();
