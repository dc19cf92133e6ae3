"""What the editor of forms calls things."""

from django.utils.translation import gettext_lazy as _

TYPE_WORDS = {
    "text": _("Tulisan satu baris"),
    "textarea": _("Tulisan beberapa baris"),
    "choice": _("Pilih satu"),
    "choices": _("Pilih beberapa"),
    "checkbox": _("Centang ya atau tidak"),
    "consent": _("Pernyataan setuju"),
    "date": _("Tanggal"),
    "integer": _("Bilangan bulat"),
    "decimal": _("Bilangan dengan koma"),
    "money": _("Jumlah uang (rupiah)"),
    "nik": _("NIK"),
    "kk": _("Nomor Kartu Keluarga"),
    "phone": _("Nomor telepon"),
    "email": _("Alamat surel"),
    "region": _("Desa atau kelurahan"),
    "coordinates": _("Titik di peta"),
    "file": _("Berkas (PDF atau gambar)"),
    "image": _("Foto"),
}
PATTERN_WORDS = {
    "digits": _("Angka saja"),
    "person_name": _("Nama orang"),
    "rt_rw": _("Nomor RT atau RW"),
    "postal_code": _("Kode pos"),
    "npwp": _("NPWP"),
    "nib": _("NIB"),
    "vehicle_plate": _("Nomor polisi kendaraan"),
}
SOURCE_WORDS = {
    "person.name": _("Akun: nama"),
    "person.nik": _("Akun: NIK"),
    "person.family_card": _("Akun: nomor Kartu Keluarga"),
    "person.birth_place": _("Akun: tempat lahir"),
    "person.birth_date": _("Akun: tanggal lahir"),
    "person.sex": _("Akun: jenis kelamin"),
    "person.religion": _("Akun: agama"),
    "person.marital": _("Akun: status perkawinan"),
    "person.occupation": _("Akun: pekerjaan"),
    "person.address": _("Akun: alamat"),
    "person.rt": _("Akun: RT"),
    "person.rw": _("Akun: RW"),
    "person.region_code": _("Akun: desa atau kelurahan"),
    "person.phone": _("Akun: nomor telepon"),
    "person.email": _("Akun: alamat surel"),
    "today": _("Tanggal hari ini"),
}
WIDTH_WORDS = {
    "full": _("Selebar halaman"),
    "half": _("Setengah"),
    "third": _("Sepertiga"),
    "short": _("Pendek"),
}
FILE_WORDS = {"pdf": "PDF", "jpeg": "JPG", "png": "PNG", "webp": "WebP"}
