// The one order of voices, for displays and kiosks alike: a person's recording, else a voice of this machine in the
// language, else a recording that a machine made, else none. Why: docs/decisions/0065-one-order-of-voices.md
const PATIENCE = 15_000; // milliseconds after which a voice that never ends is given up

// "recording", "speaker" or "" where neither is there.
export function chosen({ isRecorded, isSynthetic, speaker }) {
  if (isRecorded && !isSynthetic) return "recording";
  if (speaker) return "speaker";
  return isRecorded ? "recording" : "";
}

// The voice of this machine for a language; browsers look for theirs only when asked, and tell later.
export function speakerFor(language) {
  const isOf = ({ lang }) => lang.toLowerCase().split(/[-_]/)[0] === language;
  return window.speechSynthesis?.getVoices().find(isOf);
}

export function speak(speaker, text, more) {
  return new Promise((done) => {
    const spoken = Object.assign(new SpeechSynthesisUtterance(text), { voice: speaker, lang: speaker.lang, ...more });
    spoken.onend = spoken.onerror = done;
    setTimeout(done, PATIENCE);
    speechSynthesis.speak(spoken);
  });
}
