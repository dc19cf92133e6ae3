"""A small procedure with every turn: check, sign, return, reject, withdraw."""

from typing import Any


def words(text: str, english: str = "") -> dict[str, str]:
    """A text in both languages."""
    return {"id": text, "en": english or text}


LETTER: dict[str, Any] = {
    "code": "surat-uji",
    "name": words("Surat uji", "Test letter"),
    "limit": {"kind": "working_hours", "amount": 7},
    "start": "periksa",
    "states": {
        "periksa": {
            "kind": "work",
            "name": words("Pemeriksaan berkas", "Checking"),
            "roles": ["operator_desa"],
            "holder": words("Operator desa", "Village operator"),
            "ask": words("Periksa berkas", "Check the documents"),
            "public": words("Berkas diperiksa", "Documents are being checked"),
            "limit": {"kind": "working_hours", "amount": 2},
        },
        "perbaikan": {
            "kind": "wait_applicant",
            "name": words("Menunggu perbaikan", "Waiting for correction"),
            "ask": words("Lengkapi permohonan", "Complete the application"),
            "public": words("Menunggu Anda melengkapi", "Waiting for you"),
            "resume": {"kind": "working_hours", "amount": 1},
        },
        "tanda_tangan": {
            "kind": "work",
            "name": words("Tanda tangan", "Signature"),
            "roles": ["kepala_desa"],
            "holder": words("Kepala desa", "Village head"),
            "ask": words("Tanda tangani", "Sign"),
            "public": words("Menunggu tanda tangan", "Waiting for the signature"),
            "limit": {"kind": "working_hours", "amount": 3},
        },
        "terbit": {"kind": "end", "name": words("Surat terbit", "Issued"), "outcome": "granted"},
        "ditolak": {"kind": "end", "name": words("Ditolak", "Refused"), "outcome": "rejected"},
        "ditarik": {"kind": "end", "name": words("Ditarik", "Withdrawn"), "outcome": "withdrawn"},
    },
    "actions": [
        {
            "code": "teruskan",
            "kind": "forward",
            "label": words("Teruskan", "Forward"),
            "public": words("Berkas lengkap", "Documents complete"),
            "from": ["periksa"],
            "to": "tanda_tangan",
            "primary": True,
            "requires": {
                "fields": [{"name": "agenda", "label": words("Nomor agenda"), "required": False}],
            },
        },
        {
            "code": "kembalikan",
            "kind": "return",
            "label": words("Kembalikan", "Return"),
            "public": words("Dikembalikan untuk diperbaiki", "Returned for correction"),
            "from": ["periksa", "tanda_tangan"],
            "to": "perbaikan",
        },
        {
            "code": "ajukan_kembali",
            "kind": "forward",
            "label": words("Ajukan kembali", "Submit again"),
            "from": ["perbaikan"],
            "to": "periksa",
        },
        {
            "code": "tandatangani",
            "kind": "forward",
            "label": words("Tanda tangani", "Sign"),
            "public": words("Surat ditandatangani", "The letter is signed"),
            "from": ["tanda_tangan"],
            "to": "terbit",
            "primary": True,
            "requires": {"second_factor": True, "permission": "documents.sign"},
        },
        {
            "code": "tolak",
            "kind": "reject",
            "label": words("Tolak", "Refuse"),
            "public": words("Permohonan ditolak", "The application is refused"),
            "from": ["periksa", "tanda_tangan"],
            "to": "ditolak",
        },
        {
            "code": "tarik",
            "kind": "withdraw",
            "label": words("Tarik permohonan", "Withdraw"),
            "from": ["periksa", "perbaikan", "tanda_tangan"],
            "to": "ditarik",
        },
    ],
}


def _limit(amount: int, kind: str = "working_hours") -> dict[str, Any]:
    return {"kind": kind, "amount": amount}


