"""OneRoster as systems send it: bulk, delta, leavers, terms, missing columns."""

import pytest

from school_safety.schools.models import ImportBatch, Student
from tests.factories import rosters
from tests.integration.office.test_import_roster import run

pytestmark = pytest.mark.django_db
NEW_CLASS = rosters.ONEROSTER["classes.csv"].splitlines()[0] + (
    "\nc-n,active,,六年级4班,06,k,,homeroom,org-1,y\n"
)
HEAD = rosters.ONEROSTER["users.csv"].splitlines()[0]
ROLES = rosters.ONEROSTER["roles.csv"].splitlines()[0] + "\n"
STAYS = rosters.ONEROSTER["enrollments.csv"].splitlines()[0] + "\n"


def delta(path, **files):
    """A package with only these files."""
    content = {f"{stem}.csv": text for stem, text in files.items()}
    promised = "".join(f"file.{stem},delta\n" for stem in files)
    manifest = "propertyName,value\nmanifest.version,1.0\nfile.orgs,absent\n" + promised
    path.write_bytes(rosters.zipped(**content, **{"manifest.csv": manifest}))
    return path


@pytest.fixture
def bulk(world, tmp_path):
    assert run(rosters.oneroster(tmp_path / "bulk.zip"))[0] == 0


def test_a_delta_moves_somebody_it_does_not_name_again(bulk, tmp_path):
    stays = STAYS + "e-9,active,,c-n,org-1,u-1,student,,,\n"
    path = delta(tmp_path / "d.zip", classes=NEW_CLASS, enrollments=stays)
    code, said = run(path, "--school", "T1S1")
    assert (code, said["errors"], said["moved"], said["missing"]) == (0, [], 1, 0)
    student = Student.objects.get(sourced_id="u-1")
    assert (student.name, student.classroom.number) == ("陈小禾", 4)


def test_a_delta_of_the_whole_district_finds_the_school_in_the_books(bulk, tmp_path):
    stays = STAYS + "e-9,active,,c-n,,u-1,student,,,\n"
    classes = NEW_CLASS.replace("org-1", "")
    code, said = run(delta(tmp_path / "d.zip", classes=classes, enrollments=stays))
    assert (code, said["moved"]) == (0, 1)


def test_a_class_known_only_to_the_books(bulk, tmp_path):
    users = HEAD + "\nu-3,active,,true,u3,,三,新,OR003,,,,06,org-1\n"
    roles = ROLES + "r-9,active,,u-3,primary,student,org-1\n"
    stays = STAYS + "e-9,active,,c-h,org-1,u-3,student,,,\n"
    path = delta(tmp_path / "d.zip", users=users, roles=roles, enrollments=stays)
    code, said = run(path, "--school", "T1S1")
    assert (code, said["errors"], said["new"]) == (0, [], 1)
    assert Student.objects.get(sourced_id="u-3").classroom.name == "六年级3班"


def test_whom_nobody_knows_is_a_problem(bulk, tmp_path):
    stays = STAYS + "e-9,active,,c-h,org-1,ghost,student,,,\n"
    code, said = run(delta(tmp_path / "d.zip", enrollments=stays), "--school", "T1S1")
    assert (code, said["errors"][0]["file"], said["written"]) == (1, "enrollments.csv", False)


def test_to_be_deleted_is_a_proposal(bulk, tmp_path):
    users = HEAD + "\nu-1,tobedeleted,,,,,,,,,,,,\n"
    code, said = run(delta(tmp_path / "d.zip", users=users, roles=ROLES), "--school", "T1S1")
    assert (code, said["leaving"], said["changed"], said["missing"]) == (0, 1, 0, 0)
    student = Student.objects.get(sourced_id="u-1")
    assert student.status == "active"
    batch = ImportBatch.objects.get(pk=said["batch"])
    assert batch.findings["leaving"] == [{"id": str(student.pk)}]


