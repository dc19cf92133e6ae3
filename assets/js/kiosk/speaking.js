// Reads the question and its answers aloud: recorded sentences of a pack, else a voice of the machine, else nothing is
// offered. Each choice has a speaker of its own. While something is said, nobody is asked whether he is still there.
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
      tool.hidden &&= !voiceFor(document.documentElement);
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
  const recorded = part.dataset.recorded.split(" ").filter(Boolean);
  for (const address of recorded) if (isStill() && !(await play(address))) return;
  if (!recorded.length) await speak(part);
}

function canSay(part) {
  return part.dataset.recorded !== "" || Boolean(voiceFor(part));
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

function voiceFor(part) {
  const { lang } = part.closest("[lang]");
  return window.speechSynthesis?.getVoices().find((voice) => voice.lang.startsWith(lang));
}

function speak(part) {
  const voice = voiceFor(part);
  if (!voice) return undefined;
  return new Promise((done) => {
    const said = Object.assign(new SpeechSynthesisUtterance(part.dataset.say), { voice, lang: voice.lang });
    said.onend = said.onerror = done;
    speechSynthesis.speak(said);
  });
}
