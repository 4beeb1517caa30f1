"""How this room is joined to the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# Words for the refusals of this room.
REASONS = {
    "case_state": _("这份个案已经走到别的一步了，先看看它现在在哪一步。"),
    "case_ended": _("这份个案已经结束，不能再写。"),
    "referral_state": _("这份转介已经走到别的一步了，先看看它现在在哪一步。"),
    "already_referred": _("已经有一份转介发给这家机构了。"),
    "consent_missing": _("家里还没有同意，没有同意就发不出去。"),
    "second_person": _("这一步要由另一位老师来看，不能自己同意自己的。"),
    "not_to_oneself": _("个案要由别人交给您，不能自己交给自己。"),
    "already_hers": _("这份个案已经在这位老师手上。"),
    "tasks_open": _("还有请同事帮忙的事没做完，做完再结案。"),
    "referral_open": _("还有一份转介没有结束，结束以后再结案。"),
    "already_matched": _("这份关注单已经对应到同学了。"),
    "absence_over": _("这段日子已经结束了。"),
    "not_matched": _("这条线索还没有对应到同学。"),
    "assign_first": _("这份个案还没有人接，先交给一位辅导老师，再撤回这条线索。"),
    "already_done": _("这件事已经做完了。"),
    "nothing_to_approve": _("这里没有要您同意的事。"),
    "family_declined": _("家里这次不想参加校内支持，家庭部分先不给家长看。学校的部分照常做。"),
    "family_part_empty": _("家庭部分还是空的，写好再给家长看。"),
    "not_your_provider": _("这份转介发给了别的机构。"),
    "already_recorded": _("到场情况已经记过了。"),
    "not_yet": _("约好的时间还没到。"),
    "slip_state": _("这张调阅单已经有了结果。"),
    "slip_open": _("这份个案您已经有一张调阅单了。"),
    "already_yours": _("这位同学就在您手上，不用调阅单。"),
    "another_open": _("这位同学在本校已经有一份开着的个案。"),
    "no_feedback_now": _("这里没有要您回答的问题，或者您已经答过了。"),
    "no_check_now": _("这周没有要填的小结：方案还没开始、已经结束，或者收起来了。"),
    "safety_state": _("这件事已经走到别的一步了，先看看现在到哪一步。"),
    "safety_not_taken": _("还没有人接这件事，先点“我来处理”。"),
    "drill_running": _("已经有一次演练在进行，先把它解除。"),
    "sibling_state": _("这件事已经有了结果，先看看现在怎样。"),
    "already_asked": _("已经问过了，等负责人看。"),
    "report_state": _("这份报告已经走到别的一步了，先看看它现在在哪一步。"),
    "meeting_state": _("这次会已经走到别的一步了，签过名的记录不能再改。"),
    "visit_state": _("这次家访已经走到别的一步了，先看看现在到哪一步。"),
    "talk_state": _("这次面谈已经走到别的一步了，先看看现在到哪一步。"),
    "family_untold": _("现在先不联系家里，所以也不约面谈。"),
    "hold_stands": _("现在有保护性安排，不上门，也不和家里约。"),
    "nothing_to_pass_on": _("这次家访没有写可以转给别人的话。"),
    "agreement_missing": _("还没有写家庭约定。"),
    "minutes_unfinished": _("谁来了、定了什么、为什么，这三项写好了才能签名。"),
    "steps_too_late": _("有一件事的日期已经过了，改好日期再签名。"),
    "shift_over": _("这个值班已经结束，或者已经取消了。"),
    "export_state": _("这份材料已经走到别的一步了，先看看它现在在哪一步。"),
    "export_over": _("这份材料到期了，不能再取。要用的话，请重新做一份。"),
    "changed_meanwhile": _("您写的时候，有人先改过了。"),
}


CASE_PART = {
    "district": "district_id",
    "case": "case_id",
    "school": "case__school_id",
    "student": "case__student_id",
}
REFERRAL_PART = {
    "case": "referral__case_id",
    "district": "district_id",
    "school": "referral__school_id",
    "student": "referral__student_id",
    "involved": "referral__provider__staff__user_id",
    "granted": "referral_id",
}
CHILD = {"district": "district_id", "school": "school_id", "student": "student_id"}
# How each kind of row hangs in the tree of districts, schools and students.
PATHS: dict[str, dict[str, str]] = {
    "Case": {**CHILD, "case": "id"},
    "Evidence": CASE_PART,
    "Note": CASE_PART,
    "Decision": CASE_PART,
    "StoryMark": CASE_PART,
    "CaseExport": {**CHILD, "case": "case_id"},
    "Plan": CASE_PART,
    "AftercareCheck": CASE_PART,
    "Assessment": CASE_PART,
    "WeeklyCheck": CASE_PART,
    "GuardianContact": CASE_PART,
    "Concern": {**CHILD, "owner": "written_by_id"},
    "Handover": {
        "district": "district_id",
        "school": "concern__school_id",
        "student": "concern__student_id",
    },
    "Task": {"district": "district_id", "student": "student_id", "involved": "assignee_id"},
    "Provider": {"district": "district_id", "involved": "staff__user_id"},
    "Referral": {
        **CHILD,
        "involved": "provider__staff__user_id",
        "granted": "id",
        "case": "case_id",
    },
    "AccessSlip": {**CHILD, "owner": "asked_by_id"},
    "Absence": {"district": "district_id", "school": "school_id", "owner": "person_id"},
    "SupervisionTalk": {"district": "district_id", "school": "school_id"},
    "DutyShift": {"district": "district_id", "school": "school_id", "involved": "person_id"},
    "SafetyEvent": {**CHILD, "case": "case_id", "involved": "seats__reader_id"},
    "SafetyPlan": CASE_PART,
    "MandatoryReport": CHILD,
    "SiblingLink": CASE_PART,
    "CaseMeeting": CASE_PART,
    "HomeAgreement": CASE_PART,
    "HomeVisit": CASE_PART,
    "FamilyTalk": CASE_PART,
    "MeetingSeat": {"district": "district_id", "involved": "person_id"},
    "Packet": REFERRAL_PART,
    "Appointment": REFERRAL_PART,
    "ReferralReply": REFERRAL_PART,
}


class InterventionsConfig(AppConfig):
    name = "interventions"

    def ready(self) -> None:
        """Say how this room's rows hang in the tree, and its refusals in words."""
        from school_safety.access import paths
        from school_safety.web import refusals

        refusals.explain(REASONS)
        for name, way in PATHS.items():
            paths.register(self.get_model(name), **way)
