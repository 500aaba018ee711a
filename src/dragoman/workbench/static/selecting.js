// Adding what was missed: select words in the reader, press "+" or the button.
import { act, fetchPart } from "./part.js";
import { bindKeys } from "./keys.js";
import { say, sayNext } from "./say.js";
import { moveEnd, stepSentence } from "./sentences.js";

const reader = () => document.querySelector("article.reader");
const hasReader = () => Boolean(reader());

// The span of a selection in UTF-16 units of the stored text, by the runs that it touches.
function spanOf(range, within) {
  const runs = Array.from(within.querySelectorAll("[data-at]")).filter((run) => range.intersectsNode(run));
  if (!runs.length) return null;
  const [first, last] = [runs[0], runs[runs.length - 1]];
  const part = (run, node, offset, whole) => (run.contains(node) && node.nodeType === Node.TEXT_NODE && !run.classList.contains("shown") ? Math.min(offset, Number(run.dataset.length)) : whole);
  const start = Number(first.dataset.at) + part(first, range.startContainer, range.startOffset, 0);
  const end = Number(last.dataset.at) + part(last, range.endContainer, range.endOffset, Number(last.dataset.length));
  return start < end ? { start, end } : null;
}

function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const within = (range.startContainer.parentElement || range.startContainer).closest("article.reader");
  const span = within && spanOf(range, within);
  return span && { reader: within, range: range.cloneRange(), ...span };
}

let chosen = null;
const opens = document.createElement("button");
opens.type = "button";
opens.className = "add-here";
opens.textContent = "Add an entry on these words (+)";
opens.hidden = true;
opens.addEventListener("mousedown", (event) => event.preventDefault());
opens.addEventListener("click", () => add());

function place() {
  const text = reader()?.querySelector(".text");
  if (text && !text.parentElement.contains(opens)) text.before(opens);
}

document.addEventListener("beside", place);
document.addEventListener("refreshed", place);
place();
document.addEventListener("selectionchange", () => {
  const now = selected();
  if (now) chosen = now;
  opens.hidden = !now;
});

async function add() {
  const asked = selected() || (chosen?.reader.isConnected ? chosen : null);
  if (!asked) { say("Select the words in the text first, or a sentence with ]."); return; }
  const id = asked.reader.dataset.document;
  const query = new URLSearchParams({ start: asked.start, end: asked.end });
  const part = await fetchPart(`/documents/${encodeURIComponent(id)}/add?${query}`);
  const dialog = document.createElement("dialog");
  dialog.className = "legend-box wide";
  dialog.setAttribute("aria-label", "Add an entry");
  dialog.append(...part.childNodes);
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Close";
  close.addEventListener("click", () => dialog.close());
  dialog.append(close);
  const opener = document.activeElement;
  dialog.addEventListener("close", () => {
    dialog.remove();
    (opener?.isConnected && opener !== document.body ? opener : document.getElementById("main")).focus({ preventScroll: true });
    if (asked.reader.isConnected) getSelection().removeAllRanges();
    if (asked.reader.isConnected) getSelection().addRange(asked.range);
  });
  document.body.append(dialog);
  wire(dialog, id);
  dialog.showModal();
}

function wire(dialog, id) {
  const chooser = dialog.querySelector('form[data-form="noun"]');
  chooser?.querySelector("select").addEventListener("change", async () => {
    const part = await fetchPart(`${chooser.getAttribute("action")}?${new URLSearchParams(new FormData(chooser))}`);
    dialog.querySelector(".add-part").replaceWith(part.querySelector(".add-part"));
    wire(dialog, id);
    dialog.querySelector('form[data-form="noun"] select')?.focus();
  });
  const form = dialog.querySelector('form[data-form="add"]');
  form?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await act(form.getAttribute("action"), new FormData(form));
    if (!answer.ok) return;
    sayNext(answer.body.done);
    location.assign(answer.body.href);
  });
}

// The letters of these two keys are for the list that "?" shows; arrows are heard below.
bindKeys({
  "]": { say: "select the next sentence of the text", when: hasReader, act: () => stepSentence(reader(), 1) },
  "[": { say: "select the sentence before", when: hasReader, act: () => stepSentence(reader(), -1) },
  "Shift ←→": { say: "move the end of the selection by a word", act: () => {} },
  "<": { say: "move its beginning a word back", when: hasReader, act: () => moveEnd(reader(), "start", -1) },
  ">": { say: "move its beginning a word on", when: hasReader, act: () => moveEnd(reader(), "start", 1) },
  "+": { say: "add an entry on the selected words", act: add },
});

document.addEventListener("keydown", (event) => {
  if (!event.shiftKey || !/^Arrow(Left|Right)$/.test(event.key) || document.querySelector("dialog[open]") || !selected()) return;
  event.preventDefault();
  moveEnd(reader(), "end", event.key === "ArrowRight" ? 1 : -1);
});

// A mark opens what stands on it.
document.addEventListener("click", (event) => {
  const mark = event.target.closest("article.reader mark[data-entries]");
  if (!mark || !getSelection().isCollapsed) return;
  const id = mark.dataset.entries.split(" ")[0];
  const card = document.getElementById(`e-${id}`);
  if (card) { card.scrollIntoView({ block: "center" }); card.focus(); } else location.assign(`/entries/${encodeURIComponent(id)}`);
});
