// One's number is called, or comes soon: the phone rings and trembles, once its owner has asked for it (browsers want that touch).
const NOTES = [880, 660, 880]; // Hz
const TREMBLE = [400, 200, 400, 200, 400]; // milliseconds

export function ringing(root) {
  const offer = root.querySelector("[data-ring-offer]");
  const body = root.querySelector("[data-ring]");
  if (!offer || !body || !("AudioContext" in window)) return;
  const button = offer.querySelector("[data-ring-start]");
  let sound;
  offer.hidden = false;
  button.addEventListener("click", () => {
    sound ??= new AudioContext();
    play(sound, NOTES.slice(0, 1));
    button.setAttribute("aria-pressed", "true");
    offer.querySelector("[data-ring-note]").hidden = false;
    stayAwake();
  });

  let before = called(body);
  new MutationObserver(() => {
    const now = called(body);
    if (sound && now.some((one) => !before.includes(one))) ring(sound);
    before = now;
  }).observe(body, { childList: true, subtree: true });
}

const called = (body) => (body.querySelector("[data-called]")?.dataset.called ?? "").split(" ").filter(Boolean);

function ring(sound) {
  navigator.vibrate?.(TREMBLE);
  play(sound, NOTES);
}

function play(sound, notes) {
  notes.forEach((height, place) => {
    const tone = new OscillatorNode(sound, { frequency: height });
    const loud = new GainNode(sound, { gain: 0.2 });
    tone.connect(loud).connect(sound.destination);
    tone.start(sound.currentTime + place * 0.35);
    tone.stop(sound.currentTime + place * 0.35 + 0.3);
  });
}

// A phone that sleeps hears nothing; where it cannot be kept awake, the page stays as it is.
async function stayAwake() {
  try {
    await navigator.wakeLock?.request("screen");
  } catch {
    // refused: the battery is low, or the page is hidden
  }
}
