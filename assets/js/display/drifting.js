// A screen that shows the same for years keeps its shadow: everything moves by a few pixels, a step every two minutes.
import { now } from "./clock.js";

const STEP = 120_000; // milliseconds
const STEPS = [[0, 0], [3, 0], [6, 0], [6, 3], [6, 6], [3, 6], [0, 6], [0, 3]]; // pixels to the left, upwards

export function drifting(display) {
  const move = () => {
    const [left, up] = STEPS[Math.floor(now() / STEP) % STEPS.length];
    display.style.translate = `${-left}px ${-up}px`;
  };
  setInterval(move, 1000);
  move();
}
