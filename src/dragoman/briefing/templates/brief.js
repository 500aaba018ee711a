"use strict";
(function () {
  const panel = document.getElementById("panel");
  const legend = document.getElementById("legend");
  let opener = null;

  function make(tag, className, text) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text) node.textContent = text;
    return node;
  }

  function copyOf(node) {
    const copy = node.cloneNode(true);
    copy.querySelectorAll("[id]").forEach((inner) => inner.removeAttribute("id"));
    copy.removeAttribute("id");
    return copy;
  }

  function sheetOf(link) {
    const target = document.getElementById(link.getAttribute("href").slice(1));
    return target && target.closest("article.document");
  }

  function button(text, label, action) {
    const node = make("button", "", text);
    node.type = "button";
    node.setAttribute("aria-label", label);
    node.addEventListener("click", action);
    return node;
  }

  function head(sheet, number) {
    const bar = make("div", "bar");
    bar.append(make("p", "which", "Note " + number));
    bar.append(button("←", "Note before", () => turn(-1)), button("→", "Next note", () => turn(1)));
    bar.append(button("Close", "Close the document (Esc)", close));
    const title = make("h2", "");
    title.append(copyOf(sheet.querySelector("summary bdi")));
    return [bar, title, copyOf(sheet.querySelector(".by")), copyOf(sheet.querySelector(".address"))];
  }

  function open(link) {
    const sheet = sheetOf(link);
    if (!sheet) return;
    opener = link;
    const number = link.dataset.note;
    const text = sheet.querySelector(".text");
    panel.replaceChildren(...head(sheet, number), text ? copyOf(text) : make("p", "empty", "Its text is not repeated here."));
    document.querySelectorAll(".cite.on").forEach((other) => other.classList.remove("on"));
    link.classList.add("on");
    panel.hidden = false;
    document.body.classList.add("with-panel");
    const passage = panel.querySelectorAll('mark[data-notes~="' + Number(number) + '"]');
    passage.forEach((mark) => mark.classList.add("here"));
    const edge = panel.getBoundingClientRect();
    if (edge.left === 0 && link.getBoundingClientRect().bottom > edge.top - 24) {
      (link.closest(".line") || link).scrollIntoView({ block: "start" });
    }
    panel.scrollTop = 0;
    panel.focus({ preventScroll: true });
    if (passage.length) {
      const offset = passage[0].getBoundingClientRect().top - panel.getBoundingClientRect().top;
      panel.scrollTop = Math.max(0, offset - panel.clientHeight / 3);
    }
  }

  function close() {
    panel.hidden = true;
    panel.replaceChildren();
    document.body.classList.remove("with-panel");
    document.querySelectorAll(".cite.on").forEach((other) => other.classList.remove("on"));
    if (opener) opener.focus();
    opener = null;
  }

  function turn(step) {
    if (!opener) return;
    const line = opener.closest(".line, tr, li") || document;
    const links = Array.from(line.querySelectorAll("a.cite"));
    const next = links[links.indexOf(opener) + step];
    if (next) open(next);
  }

  function move(step) {
    const lines = Array.from(document.querySelectorAll("main .line")).filter((l) => l.offsetParent);
    const here = lines.findIndex((line) => line.contains(opener || document.activeElement));
    const next = lines[here < 0 ? 0 : here + step];
    if (!next) return;
    if (!panel.hidden) close();
    next.focus();
  }

  function showLegend() {
    if (legend.open) legend.close();
    else legend.showModal();
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("main a.cite");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    open(link);
  });

  document.addEventListener("keydown", (event) => {
    if (event.metaKey || event.ctrlKey || event.altKey || legend.open) return;
    const on = document.activeElement;
    if (event.key === "?") showLegend();
    else if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (event.key === "Escape" && !panel.hidden) close();
    else if (event.key === "ArrowRight" && !panel.hidden) turn(1);
    else if (event.key === "ArrowLeft" && !panel.hidden) turn(-1);
    else if (event.key === "Enter" && on && on.classList.contains("line")) {
      const first = on.querySelector("a.cite");
      if (!first) return;
      event.preventDefault();
      open(first);
    }
  });

  const opens = document.querySelector(".legend-open");
  opens.hidden = false;
  opens.addEventListener("click", showLegend);
})();
