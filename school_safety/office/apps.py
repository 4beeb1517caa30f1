from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

REASONS = {
    "import_not_written": _("这一批没有写入，或已经撤销过。"),
    "contact_not_listed": _("这一条已经有人处理过了。"),
    "import_not_waiting": _("这一份已经处理过了。请重新上传。"),
    "import_has_problems": _("这份文件里还有要改的地方，没有写入。"),
    "consent_text_changed": _("文字刚刚改过，请回去再看一遍，然后决定。"),
    "guardian_decides": _("你还没有满 14 岁，这件事由家里人决定。不想做的话，告诉老师就行。"),
    "student_decides": _("孩子已经成年，这件事由他自己决定。"),
    "nothing_to_withdraw": _("还没有同意过，不用撤回。"),
    "own_account": _("自己的角色和账号，要由别人来管。"),
    "account_closed": _("这个账号已经停用。"),
    "not_yours_to_propose": _("这个角色在这里不能由您来给。"),
    "already_proposed": _("同样的提议已经在等第二人确认。"),
    "already_decided": _("这件事已经有人决定了。"),
    "not_second_person": _("这件事要由另一个人来确认，不能是提议的人，也不能是本人。"),
    "proposal_too_late": _("提议里的期限已经过了，请重新提议。"),
    "proposal_without_ground": _("提议的人已经不在那个岗位上，请重新提议。"),
    "terms_unchanged": _("现在就是这样，没有要改的。"),
    "guardian_known": _("这位家长已经在名册里了。"),
    "already_left": _("这位学生已经登记离校了。"),
    "not_left": _("这位学生就在校，不用登记回校。"),
    "year_not_over": _("现在的班级已经是本学年的，不用升级。"),
    "phone_decided": _("这个号码已经有人处理过了。"),
    "transfer_open": _("这位学生已经在转学，等对方学校答复。"),
    "transfer_state": _("这次转学已经有了结果，可能是别的同事先处理了。"),
    "transfer_not_yet": _("还没到转学的日子，到那天再接收。"),
    "never_together": _("区级工作人员和区级审计员不能是同一个人。"),
}


class OfficeConfig(AppConfig):
    name = "school_safety.office"

    def ready(self) -> None:
        """Words for this room's refusals."""
        from school_safety.web.refusals import explain

        explain(REASONS)
