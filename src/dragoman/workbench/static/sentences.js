// Selecting without a mouse: sentence by sentence, then word by word at either end.
import { announce } from "./say.js";

const kept = new WeakMap();

// Every sentence of a reader's text as {paragraph, from, to}, in UTF-16 units of the paragraph.
function sentences(reader) {
  if (!kept.has(reader)) kept.set(reader, Array.from(reader.querySelectorAll(".text p")).flatMap(split));
  return kept.get(reader);
}

function split(paragraph) {
  const text = paragraph.textContent;
  if (!paragraph.querySelector("[data-at]") || !text.trim()) return [];
  if (!window.Intl?.Segmenter) return [{ paragraph, from: 0, to: text.length }];
  const language = paragraph.closest("[lang]")?.lang || "en";
  return Array.from(new Intl.Segmenter(language, { granularity: "sentence" }).segment(text))
    .map(({ segment, index }) => ({ paragraph, from: index + segment.length - segment.trimStart().length, to: index + segment.trimEnd().length }))
    .filter((one) => one.from < one.to);
}

function boundary(paragraph, offset) {
  const walk = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  let left = offset;
  let node = walk.nextNode();
  while (node && left > node.length) {
    left -= node.length;
    node = walk.nextNode();
  }
  return [node, left];
}

function rangeOf({ paragraph, from, to }) {
  const range = document.createRange();
  range.setStart(...boundary(paragraph, from));
  range.setEnd(...boundary(paragraph, to));
  return range;
}

function take(range) {
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  const box = range.getBoundingClientRect();
  if (box.top < 60 || box.bottom > innerHeight - 60) {
    (range.startContainer.parentElement || range.startContainer).scrollIntoView({ block: "center" });
  }
  announce(`selected: ${range}`);
}

const isWithin = (reader) => {
  const selection = getSelection();
  return selection.rangeCount > 0 && !selection.isCollapsed && reader.contains(selection.anchorNode);
};

// The next sentence (1) or the one before (-1); without a selection, the first in sight.
export function stepSentence(reader, step) {
  const all = sentences(reader);
  if (!all.length) return;
  let at = -1;
  if (isWithin(reader)) {
    const now = getSelection().getRangeAt(0);
    const after = all.findIndex((one) => rangeOf(one).compareBoundaryPoints(Range.START_TO_START, now) > 0);
    at = (after < 0 ? all.length : after) - 1;
    at = Math.min(Math.max(at + step, 0), all.length - 1);
  } else {
    const marked = reader.querySelector("#here, mark.here");
    at = all.findIndex((one) => (marked ? one.paragraph.contains(marked) : one.paragraph.getBoundingClientRect().bottom > 60));
    at = Math.max(at, 0);
  }
  take(rangeOf(all[at]));
}

// Moves one end of the selection by a word.
export function moveEnd(reader, end, step) {
  if (!isWithin(reader)) return;
  const selection = getSelection();
  const range = selection.getRangeAt(0);
  const fixed = end === "start" ? [range.endContainer, range.endOffset] : [range.startContainer, range.startOffset];
  const moving = end === "start" ? [range.startContainer, range.startOffset] : [range.endContainer, range.endOffset];
  selection.setBaseAndExtent(...fixed, ...moving);
  selection.modify("extend", step > 0 ? "forward" : "backward", "word");
  const now = selection.getRangeAt(0);
  if (selection.isCollapsed || !reader.contains(now.commonAncestorContainer)) take(range);
  else announce(`selected: ${now}`);
}
