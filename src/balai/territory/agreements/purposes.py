"""The forms that agreements use, and what their drafts are for."""

ORIGINAL_FORM, ORIGINAL_PURPOSE = "naskah-asli-kerja-sama", "naskah-kerja-sama"
DUTY_FORM, DUTY_PURPOSE = "bukti-kewajiban", "kewajiban-kerja-sama"
