// Parts that share a place take turns: data-turn holds the seconds. By the clock, so all screens turn together.
import { now } from "./clock.js";

export function turning(display) {
  const turn = () => {
    for (const place of display.querySelectorAll("[data-turn]")) show(place);
  };
  display.addEventListener("live:swapped", turn);
  setInterval(turn, 1000);
  turn();
}

function show(place) {
  const parts = [...place.children];
  const shown = Math.floor(now() / 1000 / Number(place.dataset.turn)) % Math.max(parts.length, 1);
  parts.forEach((part, number) => {
    part.hidden = number !== shown;
  });
}
