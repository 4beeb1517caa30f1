# How families are reached: wishes, accounts of a contact list, what carriers told.

import django.db.models.deletion
import school_safety.vault.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notices', '0003_staff_phone'),
        ('schools', '0008_duty_line'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='WecomParent',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.district')),
                ('mark', models.CharField(max_length=64, unique=True)),
                ('account', school_safety.vault.fields.SealedTextField()),
                ('seen_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Wish',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.district')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='wish', to=settings.AUTH_USER_MODEL)),
                ('way', models.CharField(choices=[('auto', '学校来定'), ('wecom', '企业微信'), ('email', '电子邮件'), ('sms', '短信'), ('paper', '打印出来交给孩子')], default='auto', max_length=8)),
                ('rhythm', models.CharField(choices=[('at_once', '有一条说一条'), ('daily', '每天傍晚六点合成一条')], default='at_once', max_length=8)),
                ('quiet', models.CharField(choices=[('night', '晚上十点到早上七点不打扰'), ('evening', '晚上八点到早上七点不打扰'), ('never', '什么时候都可以')], default='night', max_length=8)),
                ('sms_stopped_at', models.DateTimeField(blank=True, null=True)),
                ('changed_at', models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name='delivery',
            name='reported_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='delivery',
            name='unsure_since',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='delivery',
            name='vendor_id',
            field=models.CharField(blank=True, db_default='', max_length=64),
        ),
        migrations.AddField(
            model_name='notice',
            name='for_digest',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AlterField(
            model_name='delivery',
            name='channel',
            field=models.CharField(choices=[('inbox', '站内消息'), ('email', '电子邮件'), ('sms', '短信'), ('wecom', '企业微信'), ('paper', '纸条')], max_length=8),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('vendor_id', ''), _negated=True), fields=['vendor_id'], name='delivery_vendor_id'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('for_digest', True)), fields=['user'], name='notice_for_digest'),
        ),
    ]
