// The few requests of an upload in pieces (a subset of tus 1.0, see docs/decisions/0042).
const VERSION = "1.0.0";
const PATIENCE = 75_000; // milliseconds; a line that carries nothing for so long is dead

// Browsers hash only on pages with TLS (and on this machine); elsewhere the plain file input does the work.
export const canSend = () => Boolean(globalThis.crypto?.subtle && globalThis.AbortController && Blob.prototype.arrayBuffer);

// A refusal that trying again does not change, or (isFinal false) one that it may.
export class Refusal extends Error {
  constructor(status, message, { isFinal = true, wait = 0 } = {}) {
    super(message);
    Object.assign(this, { status, isFinal, wait });
  }
}

export async function announce(form, field, file, digest, signal) {
  const answer = await ask(form, form.dataset.uploads, "POST", {
    signal,
    headers: {
      "Upload-Length": String(file.size),
      "Upload-Metadata": Object.entries({ field, filename: file.name, sha256: digest })
        .map(([name, text]) => `${name} ${base64(new TextEncoder().encode(text))}`)
        .join(","),
    },
  });
  return { address: answer.headers.get("Location"), received: received(answer) };
}

export async function askReceived(form, address, signal) {
  return received(await ask(form, address, "HEAD", { signal }));
}

export async function sendPiece(form, address, start, piece, signal) {
  const content = await piece.arrayBuffer();
  const answer = await ask(form, address, "PATCH", {
    signal,
    body: content,
    headers: {
      "Content-Type": "application/offset+octet-stream",
      "Upload-Offset": String(start),
      "Upload-Checksum": `sha256 ${base64(new Uint8Array(await crypto.subtle.digest("SHA-256", content)))}`,
    },
  });
  return received(answer);
}

// The kept file as the page lists it.
export const finish = async (form, address, signal) => (await ask(form, `${address}selesai/`, "POST", { signal })).text();

export const cancel = (form, address) => ask(form, address, "DELETE", {}).catch(() => null);

export async function digestOf(file) {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function ask(form, address, method, { headers = {}, body, signal }) {
  const ours = new AbortController();
  const timer = setTimeout(() => ours.abort(), PATIENCE);
  const stop = () => ours.abort();
  signal?.addEventListener("abort", stop);
  try {
    const token = form.elements.namedItem("csrfmiddlewaretoken").value;
    const known = { "Tus-Resumable": VERSION, "X-CSRFToken": token, ...headers };
    return await judged(await fetch(address, { method, body, headers: known, signal: ours.signal }));
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
}

const AGAIN = new Set([400, 408, 409, 460, 502, 503, 504]);

async function judged(answer) {
  if (answer.ok) return answer;
  const { message = "" } = await answer.json().catch(() => ({}));
  const wait = 1000 * Number(answer.headers.get("Retry-After") ?? 0);
  throw new Refusal(answer.status, message, { isFinal: !AGAIN.has(answer.status), wait });
}

const received = (answer) => Number(answer.headers.get("Upload-Offset"));

const base64 = (bytes) => btoa(String.fromCharCode(...bytes));
