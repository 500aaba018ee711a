// The second of two people sees both decisions before anything is signed.
import { goBackTo, refresh, whereIAm } from "./part.js";

const DONE = { review: "reviewed", accept: "approved", reject: "rejected", correct: "corrected", note: "noted", ask: "asked", handle: "marked", digit: "credibility set", split: "split", add: "added", withdraw: "taken back" };
const SILENT = new Set(["csrf_token", "back", "seen", "why"]);
let place = null;

function made(tag, words, parts = []) {
  const node = document.createElement(tag);
  if (words) node.textContent = words;
  node.append(...parts);
  return node;
}

function values(pairs) {
  const list = made("dl");
  list.className = "facts";
  for (const [name, value] of pairs) {
    const dd = made("dd", "", [made("bdi", typeof value === "string" ? value : JSON.stringify(value))]);
    list.append(made("div", "", [made("dt", name), dd]));
  }
  return list;
}

function told(after) {
  try {
    const found = JSON.parse(after);
    return found && typeof found === "object" ? Object.entries(found) : [["", String(found)]];
  } catch { return [["", after]]; }
}

function side(title, parts) {
  const room = made("section", "", [made("h3", title), ...parts]);
  room.className = "side";
  return room;
}

function theirSide(theirs) {
  return side("Theirs", theirs.flatMap((one) => {
    const parts = [made("p", `${one.who}, ${one.decided_at.slice(0, 16).replace("T", " ")}: ${DONE[one.verb] || one.verb}${one.why ? `: ${one.why}` : ""}`)];
    if (one.after) parts.push(values(told(one.after).slice(0, 20)));
    return parts;
  }));
}

// `fields` are those that the user changed; `again` signs them with what was seen by now.
export function overtaken(what, fields, answer, again) {
  place ||= whereIAm();
  const dialog = made("dialog");
  dialog.className = "legend-box wide";
  dialog.setAttribute("aria-labelledby", "overtaken-title");
  const title = made("h2", "Somebody decided on this meanwhile");
  title.id = "overtaken-title";
  const mine = [made("p", `${DONE[what] || what}${fields.why ? `: ${fields.why}` : ""}`)];
  const changed = Object.entries(fields).filter(([name, value]) => !SILENT.has(name) && !name.startsWith("several.") && value !== "");
  if (changed.length) mine.push(values(changed.map(([name, value]) => [name.replace("field.", ""), value])));
  const sides = made("div", "", [theirSide(answer.theirs), side("Yours", mine)]);
  sides.className = "sides";
  const sign = made("button", "Sign mine as well");
  const leave = made("button", "Leave theirs");
  leave.className = "main";
  for (const one of [sign, leave]) one.type = "button";
  leave.addEventListener("click", () => dialog.close());
  sign.addEventListener("click", () => { dialog.dataset.signs = "1"; dialog.close(); });
  dialog.append(title, made("p", "Nothing of yours was signed."), sides, made("p", "", [leave, " ", sign]));
  dialog.addEventListener("close", async () => {
    dialog.remove();
    goBackTo(place);
    place = null;
    if (dialog.dataset.signs) await again(answer.seen);
    else await refresh();
  });
  document.body.append(dialog);
  dialog.showModal();
  leave.focus();
}
