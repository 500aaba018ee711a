// What makes every page quick; pages work without it.
import { openBeside, closeBeside, besideIsOpen } from "./beside.js";
import { bindKeys, keysDialog } from "./keys.js";
import { listen } from "./live.js";
import { hush, isSaying, takeOffer } from "./say.js";
import "./sending.js";

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
  "Escape": { say: "close the document, or the message at the foot", when: () => besideIsOpen() || isSaying(), act: () => (besideIsOpen() ? closeBeside() : hush()) },
  ".": { say: "do what the message at the foot offers", when: isSaying, act: takeOffer },
});
listen();

// Each page may have a module of its own, by its name.
const own = { deals: "deals", timeline: "charts", contacts: "charts", commitments: "charts", review: ["review", "selecting"], entry: ["review", "selecting"], document: "selecting", add: "adding", out: "out", settings: "settings", positions: "charts", people: "charts", discrepancies: "charts" };
const modules = [own[document.body.dataset.page] || []].flat();
Promise.all(modules.map((name) => import(`./${name}.js`))).finally(() => { document.body.dataset.ready = "yes"; });
