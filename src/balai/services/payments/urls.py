"""Addresses of payments: the payer's bills, the treasurer's work, and where banks call."""

from django.urls import path

from balai.services.payments.views import bank, mine, office, settling, tariffs

app_name = "payments"
urlpatterns = [
    path("tagihan/", mine.mine, name="mine"),
    path("tagihan/<uuid:bill_id>/", mine.bill, name="bill"),
    path("tagihan/<uuid:bill_id>/keadaan/", mine.standing, name="standing"),
    path("tagihan/<uuid:bill_id>/bayar/<slug:adapter>/", mine.order, name="order"),
    path("tagihan/bukti/<uuid:payment_id>/", mine.receipt, name="receipt"),
    path("tagihan/bukti/<uuid:payment_id>/unduh/", mine.receipt_file, name="receipt_file"),
    path("kerja/pengelolaan/tarif/", tariffs.tariffs, name="tariffs"),
    path("kerja/pengelolaan/tarif/baru/", tariffs.new_tariff, name="new_tariff"),
    path("kerja/pengelolaan/tarif/<slug:code>/", tariffs.tariff, name="tariff"),
    path("bayar/panggilan/<slug:adapter>/", bank.call, name="call"),
    path("kerja/tagihan/", office.bills, name="bills"),
    path("kerja/tagihan/<uuid:bill_id>/", office.bill, name="office_bill"),
    path("kerja/tagihan/<uuid:bill_id>/terima/", office.receive, name="receive"),
    path("kerja/tagihan/<uuid:bill_id>/batal/", office.cancel, name="cancel"),
    path("kerja/tagihan/<uuid:bill_id>/strd/", office.remind, name="remind"),
    path("kerja/penerimaan/", settling.settlement, name="settlement"),
    path("kerja/penerimaan/unduh/<slug:kind>/", settling.export, name="export"),
    path("kerja/penerimaan/setor/", settling.deposit, name="deposit"),
    path("kerja/penerimaan/pengembalian/", settling.refunds, name="refunds"),
    path("kerja/penerimaan/pengembalian/<uuid:note_id>/", settling.pay_back, name="pay_back"),
]
