"""What the permissions of roles allow, in words for administrators."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "accounts.counter": _("Mendaftarkan dan membantu warga di loket"),
    "accounts.manage": _("Mengelola akun dan memberi peran"),
    "audit.read": _("Membaca catatan perubahan dan pembacaan data"),
    "catalogue.manage": _("Melengkapi isi layanan instansinya"),
    "cases.view": _("Melihat perkara di jangkauannya"),
    "cases.work": _("Mengerjakan perkara"),
    "documents.sign": _("Menandatangani dan mencabut surat"),
    "documents.view": _("Melihat surat yang diterbitkan"),
    "ledger.close": _("Menutup buku"),
    "ledger.post": _("Membukukan jurnal"),
    "ledger.view": _("Membaca buku keuangan"),
    "licences.decide": _("Membekukan dan mencabut izin dari register lama"),
    "licences.inspect": _("Mencatat kunjungan pengawasan dan temuannya"),
    "licences.record": _("Mencatat izin dan mengimpor register lama"),
    "licences.view": _("Melihat register izin"),
    "organizations.manage": _("Mengatur unit, jabatan, jam dan penomoran"),
    "packs.manage": _("Memasang paket isi"),
    "payments.cancel": _("Membatalkan tagihan"),
    "payments.raise": _("Menetapkan tagihan"),
    "payments.receive": _("Menerima dan menyetorkan uang"),
    "payments.view": _("Melihat tagihan dan penerimaan"),
    "regions.manage": _("Memperbarui peta dan koordinat wilayah"),
}
REACH = {
    "unit": _("Unit sendiri"),
    "subunits": _("Unit sendiri dan unit di bawahnya"),
    "region": _("Semua unit di wilayah unitnya"),
}


def in_words(permission: str) -> str:
    """The permission in words; one that has none yet as its code."""
    return str(WORDS.get(permission, permission))
