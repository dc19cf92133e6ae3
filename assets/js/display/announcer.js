// Announces new calls: marked on the screen, a chime, then the words. Calls wait for each other; none is spoken over
// another. What is announced is told to whoever listens: "call:begin" and "call:end" with the key of the call.
import { now } from "./clock.js";
import { Voice } from "./voice.js";

const RECENT = 90_000; // milliseconds: an older call is not announced when a lost link comes back
const SHOWN = 3000; // how long a call is marked at least
const BREATH = 400; // between two calls

export function announcing(display) {
  new Announcer(display).begin();
}

class Announcer {
  constructor(display) {
    this.display = display;
    this.voice = new Voice(display);
    this.known = new Set();
    this.waiting = [];
  }

  begin() {
    for (const { dataset } of this.calls()) this.known.add(dataset.call);
    this.display.addEventListener("live:swapped", () => this.look());
  }

  calls() {
    return [...this.display.querySelectorAll("[data-call]")];
  }

  find(key) {
    return this.calls().find(({ dataset }) => dataset.call === key);
  }

  // The newest call stands first; whoever was called earlier is announced earlier.
  look() {
    const fresh = this.calls().filter(({ dataset }) => !this.known.has(dataset.call)).reverse();
    for (const { dataset } of fresh) {
      this.known.add(dataset.call);
      if (!("serving" in dataset) && now() - Number(dataset.at) < RECENT) this.waiting.push(dataset.call);
    }
    this.mark();
    if (!this.isBusy) this.work();
  }

  async work() {
    this.isBusy = true;
    for (let isFirst = true; this.waiting.length; isFirst = false) {
      this.key = this.waiting.shift();
      const call = this.find(this.key);
      if (!call || "serving" in call.dataset) continue; // has come meanwhile, or is gone
      await this.announce({ ...call.dataset }, isFirst);
    }
    this.key = undefined;
    this.mark();
    this.isBusy = false;
  }

  async announce({ call, words, sentence }, isFirst) {
    this.mark();
    this.tell("call:begin", call);
    await Promise.all([this.voice.announce({ words: words.split(" "), sentence, isFirst }), rest(SHOWN)]);
    this.tell("call:end", call);
    await rest(BREATH);
  }

  mark() {
    for (const call of this.calls()) call.classList.toggle("is-called", call.dataset.call === this.key);
  }

  tell(name, key) {
    this.display.dispatchEvent(new CustomEvent(name, { bubbles: true, detail: key }));
  }
}

const rest = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