PERMIT: dict[str, Any] = {
    "code": "izin-uji",
    "name": words("Izin uji", "Test permit"),
    "limit": _limit(5, "working_days"),
    "start": "bersama",
    "states": {
        "bersama": {
            "kind": "parallel",
            "name": words("Pemeriksaan bersama", "Joint examination"),
            "public": words("Diperiksa bersama", "Being examined jointly"),
            "then": "bayar",
            "lanes": {
                "lapangan": {
                    "name": words("Peninjauan lapangan", "Site visit"),
                    "holder": words("Operator desa", "Village operator"),
                    "roles": ["operator_desa"],
                    "ask": words("Tinjau lokasi", "Visit the site"),
                    "limit": _limit(3),
                },
                "data": {
                    "name": words("Pemeriksaan data", "Data check"),
                    "roles": ["verifikator"],
                    "where": "agency:dukcapil",
                    "ask": words("Periksa data", "Check the data"),
                    "limit": _limit(6),
                },
            },
        },
        "perbaikan": LETTER["states"]["perbaikan"],
        "bayar": {
            "kind": "wait",
            "name": words("Menunggu pembayaran", "Waiting for the payment"),
            "holder": words("Pemohon", "Applicant"),
            "public": words("Menunggu pembayaran Anda", "Waiting for your payment"),
            "signal": "payment",
            "resume": _limit(4),
            "expires": _limit(3, "working_days"),
        },
        "tanda_tangan": LETTER["states"]["tanda_tangan"],
        "terbit": LETTER["states"]["terbit"],
        "gugur": {"kind": "end", "name": words("Tidak dibayar", "Not paid"), "outcome": "expired"},
        "ditolak": LETTER["states"]["ditolak"],
        "ditarik": LETTER["states"]["ditarik"],
    },
    "actions": [
        {
            "code": "tinjau",
            "kind": "forward",
            "label": words("Sudah ditinjau", "Visited"),
            "from": ["bersama"],
            "lane": "lapangan",
            "primary": True,
            "requires": {"fields": [{"name": "temuan", "label": words("Temuan", "Findings")}]},
        },
        {
            "code": "cocok",
            "kind": "forward",
            "label": words("Data cocok", "The data agree"),
            "from": ["bersama"],
            "lane": "data",
            "primary": True,
            "requires": {"fields": [{"name": "berkas", "label": words("Nomor berkas", "File number")}]},
        },
        {**LETTER["actions"][1], "from": ["bersama"]},
        {**LETTER["actions"][2], "to": "bersama"},
        {
            "code": "lunas",
            "kind": "signal",
            "signal": "payment.settled",
            "label": words("Pembayaran diterima", "Payment received"),
            "from": ["bayar"],
            "to": "tanda_tangan",
        },
        {
            "code": "lewat",
            "kind": "signal",
            "signal": "payment.expired",
            "label": words("Tidak dibayar", "Not paid"),
            "from": ["bayar"],
            "to": "gugur",
        },
        LETTER["actions"][3],
        {**LETTER["actions"][4], "from": ["bersama", "tanda_tangan"]},
        {**LETTER["actions"][5], "from": ["bersama", "bayar"]},
    ],
}


def _later(code: str, kind: str, sources: list[str], to: str, **more: Any) -> dict[str, Any]:
    label = words(code.capitalize())
    return {"code": code, "kind": kind, "label": label, "from": sources, "to": to, **more}


#: A letter that can be suspended, revoked and given back, and whose refusal can be objected to.
LIVING: dict[str, Any] = {
    **LETTER,
    "code": "izin-hidup",
    "states": {
        **LETTER["states"],
        "dibekukan": {"kind": "end", "name": words("Dibekukan", "Suspended"), "outcome": "suspended"},
        "dicabut": {"kind": "end", "name": words("Dicabut", "Revoked"), "outcome": "revoked"},
        "keberatan": {
            "kind": "work",
            "name": words("Keberatan diperiksa", "Objection under review"),
            "roles": ["camat"],
            "where": "parent",
            "holder": words("Camat", "Sub-district head"),
            "ask": words("Putuskan keberatan", "Decide the objection"),
            "public": words("Keberatan Anda diperiksa", "Your objection is being reviewed"),
            "limit": _limit(10, "working_days"),
            "deemed": "kabulkan",
        },
        "keberatan_ditolak": {"kind": "end", "name": words("Keberatan ditolak"), "outcome": "rejected"},
    },
    "actions": [
        *LETTER["actions"],
        _later("bekukan", "after", ["terbit"], "dibekukan", roles=["kepala_desa"]),
        _later("aktifkan", "after", ["dibekukan"], "terbit", roles=["kepala_desa"]),
        _later("cabut", "after", ["terbit", "dibekukan"], "dicabut", roles=["camat"], where="parent"),
        _later(
            "keberatan",
            "objection",
            ["ditolak", "dicabut"],
            "keberatan",
            within=_limit(21, "working_days"),
            limit=_limit(15, "working_days"),
        ),
        _later("kabulkan", "forward", ["keberatan"], "tanda_tangan", primary=True),
        _later("tolak_keberatan", "reject", ["keberatan"], "keberatan_ditolak"),
    ],
}
