// What makes every page quick; pages work without it.
import { openBeside, closeBeside, besideIsOpen } from "./beside.js";
import { bindKeys, keysDialog } from "./keys.js";
import { listen } from "./live.js";

const wide = matchMedia("(min-width: 64rem)");
function fitWays() {
  document.querySelector(".ways-box")?.toggleAttribute("open", wide.matches);
}

document.addEventListener("click", (event) => {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
  const link = event.target.closest("a[data-beside]");
  if (link) {
    event.preventDefault();
    openBeside(link);
  }
});

wide.addEventListener("change", fitWays);
fitWays();
keysDialog();
bindKeys({
  "Escape": { say: "close the document", when: besideIsOpen, act: closeBeside },
});
listen();

// Each page may have a module of its own, by its name.
const own = { deals: "deals", timeline: "charts", contacts: "charts", commitments: "charts", review: "review", entry: "review", document: "selecting", add: "adding", out: "out", settings: "settings", positions: "charts", people: "charts", discrepancies: "charts" };
const page = document.body.dataset.page;
if (own[page]) import(`./${own[page]}.js`);
