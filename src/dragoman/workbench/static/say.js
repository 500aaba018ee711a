// One line at the foot of the page, read aloud, with a way back where there is one.
let shown = null;

export function say(words, { bad = false, action = null, label = "" } = {}) {
  shown?.remove();
  shown = document.createElement("div");
  shown.className = "toast";
  shown.setAttribute("role", bad ? "alert" : "status");
  const line = document.createElement("span");
  line.textContent = words;
  shown.append(line);
  if (action) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", () => { shown?.remove(); action(); });
    shown.append(button);
  }
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Close";
  close.addEventListener("click", () => shown?.remove());
  shown.append(close);
  document.body.append(shown);
  const mine = shown;
  if (!bad) setTimeout(() => mine.matches(":hover, :focus-within") || mine.remove(), 8000);
}
