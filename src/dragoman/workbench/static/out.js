// Out: while what goes out is put together anew, the page waits for it and shows how far it is.
import { refresh } from "./part.js";

const PAUSE_MS = 700;
const pause = () => new Promise((done) => { setTimeout(done, PAUSE_MS); });

async function follow() {
  const room = document.querySelector("[data-waiting]");
  if (!room || room.dataset.follows) return;
  room.dataset.follows = "1";
  while (room.isConnected) {
    await pause();
    const answer = await fetch(room.dataset.waiting, { credentials: "same-origin" }).catch(() => null);
    if (!answer?.ok) return;
    const { sheet } = await answer.json();
    if (sheet.state !== "building") { await refresh(); return; }
    room.querySelector("[role=status]").textContent = `${sheet.progress} …`;
  }
}

follow();
document.addEventListener("refreshed", follow);
