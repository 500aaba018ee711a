// Adding what was missed: select words in the reader, press "+" or the button.
import { act, fetchPart } from "./part.js";
import { bindKeys } from "./keys.js";
import { say } from "./say.js";

const runOf = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest("[data-at]");

// The offset in UTF-16 units of the stored text at which a boundary of the selection lies.
function offset(node, within, isEnd) {
  const run = runOf(node);
  if (!run) return null;
  const at = Number(run.dataset.at);
  const length = Number(run.dataset.length);
  if (run.classList.contains("shown")) return isEnd ? at + length : at;
  return at + Math.min(node.nodeType === Node.TEXT_NODE ? within : isEnd ? length : 0, length);
}

function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const reader = (range.commonAncestorContainer.nodeType === Node.TEXT_NODE ? range.commonAncestorContainer.parentElement : range.commonAncestorContainer).closest("article.reader");
  if (!reader) return null;
  const start = offset(range.startContainer, range.startOffset, false);
  const end = offset(range.endContainer, range.endOffset, true);
  return start === null || end === null || start >= end ? null : { reader, start, end, words: String(selection) };
}

let chosen = null;
const opens = document.createElement("button");
opens.type = "button";
opens.className = "add-here";
opens.textContent = "Add an entry on these words (+)";
opens.hidden = true;
opens.addEventListener("mousedown", (event) => event.preventDefault());
opens.addEventListener("click", () => add());
document.querySelector("article.reader .text")?.before(opens);
document.addEventListener("selectionchange", () => {
  const now = selected();
  if (now) chosen = now;
  opens.hidden = !now;
});

async function add() {
  const asked = selected() || chosen;
  if (!asked) return say("Select the words in the text first.");
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
  dialog.addEventListener("close", () => dialog.remove());
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
  });
  const form = dialog.querySelector('form[data-form="add"]');
  form?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await act(form.getAttribute("action"), new FormData(form));
    if (answer.ok) location.assign(answer.body.href);
  });
}

bindKeys({ "+": { say: "add an entry on the selected words", act: add } });

// A mark opens what stands on it.
document.addEventListener("click", (event) => {
  const mark = event.target.closest("article.reader mark[data-entries]");
  if (!mark || !getSelection().isCollapsed) return;
  const id = mark.dataset.entries.split(" ")[0];
  const card = document.getElementById(`e-${id}`);
  if (card) { card.scrollIntoView({ block: "center" }); card.focus(); } else location.assign(`/entries/${encodeURIComponent(id)}`);
});
