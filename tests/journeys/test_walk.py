"""The first full walk through the house, in both languages: teach, ask, help, and look back.

One imported child, her mother, her class teacher, the counselor, the clinician and the district.
At each step a stranger knocks at the same address and finds nothing there.
"""

import io
import json
import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from wagtail.models import Locale

from interventions.models import Case, Referral
from lessons.actions import sections
from lessons.models import LessonPage, LetterPage, PersonalLetter, SectionPage
from school_safety.access.actions import assign_role
from school_safety.schools.models import Student
from surveys.actions.slips import token_of
from surveys.models import InstrumentVersion, Invitation, Response, Wave
from tests.factories import rosters
from tests.factories.cases import provider_of
from tests.factories.finished_waves import finished_wave, room_of
from tests.readying import notice_before, ready

from .walk import DESK, PHONE, Walker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FLAGGED = (1, 2, 3, 2, 3, 0, 0, 0, 4)  # gd3c: all features, impairment, more than a year


@pytest.fixture
def walkers(world, open_page, client_of, settings):
    """walkers("zh-hans") gives everybody a device: families and students a phone, staff a desk."""
    # a draft is saved by pressing, not by the pace of a test
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0

    def make(language: str) -> SimpleNamespace:
        def walker(user, width):
            return Walker(open_page, client_of(user) if user else None, language, width)

        staff = (
            "ht_a",
            "ed",
            "rv",
            "co",
            "co2",
            "ld",
            "sa",
            "cl",
            "cl_other",
            "da",
            "da_other",
            "ht_b",
        )
        return SimpleNamespace(
            **{key: walker(getattr(world, key), DESK) for key in staff},
            mother=walker(None, PHONE),
            stranger=walker(world.gu_other, PHONE),
            pupil=walker(None, PHONE),
        )

    return make


def absent(*walkers: Walker, path: str) -> None:
    """To each of them this address is a door that is not there."""
    for stranger in walkers:
        stranger.go(path)
        assert stranger.page.evaluate("fetch(location.href).then(r => r.status)") == 404, path


def roster_in(world, tmp_path):
    """a. Dry run, errors by row, and the real thing; both kinds of file."""
    package = rosters.oneroster(tmp_path / "roster.zip")
    broken = rosters.sheet(
        tmp_path / "broken.xlsx", [["王小明", "2026X", "九十年级1班", "男", "昨天", "", "", ""]]
    )
    out = io.StringIO()
    with pytest.raises(SystemExit) as refused:
        call_command("import_roster", str(broken), school="T1S1", json=True, stdout=out)
    report = json.loads(out.getvalue())
    assert (refused.value.code, report["written"], report["errors"][0]["row"]) == (1, False, 2)
    sheet = rosters.sheet(
        tmp_path / "花名册.xlsx",
        [["林小满", "2026031", "六年级4班", "女", "2015-05-06", "林建", "爸爸", "15400000103"]],
    )
    for file in (package, sheet):
        for dry in (True, False):
            out = io.StringIO()
            call_command(
                "import_roster", str(file), school="T1S1", dry_run=dry, json=True, stdout=out
            )
            assert json.loads(out.getvalue())["written"] is not dry
    assert Student.objects.get(school=world.school, number="2026031").guardianships.count() == 1
    return Student.objects.get(school=world.school, number="OR001")


def texts_published(world, who, at):
    """b. The teacher drafts and previews in the CMS; two other people let a lesson and a letter out."""
    sections.make_section(school=world.school, by=world.giver, at=at)
    for user in (world.ht_a, world.ed, world.rv):
        sections.sync_groups(user, by=world.giver, at=at)
    section = SectionPage.objects.get(school=world.school, locale=Locale.get_default())
    lesson = drafted(
        who.ht_a, section, LessonPage, title="睡前一小时", lead="和孩子一起，把睡前一小时还给睡眠。"
    )
    letter = drafted(
        who.ht_a, section, LetterPage, title="小问卷，想先问问您", kind="consent", purpose="screening",
        points="班里有一份小问卷。\n孩子可以不做。\n请您选一下。",
        body="我们想了解孩子们上网的情况。\n\n只有心理老师看得到作答。",
        ask="孩子参加这份小问卷吗？", refuse_note="没关系，孩子在学校一切照常。",
    )  # fmt: skip
    for text in (lesson, letter):
        absent(who.stranger, path=text.url)
        approved(who, text)
    assert "把睡前一小时还给睡眠" in who.stranger.go(lesson.url).locator("main").inner_text()
    return letter


