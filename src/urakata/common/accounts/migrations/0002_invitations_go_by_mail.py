from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_first_shape")]

    operations = [
        migrations.AddField("invitation", "mail_to", models.EmailField(blank=True, default="", max_length=254), False),
        migrations.AddField("invitation", "mailed_at", models.DateTimeField(null=True)),
    ]
