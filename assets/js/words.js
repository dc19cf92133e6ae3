// The few sentences that the browser says by itself, in the language of the page.
const SENTENCES = {
  saved: { id: "Tersimpan {0}", en: "Saved {0}" },
  saving: { id: "Menyimpan…", en: "Saving…" },
  offline: {
    id: "Tidak ada sambungan. Isian disimpan di perangkat ini dan dikirim nanti.",
    en: "No connection. Your answers are kept on this device and sent later.",
  },
  failed: {
    id: "Belum tersimpan. Isian tetap ada di perangkat ini.",
    en: "Not saved yet. Your answers stay on this device.",
  },
  conflict: {
    id: "Isian ini lebih baru di perangkat lain. Muat ulang untuk melihatnya; tulisan di sini belum dikirim.",
    en: "This form is newer on another device. Reload to see it; what you wrote here was not sent.",
  },
  found: {
    id: "Ada isian di perangkat ini yang belum terkirim.",
    en: "This device holds answers that were not sent yet.",
  },
  restore: { id: "Pakai isian itu", en: "Use them" },
  copied: { id: "Disalin: {0}", en: "Copied: {0}" },
  large: {
    id: "Berkas ini {0}; paling besar {1}. Pilih yang lebih kecil.",
    en: "This file is {0}; the limit is {1}. Choose a smaller one.",
  },
  scaling: { id: "Mengecilkan foto…", en: "Making the photograph smaller…" },
  scaled: { id: "Dipilih: {0}, dikecilkan dari {1} menjadi {2}", en: "Chosen: {0}, made smaller from {1} to {2}" },
  chosen: { id: "Dipilih: {0} ({1})", en: "Chosen: {0} ({1})" },
  pick: { id: "Untuk yang dipilih", en: "For those chosen" },
  picked: { id: "{0} dipilih", en: "{0} chosen" },
  sure: { id: "Lanjutkan?", en: "Continue?" },
  yes: { id: "Ya, lanjutkan", en: "Yes, continue" },
  no: { id: "Batal", en: "Cancel" },
  sending: { id: "Mengirim…", en: "Sending…" },
  uploading: { id: "Mengirim {0}", en: "Sending {0}" },
  amount: { id: "{0} dari {1}", en: "{0} of {1}" },
  pause: { id: "Jeda", en: "Pause" },
  resume: { id: "Lanjutkan", en: "Continue" },
  cancel: { id: "Batalkan", en: "Cancel" },
  close: { id: "Tutup", en: "Close" },
  paused: { id: "Dijeda. Yang sudah terkirim tidak hilang.", en: "Paused. What was sent is not lost." },
  broken: {
    id: "Sambungan terputus. Yang sudah terkirim tidak hilang; dilanjutkan sendiri.",
    en: "The connection broke. What was sent is not lost; it goes on by itself.",
  },
  checking: { id: "Memeriksa berkas…", en: "Checking the file…" },
  unsent: {
    id: "Berkas ini tidak dapat dikirim dari halaman ini. Muat ulang halaman, lalu pilih lagi.",
    en: "This file cannot be sent from this page. Reload the page and choose it again.",
  },
  cut: { id: "Terputus sejak {0}, mencoba lagi", en: "Connection lost at {0}, trying again" },
  awaiting: {
    id: "Berkas masih dikirim. Begitu selesai, halaman ini lanjut sendiri.",
    en: "A file is still on its way. As soon as it has arrived, this page goes on by itself.",
  },
  lineCut: { id: "Sambungan terputus sejak {0}", en: "The connection has been down since {0}" },
  pressKept: {
    id: "“{0}” tersimpan di komputer ini dan dikirim sendiri, satu kali saja, begitu tersambung. Tidak perlu menekan lagi.",
    en: "“{0}” is kept on this computer and sent by itself, only once, as soon as the connection is back. No need to press again.",
  },
  pageOld: {
    id: "Yang tampak adalah keadaan sebelum itu. Anda tetap dapat menekan tombol; tekanannya disimpan.",
    en: "What you see is from before that. You can still press a button; the press is kept.",
  },
  pressOld: {
    id: "“{0}” dari {1} tidak dikirim karena sudah terlalu lama. Halaman ini menunjukkan keadaan sekarang.",
    en: "“{0}” of {1} was not sent, since it is too long ago. This page shows how things stand now.",
  },
};

const isEnglish = () => document.body.dataset.language === "en";

// Sentences of a page's own, told as those of the house.
export const speaking =
  (sentences) =>
  (name, ...values) => {
    const sentence = sentences[name][isEnglish() ? "en" : "id"];
    return values.reduce((text, value, place) => text.replace(`{${place}}`, value), sentence);
  };

export const say = speaking(SENTENCES);

// The time of the place, whatever zone the machine has: pages tell no other.
export function clock(date) {
  const shown = { hour: "2-digit", minute: "2-digit", timeZone: document.body.dataset.zone || undefined };
  return new Intl.DateTimeFormat(isEnglish() ? "en-GB" : "id-ID", shown).format(date);
}

export function size(bytes) {
  const [share, unit] = measure(bytes);
  return `${figure(bytes / share)} ${unit}`;
}

// "1,2 dari 3,4 MB": both in the unit of the whole.
export function amount(part, whole) {
  return say("amount", figure(part / measure(whole)[0]), size(whole));
}

const measure = (bytes) => (bytes < 1e6 ? [1e3, "kB"] : [1e6, "MB"]);

function figure(number) {
  const text = number < 10 ? number.toFixed(1) : String(Math.round(number));
  return isEnglish() ? text : text.replace(".", ",");
}
