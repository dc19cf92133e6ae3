// Keeps a part of a page true: told by server-sent events, asking every few seconds while nobody tells.
//   data-live="/siaran/…"            what to follow
//   data-live-fallback="/…/isi/"     where the part itself is had, with an ETag
//   data-live-bell                   events carry no content: the part is asked for, and "live:bell" is dispatched
// Inside: data-live-body (what is exchanged; else the whole part) and data-live-note (where a lost link is told).
import { clock, say } from "./words.js";

const ASK = 5000; // milliseconds between two questions
const RARELY = 30000; // at most, while questions fail
const SPREAD = 2000; // over which pages that lost the same stream ask
const PATIENCE = 8000; // for an answer
const SILENCE = 25000; // a stream that says nothing for so long is dead; it gives a sign of life every ten seconds
const AGAIN = [1000, 3000, 10000, 30000]; // until a refused stream is tried again
const followed = new WeakSet();

export function live(root) {
  const parts = [...root.querySelectorAll("[data-live]")];
  if (root !== document && root.matches("[data-live]")) parts.push(root);
  for (const part of parts) {
    if (followed.has(part)) continue;
    followed.add(part);
    new Follower(part).begin();
  }
}

class Follower {
  constructor(part) {
    this.part = part;
    this.body = part.querySelector("[data-live-body]") ?? part;
    this.fallback = part.dataset.liveFallback;
    this.isBell = "liveBell" in part.dataset;
    this.confirmed = Date.now(); // when what stands here was last known to be true
    this.refusals = 0;
    this.pace = ASK;
  }

  begin() {
    this.open();
    this.timer = setInterval(() => this.watch(), 1000);
    addEventListener("pagehide", () => this.stream.close());
    addEventListener("pageshow", ({ persisted }) => persisted && this.open());
    addEventListener("online", () => this.isStreaming || this.open());
  }

  open() {
    this.stream?.close();
    this.isStreaming = false;
    this.heard = this.asked = Date.now(); // the first question waits for the stream
    this.stream = new EventSource((document.body.dataset.push ?? "") + this.part.dataset.live);
    this.stream.addEventListener("isi", ({ data }) => this.hear(() => this.receive(data)));
    this.stream.addEventListener("hidup", ({ data }) => this.hear(() => this.live(data)));
    this.stream.addEventListener("putus", () => this.fall());
    this.stream.addEventListener("habis", () => this.end());
    this.stream.addEventListener("error", () => this.fall());
  }

  // A stream that came back says nothing when it sent this content before; what was asked meanwhile may be newer.
  live(data) {
    this.tell("live:time", Number(data));
    if (this.isAhead) this.ask();
    this.isAhead = false;
  }

  hear(act) {
    this.isStreaming = true;
    this.refusals = 0;
    this.heard = Date.now();
    act();
    this.confirm();
  }

  // Nobody tells any more: ask soon, but not all pages at once. The browser knocks again by itself, unless refused.
  fall() {
    if (this.isStreaming) this.asked = Date.now() - ASK + Math.random() * SPREAD;
    this.isStreaming = false;
    if (this.stream.readyState !== EventSource.CLOSED || this.reopening) return;
    const pause = AGAIN[Math.min(this.refusals, AGAIN.length - 1)];
    this.refusals += 1;
    this.reopening = setTimeout(() => {
      this.reopening = undefined;
      if (!this.isOver) this.open();
    }, pause);
  }

  watch() {
    if (!this.part.isConnected) return this.stop();
    const now = Date.now();
    if (this.isStreaming && now - this.heard > SILENCE) this.open();
    if (!this.isStreaming && !this.isAsking && now - this.asked > this.pace) this.ask();
    if (now - this.confirmed > SILENCE) this.doubt();
  }

  async ask() {
    this.asked = Date.now();
    if (!this.fallback) return this.tell("live:bell");
    this.isAsking = true;
    try {
      const headers = this.etag ? { "If-None-Match": this.etag } : {};
      const answer = await fetch(this.fallback, { headers, cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
      if (answer.status === 200) {
        this.etag = answer.headers.get("ETag");
        this.isAhead = !this.isStreaming;
        this.show(await answer.text());
      } else if (answer.status !== 304) throw new Error(answer.status);
      this.confirm();
    } catch {
      this.pace = Math.min(this.pace * 2, RARELY);
      this.doubt();
    } finally {
      this.isAsking = false;
    }
  }

  receive(data) {
    this.isAhead = false;
    if (!this.isBell) return this.show(data);
    this.tell("live:bell");
    if (this.fallback) this.ask();
  }

  show(text) {
    if (text === this.text) return;
    this.text = text;
    if (window.htmx) window.htmx.swap(this.body, text, { swapStyle: "innerHTML", swapDelay: 0, settleDelay: 0 });
    else this.body.innerHTML = text; // light pages do without it
    this.tell("live:swapped");
  }

  confirm() {
    this.confirmed = Date.now();
    this.pace = ASK;
    if (this.part.dataset.liveState === "true") return;
    this.part.dataset.liveState = "true";
    if (this.note) this.note.hidden = true;
  }

  // Only what has failed is doubted: while a stream stands, or nothing is asked here, the part keeps quiet.
  doubt() {
    if (this.isStreaming || !this.fallback || this.part.dataset.liveState === "stale") return;
    this.part.dataset.liveState = "stale";
    this.note ??= this.part.querySelector("[data-live-note]") ?? note(this.part);
    this.note.textContent = say("cut", clock(new Date(this.confirmed)));
    this.note.hidden = false;
  }

  async end() {
    this.isOver = true;
    this.stop();
    if (this.fallback) await this.ask();
  }

  stop() {
    this.stream.close();
    clearInterval(this.timer);
  }

  tell(name, detail) {
    this.part.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  }
}

function note(part) {
  const made = Object.assign(document.createElement("p"), { className: "live-note", hidden: true });
  made.setAttribute("role", "status");
  part.before(made);
  return made;
}
