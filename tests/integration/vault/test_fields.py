"""Sealed fields as every model uses them; Guardian.phone stands for all."""

from uuid import uuid4

import pytest
from django.core import serializers
from django.core.exceptions import FieldError
from django.db import connection, transaction
from django.db.models import F
from django.forms import modelform_factory

from school_safety.schools.models import District, Guardian
from school_safety.vault.errors import SealBroken
from school_safety.vault.fields import Sealed, SealedJSONField, SealedTextField

pytestmark = [pytest.mark.django_db, pytest.mark.pg]
PHONE = "19900000001"


@pytest.fixture
def district():
    return District.objects.create(code="V1", name="测试区")


@pytest.fixture
def guardian(district):
    return Guardian.objects.create(district=district, name="甲", phone=PHONE)


def raw(guardian: Guardian) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM schools_guardian WHERE name = %s", [guardian.name])
        return bytes(cursor.fetchone()[0])


def overwrite(guardian: Guardian, value: bytes) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE schools_guardian SET phone = %s WHERE name = %s", [value, guardian.name]
        )


@pytest.mark.parametrize(
    "narrow",
    [
        {"phone": PHONE},
        {"phone": None},
        {"phone__contains": "199"},
        {"phone__in": [PHONE]},
        {"phone__startswith": "1"},
        {"phone__length": 11},
        {"phone__gt": ""},
    ],
)
def test_filtering_is_refused(narrow):
    with pytest.raises(FieldError):
        Guardian.objects.filter(**narrow).exists()


def test_writing_around_the_instance_is_refused(guardian):
    with pytest.raises(FieldError, match="save"), transaction.atomic():
        Guardian.objects.update(phone="1")
    guardian.phone = "2"
    with pytest.raises(FieldError, match="save"), transaction.atomic():
        Guardian.objects.bulk_update([guardian], ["phone"])
    assert Guardian.objects.get().phone == PHONE


def test_a_value_copied_to_another_row_does_not_open(guardian, district):
    other = Guardian.objects.create(district=district, name="乙", phone="19900000002")
    overwrite(other, raw(guardian))
    with pytest.raises(SealBroken):
        _ = Guardian.objects.get(pk=other.pk).phone
    assert Guardian.objects.get(pk=guardian.pk).phone == PHONE


def test_sixty_tampers_are_all_seen(guardian):
    sealed = raw(guardian)
    for number in range(60):
        bent = bytearray(sealed)
        bent[number * 7 % len(sealed)] ^= 1 << number % 8
        overwrite(guardian, bytes(bent))
        with pytest.raises(SealBroken):
            _ = Guardian.objects.get().phone


def test_a_copy_of_an_instance_under_a_new_key_fails_loudly(guardian):
    copy = Guardian.objects.get()
    copy.pk, copy._state.adding = uuid4(), True
    with pytest.raises(SealBroken):
        copy.save()


def test_no_district_no_seal():
    with pytest.raises(FieldError, match="district_id"):
        Guardian._meta.get_field("phone").seal("x", None, uuid4())


def test_the_database_never_holds_the_words(guardian):
    assert PHONE.encode() not in raw(guardian)
    guardian.phone = ""
    guardian.save()
    assert len(raw(guardian)) > 40  # an empty text is sealed too
    assert Guardian.objects.get().phone == ""


def test_values_are_opaque_until_the_field_opens_them(guardian):
    sealed = Guardian.objects.values_list("phone", flat=True).get()
    assert isinstance(sealed, Sealed)
    assert PHONE not in f"{sealed} {sealed!r}"
    assert Guardian._meta.get_field("phone").open(sealed, guardian.pk) == PHONE


def test_reading_opens_once_and_only_when_asked(guardian, django_assert_num_queries):
    found = Guardian.objects.get()
    assert isinstance(found.__dict__["phone"], Sealed)
    with django_assert_num_queries(0):
        assert found.phone == found.phone == PHONE


def test_saving_something_else_leaves_the_ciphertext_alone(guardian):
    before = raw(guardian)
    found = Guardian.objects.get()
    found.phone_tail = "0001"
    found.save()
    assert raw(guardian) == before


def test_deferred_and_refreshed_values_open(guardian):
    assert Guardian.objects.defer("phone").get().phone == PHONE
    found = Guardian.objects.only("name").get()
    found.refresh_from_db()
    assert found.phone == PHONE


def test_bulk_create_seals(district):
    rows = [Guardian(district=district, name=f"丙{n}", phone=f"1990000{n:04}") for n in range(5)]
    Guardian.objects.bulk_create(rows)
    assert {g.name: g.phone for g in Guardian.objects.all()} == {g.name: g.phone for g in rows}


def test_forms_see_text(guardian):
    form = modelform_factory(Guardian, fields=["phone"])({"phone": " 123 "}, instance=guardian)
    assert PHONE in str(modelform_factory(Guardian, fields=["phone"])(instance=guardian))
    form.save()
    assert Guardian.objects.get().phone == "123"


def test_fixtures_carry_ciphertext_only(guardian):
    assert PHONE not in serializers.serialize("json", Guardian.objects.all())


def test_isnull_and_joins_still_work(guardian):
    assert Guardian.objects.filter(phone__isnull=False).count() == 1
    assert Guardian.objects.filter(name=F("name"), district__code="V1").get().phone == PHONE


def test_migrations_can_rebuild_the_field():
    _, path, args, kwargs = SealedTextField(blank=True, max_length=9).deconstruct()
    assert path == "school_safety.vault.fields.SealedTextField"
    assert (args, kwargs) == ([], {"blank": True, "max_length": 9})
    assert SealedJSONField(default=dict).deconstruct()[3] == {"default": dict}