def test_in_a_bulk_too_and_not_counted_twice(bulk, tmp_path):
    users = rosters.ONEROSTER["users.csv"].replace("u-1,,", "u-1,tobedeleted,", 1)
    stays = "\n".join(
        line for line in rosters.ONEROSTER["enrollments.csv"].splitlines() if ",u-1," not in line
    )
    code, said = run(rosters.oneroster(tmp_path / "b.zip", users=users, enrollments=stays))
    others = Student.objects.filter(school__code="T1S1", sourced_id="").count()
    assert (code, said["leaving"], said["missing"]) == (0, 1, others)


def test_an_ended_term_is_not_a_class_of_today(world, tmp_path):
    files = {
        "academicSessions": "sourcedId,title,type,startDate,endDate\n"
        "old,2020,schoolYear,2020-09-01,2021-07-01\ny,now,schoolYear,2000-09-01,2099-07-01\n",
        "classes": rosters.ONEROSTER["classes.csv"] + "c-o,,,五年级1班,05,k,,homeroom,org-1,old\n",
        "enrollments": rosters.ONEROSTER["enrollments.csv"].replace(
            "e-2", "e-7,,,c-o,org-1,u-1,student,,,\ne-2"
        ),
    }
    assert run(rosters.oneroster(tmp_path / "o.zip", **files))[0] == 0
    assert Student.objects.get(sourced_id="u-1").classroom.name == "六年级3班"


def test_optional_columns_may_be_missing(world, tmp_path):
    files = {
        "orgs": "sourcedId,name\norg-1,青禾学校\n",
        "users": "sourcedId,givenName,familyName,role,orgSourcedIds\nu-1,小禾,陈,student,org-1\n",
        "roles": "sourcedId\n",
        "classes": "sourcedId,title,schoolSourcedId\nc-h,六年级3班,org-1\n",
        "enrollments": "classSourcedId,userSourcedId,role\nc-h,u-1,student\n",
        "demographics": "sourcedId\n",
    }
    code, said = run(rosters.oneroster(tmp_path / "o.zip", **files))
    assert (code, said["errors"], said["new"]) == (0, [], 1)


def test_a_delta_in_which_nothing_changed(bulk, tmp_path):
    code, said = run(delta(tmp_path / "d.zip", users=HEAD + "\n", roles=ROLES))
    assert (code, "没有学生的变化" in said["errors"][0]["reason"]) == (1, True)


def test_a_file_that_the_manifest_promises_must_be_there(world, tmp_path):
    manifest = "propertyName,value\nfile.users,delta\nfile.enrollments,delta\n"
    path = tmp_path / "d.zip"
    path.write_bytes(rosters.zipped(**{"enrollments.csv": STAYS, "manifest.csv": manifest}))
    code, said = run(path, "--school", "T1S1")
    assert (code, said["errors"][0]["file"]) == (1, "users.csv")


def test_school_data_sync_writes_it_a_little_otherwise(world, tmp_path):
    """As published: guardians in relationships.csv, grades with the roles, orgs of the classes."""
    files = {
        "orgs": "sourcedId,name,type,parentSourcedId\n11,青禾学校,school,12\n12,甲区,district,\n",
        "users": "sourcedId,username,givenName,familyName,password,email,phone,sms\n"
        "u-1,a@b,Jack,Craig,,a@b,,\nu-2,c@d,Jean,Craig,,c@d,15400000011,\n",
        "roles": "userSourcedId,orgSourcedId,role,sessionSourcedId,grade,isPrimary\n"
        "u-1,11,student,y,6,TRUE\n",
        "classes": "sourcedId,orgSourcedId,title,sessionSourcedIds,courseSourcedId\n"
        "c-1,11,Class 2,y,k\n",
        "enrollments": "classSourcedId,userSourcedId,role\nc-1,u-1,student\n",
        "relationships": "userSourcedId,relationshipUserSourcedId,relationshipRole\n"
        "u-1,u-2,guardian\n",
        "demographics": "userSourcedId\n",
    }
    code, said = run(rosters.oneroster(tmp_path / "s.zip", **files))
    assert (code, said["errors"], said["new"]) == (0, [], 1)
    student = Student.objects.get(sourced_id="u-1")
    assert (student.name, student.classroom.grade) == ("Jack Craig", 6)
    assert student.guardianships.get().guardian.name == "Jean Craig"
