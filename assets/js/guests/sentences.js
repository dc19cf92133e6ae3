import { speaking } from "../words.js";

export const tell = speaking({
  kept: {
    id: "Tersimpan di ponsel ini sejak {0}. Dikirim sendiri begitu tersambung.",
    en: "Kept on this phone since {0}. It is sent by itself once there is a connection.",
  },
  sent: { id: "Tersimpan {0}", en: "Saved {0}" },
  sending: { id: "Mengirim…", en: "Sending…" },
  draft: { id: "Tulisan yang belum disimpan dipulihkan.", en: "What you had not saved yet is back." },
  waiting: { id: "{0} kiriman menunggu sambungan", en: "{0} to be sent once there is a connection" },
  locked: {
    id: "Buku terkunci di ponsel ini. Buka lagi tautan Anda; kiriman tetap tersimpan.",
    en: "The book is locked on this phone. Open your link again; nothing is lost.",
  },
  refused: { id: "Tidak diterima: {0}, {1}. {2}", en: "Not accepted: {0}, {1}. {2}" },
  unsaid: {
    id: "Tuan rumah tidak menyebut alasannya ({0}). Periksa isiannya dan kirim lagi; bila tetap begitu, tunjukkan layar ini kepada pendamping.",
    en: "The host gave no reason ({0}). Check what you filled in and send it again; if that fails, show this screen to your host.",
  },
  mend: { id: "Perbaiki dan kirim lagi", en: "Correct and send again" },
  back: {
    id: "Belum diterima: {0} Isian Anda masih ada; perbaiki, lalu kirim lagi.",
    en: "Not accepted yet: {0} What you filled in is still here; correct it and send it again.",
  },
  drop: { id: "Buang dari ponsel", en: "Remove from the phone" },
  leave: {
    id: "Masih ada {0} kiriman di ponsel ini. Bila keluar sekarang, kiriman itu hilang. Tetap keluar?",
    en: "This phone still holds {0} things that were not sent. Leaving now loses them. Leave all the same?",
  },
});
