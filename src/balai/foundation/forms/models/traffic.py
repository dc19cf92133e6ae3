"""How much somebody sent on a day; rows are swept away by a task."""

from django.db import models


class Traffic(models.Model):
    """Bytes from a person, a visitor's session or a visitor's address, hashed together with the day."""

    key = models.CharField(primary_key=True, max_length=64, db_collation="C")
    day = models.DateField(db_index=True)
    size = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.day} {self.size}"
