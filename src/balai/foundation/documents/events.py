"""Events of documents."""

from django.utils.translation import gettext_lazy as _

from balai.foundation.audit.api import declare

ISSUED = declare("document.issued", _("{title} terbit dengan nomor {number}"))
LENGTHENED = declare("documents.lengthened", _("{title} dilengkapi bukti tanda tangan jangka panjang"))
RENEWED = declare("documents.proof_renewed", _("Stempel waktu {title} diperbarui sebelum berakhir"))
SIGNED = declare("document.signed", _("{signer} menandatangani {title}"))
SIGNING_FAILED = declare("document.signing_failed", _("Tanda tangan {signer} pada {title} belum berhasil"))
REVOKED = declare("document.revoked", _("{title} nomor {number} dicabut: {reason}"))
REPLACED = declare("document.replaced", _("{title} nomor {number} diganti dengan nomor {new_number}"))
DOWNLOADED = declare("document.downloaded", _("{title} nomor {number} diunduh"))
COPIED = declare("document.copied", _("Tembusan {title} nomor {number} dikirim kepada {unit}"))
OUTSIDE_SIGNED = declare(
    "document.outside_signed", _("{signer} menandatangani {title} dengan sertifikat sendiri")
)
JUDGED = declare("document.judged", _("Sertifikat {signer} pada {title}: {word}"))
PAPER_SIGNED = declare("document.paper_signed", _("{signer} menandatangani {title} di atas kertas"))
LAID_OUT = declare("document.laid_out", _("{title} nomor {number} disiapkan untuk ditandatangani"))
WITHDRAWN = declare("document.withdrawn", _("{title} nomor {number} ditarik sebelum ditandatangani"))
ROOT_TRUSTED = declare("document.root_trusted", _("Akar sertifikat dipercaya: {root}"))
ROOT_ENDED = declare("document.root_ended", _("Akar sertifikat tidak dipercaya lagi: {root}"))
SERIES_SET = declare("document.series_set", _("Penomoran diatur: {pattern}"))
COUNT_SET = declare(
    "document.count_set", _("Hitungan nomor tahun {year} diteruskan dari {last} di buku agenda")
)
NUMBER_CANCELLED = declare("document.number_cancelled", _("Nomor {number} dibatalkan: {reason}"))
TEMPLATE_INSTALLED = declare("document.template_installed", _("Templat {code} versi {version} dipasang"))
LETTER_DRAFTED = declare("document.letter_drafted", _("Draf surat {code} dimulai"))
LETTER_UNDRAFTED = declare("document.letter_undrafted", _("Draf surat {code} dibuang"))
LETTERHEAD_DRAFTED = declare("document.letterhead_drafted", _("Draf kop surat {unit} disimpan: {changes}"))
LETTERHEAD_DISCARDED = declare("document.letterhead_discarded", _("Draf kop surat {unit} dibuang: {changes}"))
LETTERHEAD_SET = declare("document.letterhead_set", _("Kop surat {unit} berlaku: {changes}"))
LETTERHEAD_RESET = declare(
    "document.letterhead_reset", _("Kop surat {unit} kembali seperti data unit; sebelumnya {changes}")
)
