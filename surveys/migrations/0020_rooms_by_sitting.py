"""A room has forty slips, found by their sitting: an index by state was written at each handing in."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("surveys", "0019_sitting_down")]
    operations = [migrations.RemoveIndex("invitation", "invitation_in_room")]
