// How a call sounds: a chime, then the words in the best voice there is (../voices.js), else nothing.
import { chosen, speak, speakerFor } from "../voices.js";

const CHIME = [[784, 0], [523.25, 0.28]]; // hertz, seconds from the beginning
const RING = 0.9; // seconds that a tone takes to fade
const PAUSE = { "silakan-ke-loket": 0.25 }; // seconds of silence before a word

export class Voice {
  constructor(display) {
    const { mute, voice, voiceVersion, voiceWords, voiceSynthetic } = display.dataset;
    if (mute !== undefined) return;
    this.isSynthetic = voiceSynthetic !== undefined;
    this.sound = new AudioContext();
    this.words = new Map();
    this.askForTouch(display.querySelector("[data-sound]"));
    speakerFor("id"); // begins to look for one
    if (voice) this.load(voice, voiceVersion, voiceWords.split(" "));
  }

  // Browsers keep quiet until somebody has touched the page, unless they were started otherwise.
  askForTouch(button) {
    const show = () => {
      button.hidden = this.isOn;
    };
    button.addEventListener("click", () => this.sound.resume());
    this.sound.addEventListener("statechange", show);
    show();
  }

  get isOn() {
    return this.sound?.state === "running";
  }

  async load(folder, version, words) {
    for (const word of words) {
      try {
        const answer = await fetch(`${folder}${word}.ogg?v=${version}`);
        if (answer.ok) this.words.set(word, await this.sound.decodeAudioData(await answer.arrayBuffer()));
      } catch {
        // a word that is missing leaves calls with it to the chime
      }
    }
  }

  async announce({ words, sentence, isFirst }) {
    if (!this.isOn) return;
    if (isFirst) await this.chime();
    const speaker = speakerFor("id");
    const isRecorded = words.every((word) => this.words.has(word));
    const way = chosen({ isRecorded, isSynthetic: this.isSynthetic, speaker });
    if (way === "recording") await this.play(words);
    else if (way === "speaker") await speak(speaker, sentence, { rate: 0.9 });
    else if (!isFirst) await this.chime();
  }

  async chime() {
    const start = this.sound.currentTime;
    for (const [pitch, delay] of CHIME) this.tone(pitch, start + delay);
    await this.until(start + CHIME.at(-1)[1] + RING);
  }

  tone(pitch, start) {
    const loudness = new GainNode(this.sound, { gain: 0 });
    const source = new OscillatorNode(this.sound, { frequency: pitch });
    loudness.gain.setValueAtTime(0, start);
    loudness.gain.linearRampToValueAtTime(0.5, start + 0.015);
    loudness.gain.exponentialRampToValueAtTime(0.001, start + RING);
    source.connect(loudness).connect(this.sound.destination);
    source.start(start);
    source.stop(start + RING);
  }

  async play(words) {
    let start = this.sound.currentTime + 0.05;
    for (const word of words) {
      const buffer = this.words.get(word);
      const source = new AudioBufferSourceNode(this.sound, { buffer });
      start += PAUSE[word] ?? 0;
      source.connect(this.sound.destination);
      source.start(start);
      start += buffer.duration;
    }
    await this.until(start);
  }

  until(moment) {
    return new Promise((done) => setTimeout(done, (moment - this.sound.currentTime) * 1000));
  }
}
