// Reads the question and its answers, where the machine has a voice of the page's language; else nothing is offered.

export function speaking(room) {
  const tool = room.querySelector("[data-voice]");
  if (!tool || !("speechSynthesis" in window)) return;
  const look = () => {
    const voice = speechSynthesis.getVoices().find(({ lang }) => lang.startsWith(document.documentElement.lang));
    if (!voice || !tool.hidden) return;
    tool.hidden = false;
    if ("speaks" in room.dataset) read(room, voice);
  };
  speechSynthesis.addEventListener("voiceschanged", look);
  look();
}

function read(room, voice) {
  const question = [...room.querySelectorAll("[data-say]")].map((part) => part.textContent.trim());
  const answers = [...room.querySelectorAll("[data-say-option]")].map((part) => part.dataset.sayOption);
  speechSynthesis.cancel();
  for (const sentence of [...question, ...answers]) {
    const said = new SpeechSynthesisUtterance(sentence);
    said.voice = voice;
    said.lang = voice.lang;
    speechSynthesis.speak(said);
  }
  addEventListener("pagehide", () => speechSynthesis.cancel());
}
