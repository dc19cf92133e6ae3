// Reads the question and its answers aloud, each in the best voice there is (../voices.js); without any, nothing is
// offered. Each choice has a speaker of its own. While something is said, nobody is asked whether he is still there.
import { chosen, speak, speakerFor } from "../voices.js";

const SAYING = new Event("kiosk:saying");
let turn = 0; // what began later silences what was said before
let stop; // ends what is heard at the moment

export function speaking(room) {
  const tool = room.querySelector("[data-voice]");
  for (const speaker of room.querySelectorAll("[data-speaker]")) {
    const part = speaker.parentElement.querySelector("[data-say]");
    speaker.addEventListener("click", () => say([part]));
    speaker.hidden = !canSay(part);
  }
  if (tool?.hidden && "speechSynthesis" in window) {
    const look = () => {
      tool.hidden &&= !speakerFor(document.documentElement.lang);
    };
    speechSynthesis.addEventListener("voiceschanged", look);
    look();
  }
  addEventListener("pagehide", hush);
  if ("speaks" in room.dataset) say([...room.querySelectorAll(".kiosk > :not(dialog) [data-say]")]);
}

// One after the other, until something else is said.
export async function say(parts) {
  hush();
  const mine = turn;
  for (const part of parts) {
    if (mine !== turn) return;
    dispatchEvent(SAYING);
    await sayOne(part, () => mine === turn);
  }
}

function hush() {
  turn += 1;
  stop?.();
  window.speechSynthesis?.cancel();
}

async function sayOne(part, isStill) {
  const speaker = speakerOf(part);
  const way = wayOf(part, speaker);
  if (way === "speaker") await speak(speaker, part.dataset.say);
  if (way !== "recording") return;
  for (const address of part.dataset.recorded.split(" ")) if (isStill() && !(await play(address))) return;
}

const canSay = (part) => wayOf(part, speakerOf(part)) !== "";

const speakerOf = (part) => speakerFor(part.closest("[lang]").lang);

function wayOf({ dataset }, speaker) {
  return chosen({ isRecorded: dataset.recorded !== "", isSynthetic: "synthetic" in dataset, speaker });
}

// True once it was heard; false where the browser keeps quiet or the file is gone.
function play(address) {
  const sound = new Audio(address);
  return new Promise((done) => {
    stop = () => {
      sound.pause();
      done(false);
    };
    sound.onended = () => done(true);
    sound.onerror = () => done(false);
    sound.play().catch(() => done(false));
  });
}
