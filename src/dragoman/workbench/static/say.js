// One line at the foot of the page, read aloud, with a way back where there is one.
let shown = null;
let before = null;

function region(role) {
  const made = document.createElement("div");
  made.setAttribute("role", role);
  document.body.append(made);
  return made;
}

// Regions stand from the start: what is put into them later is read aloud.
const status = region("status");
const alarm = region("alert");
const quiet = region("status");
quiet.className = "vh";

// Words for the ear alone, such as what is selected.
export function announce(words) {
  quiet.textContent = "";
  setTimeout(() => { quiet.textContent = words; }, 60);
}

export const isSaying = () => Boolean(shown?.isConnected);

export function hush() {
  const hadFocus = shown?.contains(document.activeElement);
  shown?.remove();
  shown = null;
  if (hadFocus) (before?.isConnected ? before : document.getElementById("main"))?.focus({ preventScroll: true });
}

// What the line at the foot offers: to undo, or to show what has changed.
export function takeOffer() {
  shown?.querySelector("button.offer")?.click();
}

function button(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}

// A dialog covers the foot of the page, so what goes wrong in it is said in it.
function inDialog(words) {
  const dialog = document.querySelector("dialog[open]");
  if (!dialog) return false;
  dialog.querySelector(".notice.bad")?.remove();
  const line = document.createElement("p");
  line.className = "notice bad";
  line.setAttribute("role", "alert");
  line.textContent = words;
  dialog.append(line);
  line.scrollIntoView({ block: "nearest" });
  return true;
}

// Said on the page that comes next.
export function sayNext(words) {
  sessionStorage.setItem("said", words);
}

export function saidBefore() {
  const words = sessionStorage.getItem("said");
  sessionStorage.removeItem("said");
  return words;
}

export function say(words, { bad = false, action = null, label = "" } = {}) {
  hush();
  if (bad && inDialog(words)) return;
  shown = document.createElement("div");
  shown.className = "toast";
  const line = document.createElement("span");
  line.textContent = words;
  shown.append(line);
  if (action) {
    const offer = button(label, () => { hush(); action(); });
    offer.className = "offer";
    offer.setAttribute("aria-keyshortcuts", ".");
    shown.append(offer);
  }
  shown.append(button("Close", hush));
  shown.addEventListener("focusin", (event) => { if (!shown?.contains(event.relatedTarget)) before = event.relatedTarget; });
  (bad ? alarm : status).append(shown);
  const mine = shown;
  if (!bad) setTimeout(() => mine.matches(":hover, :focus-within") || mine.remove(), 8000);
}
