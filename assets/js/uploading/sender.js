// Sends one file in pieces: as large as the line carries in a few seconds, again and again until it stands.
import { announce, askReceived, cancel, digestOf, finish, Refusal, sendPiece } from "./protocol.js";

const SMALLEST = 32 * 1024;
const LARGEST = 1024 * 1024;
const FIRST = 128 * 1024;
const QUICK = 2000; // milliseconds for a piece: below this the next one is larger
const SLOW = 6000;
const LONGEST_WAIT = 30_000;

// ``job``: form, field, size; file and digest unless all bytes are there already; address and received when begun.
// ``tell(state, text)`` hears of sending, broken, waiting, checking, paused, refused and done (with the markup of the file).
export function sender(job, tell) {
  let stop = null;
  let isOver = false;
  const run = async () => {
    stop = new AbortController();
    const { signal } = stop;
    for (let failures = 0; !signal.aborted; ) {
      const before = job.received;
      try {
        tell("done", await whole(job, tell, signal));
        isOver = true;
        return;
      } catch (fault) {
        if (signal.aborted) return;
        if (fault instanceof Refusal && fault.isFinal && !restarts(job, fault)) {
          isOver = true;
          return tell("refused", fault.message);
        }
        failures = job.received > before ? 1 : failures + 1;
        job.piece = Math.max(SMALLEST, (job.piece ?? FIRST) / 2);
        if (fault instanceof Refusal && fault.message) tell("waiting", fault.message);
        else tell("broken");
        await pause(fault.wait || Math.min(LONGEST_WAIT, 500 * 2 ** failures), signal);
        job.isUnsure = true;
      }
    }
  };
  return {
    run,
    isRunning: () => !isOver && Boolean(stop) && !stop.signal.aborted,
    pause: () => {
      stop?.abort();
      job.isUnsure = true;
      tell("paused");
    },
    cancel: async () => {
      isOver = true;
      stop?.abort();
      if (job.address) await cancel(job.form, job.address);
    },
  };
}

// An upload that the server has forgotten begins anew, once.
function restarts(job, { status }) {
  if (status !== 404 || !job.file || !job.address || job.isRestarted) return false;
  Object.assign(job, { address: "", received: 0, isRestarted: true });
  return true;
}

async function whole(job, tell, signal) {
  job.digest ??= await digestOf(job.file);
  if (!job.address) {
    Object.assign(job, await announce(job.form, job.field, job.file, job.digest, signal));
    await job.onBegun?.();
  } else if (job.isUnsure) job.received = await askReceived(job.form, job.address, signal);
  job.isUnsure = false;
  tell("sending");
  while (job.received < job.size) await next(job, tell, signal);
  tell("checking");
  return finish(job.form, job.address, signal);
}

async function next(job, tell, signal) {
  const length = (job.piece ??= FIRST);
  const started = performance.now();
  const piece = job.file.slice(job.received, job.received + length);
  job.received = await sendPiece(job.form, job.address, job.received, piece, signal);
  const took = performance.now() - started;
  if (took < QUICK) job.piece = Math.min(LARGEST, length * 2);
  if (took > SLOW) job.piece = Math.max(SMALLEST, length / 2);
  tell("sending");
}

// Until the time is over, the line is back, or somebody stops it.
function pause(milliseconds, signal) {
  return new Promise((done) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener("online", end);
      signal.removeEventListener("abort", end);
      done();
    };
    const timer = setTimeout(end, milliseconds);
    addEventListener("online", end);
    signal.addEventListener("abort", end);
  });
}
