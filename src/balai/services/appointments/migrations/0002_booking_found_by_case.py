from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("appointments", "0001_openings_and_bookings")]

    operations = [
        migrations.AddIndex(
            model_name="booking",
            index=models.Index(
                condition=models.Q(("case_id__isnull", False)), fields=["case_id"], name="booking_case"
            ),
        ),
    ]
