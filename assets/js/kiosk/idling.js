// Nobody touched the screen for a while: ask, count down aloud, go back to the start and leave no way back.
import { say } from "./speaking.js";

const COUNT = 15; // seconds
const FRESH = 60_000; // milliseconds for which the start is true

export function idling(room) {
  const home = room.dataset.kiosk;
  if (location.pathname === home) return setTimeout(() => location.replace(home), FRESH);
  const dialog = room.querySelector("[data-still]");
  const told = dialog.querySelector("[data-still-count]");
  let waiting, counting;

  const leave = () => location.replace(home);
  const wait = () => {
    clearTimeout(waiting);
    clearInterval(counting);
    waiting = setTimeout(ask, Number(room.dataset.idle) * 1000);
  };
  const ask = () => {
    let left = COUNT;
    told.textContent = left;
    dialog.showModal();
    say([...dialog.querySelectorAll("[data-say]")]);
    counting = setInterval(() => {
      told.textContent = left -= 1;
      if (left <= 0) leave();
    }, 1000);
  };

  for (const event of ["pointerdown", "keydown", "wheel", "touchmove", "kiosk:saying"]) {
    addEventListener(event, () => dialog.open || wait(), { passive: true });
  }
  dialog.addEventListener("click", () => {
    dialog.close();
    wait();
  });
  dialog.addEventListener("cancel", wait);
  addEventListener("pageshow", ({ persisted }) => persisted && leave());
  wait();
}