def drafted(walker, section, model, **fields):
    """Typed into the editor, saved, looked at in the preview, and handed to the readers."""
    page = walker.go(f"/cms/pages/add/lessons/{model._meta.model_name}/{section.pk}/")
    for name, value in fields.items():
        field = page.locator(f"#id_{name}")
        if field.evaluate("e => e.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    with page.expect_navigation():
        page.locator("button.action-save").first.click()
    text = model.objects.child_of(section).get(title=fields["title"])
    assert not text.live
    walker.go(f"/cms/pages/{text.pk}/view_draft/")
    assert fields["title"] in walker.text
    walker.go(f"/cms/pages/{text.pk}/edit/")
    with page.expect_navigation():
        page.locator("button[name=action-submit]").first.evaluate("button => button.click()")
    return text


def approved(who, text):
    """The editor and the reviewer press approve, through the same address as the CMS page does."""
    for reader in (who.ed, who.rv):
        text.refresh_from_db()
        assert not text.live
        task = text.current_workflow_task_state
        names = "wagtailadmin_pages:workflow_action"
        url = reverse(names, args=[text.pk, "approve", task.pk])
        assert reader.client.post(url, {"comment": ""}).status_code in {200, 302}
    text.refresh_from_db()
    assert text.live


def first_guardian(child):
    """The first contact of the roster."""
    return child.guardianships.order_by("order").first().guardian


def letter_signed(world, who, letter, child, room):
    """c. Sent to one class, opened with a printed code on a phone, answered, signed, checked."""
    who.ht_a.go(f"/staff/letters/{letter.pk}/send/")
    who.ht_a.fill(classrooms=[room.pk], rule="any", due_on=timezone.localdate() + timedelta(days=5))
    who.ht_a.press()
    guardian = first_guardian(child)
    personal = PersonalLetter.objects.get(student=child, guardian=guardian)
    slips = who.ht_a.client.post(reverse("home:code_print", args=[room.pk]), {"student": child.pk})
    printed = PdfReader(io.BytesIO(slips.content)).pages[0].extract_text()
    code = next(word for word in printed.split() if word.count("-") == 3 and len(word) == 19)
    who.mother.go(f"/enter/{code}/")
    who.mother.fill(tail=guardian.phone_tail)
    who.mother.press()
    assert who.mother.path == "/family/"
    address = f"/family/letters/{personal.pk}/"
    absent(who.stranger, who.ht_b, who.co, path=address)
    who.mother.go(address)
    who.mother.fill(answer="agree", typed_name="陈大海")
    who.mother.press()
    assert who.mother.path.startswith(f"{address}signed/")
    paper = who.mother.page.request.get(f"{address}receipt.pdf").body()
    assert "小问卷" in PdfReader(io.BytesIO(paper)).pages[0].extract_text()
    assert verdict_on(who.mother, paper) == "done"
    assert verdict_on(who.mother, paper[:-20] + b"x" + paper[-19:]) == "now"


def verdict_on(walker, paper):
    """What the public page says of that file: the kind of its notice."""
    page = walker.go("/verify/")
    page.set_input_files(
        "[name=file]", {"name": "r.pdf", "mimeType": "application/pdf", "buffer": paper}
    )
    walker.press()
    return page.locator("main .notice").get_attribute("class").split()[-1]


def answered_on_a_phone(world, who, child, room):
    """d. A wave is planned, let out by a second person, printed; the network goes and comes back."""
    now = timezone.localtime()
    who.co.go("/staff/waves/new/")
    version = InstrumentVersion.objects.get(instrument__code="gd3c")
    who.co.fill(
        title="秋季小问卷",
        instrument_version=version.pk,
        classrooms=[room.pk],
        opens_at=(now - timedelta(minutes=5)).strftime("%Y-%m-%dT%H:%M"),
        closes_at=(now + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M"),
        day_from="",
        day_until="",
        notice_on=notice_before(now),
        on_call=world.co.pk,
    )
    who.co.press()
    wave = Wave.objects.get(title="秋季小问卷")
    address = f"/staff/waves/{wave.pk}/"
    absent(who.ht_a, path=address)
    assert any(word in who.co.text for word in ("影响评估", "impact assessment"))
    ready(world, timezone.now(), "gd3c")
    for reader in (who.ld, who.sa):
        reader.go(address)
        reader.press("approve")
    who.co.go(address)
    who.co.press("open")
    slips = who.co.client.get(f"{address}slips.pdf").content
    assert len(PdfReader(io.BytesIO(slips)).pages) == 1
    slip = Invitation.objects.get(wave=wave, student=child)
    page = who.pupil.go(f"/s/{token_of(slip)}/")
    who.pupil.press()
    onward = page.locator("#screening .pair-buttons button")
    with page.expect_response("**/answer/save/"):
        page.locator("input[name=choice]").nth(FLAGGED[0]).check()
        onward.click()
    page.context.set_offline(True)
    for option in FLAGGED[1:]:
        page.locator("input[name=choice]").nth(option).check()
        onward.click()
    page.locator("#screening [name=skip]").click()
    page.locator("#end button:not([type=button])").click()
    assert page.locator("#offline").is_visible()
    assert not Response.objects.exists()
    page.context.set_offline(False)
    page.wait_for_url("**/answer/thanks/**")
    assert "12355" in who.pupil.text
    assert child.name not in page.title()
    return wave


def case_opened(world, who, child):
    """e. The flag has opened a case with its evidence; the counselor was told without a name."""
    case = Case.objects.get(student=child)
    assert case.evidence.get().body["lines"]
    owner = {world.co.pk: who.co, world.co2.pk: who.co2}
    mine = owner.pop(case.owner_id)
    mine.go("/notices/")
    assert child.name not in mine.text
    (colleague,) = owner.values()
    answers = f"/staff/responses/{Response.objects.get(student=child).pk}/"
    sheet = mine.go(f"/staff/cases/{case.pk}/").locator(f'main a[href="{answers}"]')
    sheet.click()
    assert mine.path == answers
    absent(colleague, who.ld, who.ht_a, path=answers)
    absent(colleague, who.ht_a, who.sa, who.da, path=f"/staff/cases/{case.pk}/")
    return case, mine


def helped(world, mine, case, mother):
    """f. The talk, the decision with its reason, the plan, and the mother is told."""
    now = timezone.localtime()
    base = f"/staff/cases/{case.pk}"
    mine.go(f"{base}/talk/")
    mine.fill(kind="talk", held="yes", happened_at=moment(now), text="他说想早点睡。")
    mine.press()
    mine.go(f"{base}/decision/")
    mine.fill(decision="3", finding="confirmed", reason="睡得晚，自己想改。")
    mine.press()
    mine.go(f"{base}/plan/")
    mine.fill(
        weeks=6, starts_on=now.date(), school_part="每周谈一次。", family_part="九点手机放客厅。",
        goal_1="睡前放下手机", how_1="九点放客厅", target_1=5,
    )  # fmt: skip
    mine.press()
    mine.go(f"{base}/guardian/")
    mine.fill(guardian=mother.pk, how="phone", attitude="agrees", proof="妈妈愿意一起做。")
    mine.press()
    case.refresh_from_db()
    assert case.status == "planned"
    assert "他说想早点睡。" in mine.go(f"{base}/").locator("body").inner_text()


def moment(at) -> str:
    """As a datetime-local field takes it."""
    return timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")


def referred(world, who, mine, case, child, at):
    """f. Referred with the family's consent; the clinician sees the packet and nothing else."""
    provider = provider_of(world, at)
    mine.go(f"/staff/cases/{case.pk}/referral/")
    mine.fill(
        provider=provider.pk, needs=["internet"], concern="睡得晚。", family_part="想请中心看看睡眠。",
        fields_chosen=["name", "birth", "guardian", "concern"],
    )  # fmt: skip
    mine.press()
    referral = Referral.objects.get(case=case)
    inside, outside = f"/staff/referrals/{referral.pk}/", f"/provider/referrals/{referral.pk}/"
    absent(who.cl, path=outside)  # the family has not agreed yet
    family = f"/family/support/referrals/{referral.pk}/"
    absent(who.stranger, path=family)
    who.mother.go(family)
    who.mother.fill(state="given")
    who.mother.press()
    mine.go(inside)
    mine.press("send")
    absent(who.cl_other, who.ht_a, path=outside)
    who.cl.go(outside)
    assert child.name not in who.cl.text
    who.cl.press("accept")
    assert child.name in who.cl.go(outside).locator("body").inner_text()
    absent(who.cl, path=f"/staff/cases/{case.pk}/")
    who.cl.go(f"{outside}appointment/")
    who.cl.fill(starts_at=moment(timezone.now() + timedelta(days=3)), place="二楼 203")
    who.cl.press()
    who.cl.go(f"{outside}reply/")
    who.cl.fill(school_part="作业可以分两次交。")
    who.cl.press()
    assert "作业可以分两次交。" in mine.go(inside).locator("body").inner_text()


def looked_back(world, who, wave, child):
    """g. The district's official reads a chart with its table beside it, and no name anywhere."""
    who.co.go(f"/staff/waves/{wave.pk}/")
    who.co.press("close")
    finished_wave(world, world.other_school, [(room_of(world.other_school, 7, 1), 90)], code="gd3c")
    who.da.go("/staff/reports/publish/")
    who.da.press()
    address = who.da.path
    page = who.da.page
    bands = page.locator("figure.chart").first
    assert bands.locator(".draw .main-svg").first.is_visible()
    figures = bands.locator("td").all_inner_texts()
    assert any("55" in each for each in figures)
    assert any(not re.search(r"\d", each) for each in figures)  # too few: said in words
    assert child.name not in page.content()
    assert not Student.objects.filter(name__in=page.locator("td, th").all_inner_texts()).exists()
    absent(who.da_other, who.co, who.ht_a, who.sa, path=address)


@pytest.mark.parametrize("language", ["zh-hans", pytest.param("en", marks=pytest.mark.slow)])
def test_the_first_full_walk(world, walkers, tmp_path, language):
    who = walkers(language)
    child = roster_in(world, tmp_path)
    room = child.classroom
    assign_role(user=world.ht_a, role="ht", unit=room, by=world.sa, at=timezone.now())
    letter = texts_published(world, who, timezone.now())
    letter_signed(world, who, letter, child, room)
    wave = answered_on_a_phone(world, who, child, room)
    case, mine = case_opened(world, who, child)
    helped(world, mine, case, first_guardian(child))
    referred(world, who, mine, case, child, timezone.now())
    looked_back(world, who, wave, child)
    assert who.pupil.page.locator("html").get_attribute("lang").startswith(language[:2])
