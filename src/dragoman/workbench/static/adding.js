// Adding documents: drop, progress, and what came of it without leaving the page.
import { act } from "./part.js";

const told = document.getElementById("added");

function item(words, href) {
  const made = document.createElement("li");
  if (href) {
    const link = document.createElement("a");
    link.href = href;
    link.textContent = words;
    made.append(link);
  } else made.textContent = words;
  return made;
}

function show(body) {
  const title = document.createElement("h2");
  title.textContent = body.done;
  const list = document.createElement("ul");
  for (const skip of body.skips || []) list.append(item(`${skip.path}: ${skip.reason}; ${skip.advice}`));
  for (const one of body.new || []) list.append(item([one.title || one.url, one.day].filter(Boolean).join(", ")));
  for (const remark of body.remarks || []) list.append(item(remark));
  for (const id of body.documents || []) list.append(item(`document ${id}`, `/documents/${encodeURIComponent(id)}`));
  told.replaceChildren(title, list);
  told.scrollIntoView({ block: "start" });
}

document.querySelectorAll("form[data-add]").forEach((form) => {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = event.submitter;
    const buttons = form.querySelectorAll("button");
    buttons.forEach((one) => { one.disabled = true; });
    told.textContent = "Working …";
    const answer = await act(button?.getAttribute("formaction") || form.getAttribute("action"), new FormData(form));
    buttons.forEach((one) => { one.disabled = false; });
    if (answer.ok) {
      show(answer.body);
      if (form.getAttribute("action") !== "/add/preview") form.reset();
    } else told.textContent = answer.body.error || "";
  });
});

const drop = document.querySelector("form.drop");
for (const kind of ["dragenter", "dragover"]) {
  document.addEventListener(kind, (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    drop.classList.add("over");
  });
}
for (const kind of ["dragleave", "drop"]) document.addEventListener(kind, () => drop.classList.remove("over"));
document.addEventListener("drop", (event) => {
  if (!event.dataTransfer?.files.length) return;
  event.preventDefault();
  drop.querySelector("input[type=file]").files = event.dataTransfer.files;
  drop.requestSubmit(drop.querySelector("button"));
});
