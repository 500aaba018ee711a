// Out: while what goes out is put together anew, the page waits for it and shows how far it is.
import { refresh } from "./part.js";

const PAUSE_MS = 700;
const pause = () => new Promise((done) => { setTimeout(done, PAUSE_MS); });

async function follow() {
  const room = document.querySelector("[data-waiting]");
  if (!room || room.dataset.follows) return;
  room.dataset.follows = "1";
  const address = new URL(room.dataset.waiting, location.href);
  for (let wait = Number(address.searchParams.get("wait")) || 1; room.isConnected; wait += 1) {
    await pause();
    address.searchParams.set("wait", String(wait));
    const answer = await fetch(address, { credentials: "same-origin" }).catch(() => null);
    if (!answer?.ok) return;
    const { sheet } = await answer.json();
    if (sheet.state !== "building") { await refresh(); return; }
    room.querySelector("[role=status]").textContent = `${sheet.progress} …`;
  }
}

follow();
document.addEventListener("refreshed", follow);
