"""Words for what must stand before a wave opens."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Seat(models.TextChoices):
    """The two who must have read a wave before it opens."""

    LEAD = "lead", _("德育负责人")
    HEAD = "head", _("校长")


class Risk(models.TextChoices):
    """What a question touches; every question carries one of these."""

    NONE = "none", _("不碰难受的事")
    SENSITIVE = "sensitive", _("可能让人难为情或难受")
    SELFHARM = "selfharm", _("伤害自己")
    ABUSE = "abuse", _("被人伤害")
    HOME = "home", _("家里的事")


class Against(models.TextChoices):
    """What a published cut-off was compared with when it was found."""

    INTERVIEW = "interview", _("面谈")
    LATENT_CLASS = "latent class", _("同一份量表分出的组")
    OTHER_SCALE = "other scale", _("另一份量表")
    DISTRIBUTION = "distribution", _("得分分布")
    PUBLISHED = "published criteria", _("公布的标准条数")
    OWN = "own", _("本平台自定")


class Problem(models.TextChoices):
    """What keeps a wave from opening, each with the way to mend it."""

    WINDOW = "window", _("结束时间要在开始之后，而且不超过 60 天。请改时间。")
    NO_CLASS = "no_class", _("还没有选班级。请至少选一个。")
    NO_LICENCE = (
        "no_licence",
        _("还没有人确认有权使用这份问卷。请区里在问卷页上勾选授权，或换一份问卷。"),
    )
    NOT_PUBLISHED = (
        "not_published",
        _("这份问卷还没有由两个人审核发布。请区里先发布，或换一份问卷。"),
    )
    GRADE = "grade", _("这份问卷不是给这些年级写的。请换一份问卷，或去掉这些班。")
    RISK_TAGS = (
        "risk_tags",
        _("有的题目还没有标明会碰到什么。请换成问卷的最新一版，或请区里逐题标好。"),
    )
    SAFETY_ITEM_GRADE = (
        "safety_item_grade",
        _("有问到伤害的题目，这些年级还不能问。请换一份问卷，或去掉这些班。"),
    )
    NEGATIVE_SHARE = (
        "negative_share",
        _("让人难受的题目太多了。请换一份问卷，或请区里补上平常的、开心的题目。"),
    )
    HEAVY_SHARE = (
        "heavy_share",
        _("问伤害和家里事的题目太多了。请换一份问卷，或请区里拿掉一些。"),
    )
    GREED = (
        "greed",
        _(
            "有题目在问学校不该收的资料（收入、工作、证件、住址、信仰这些）。请换一份，或请区里删掉。"
        ),
    )
    NO_PREVIEW = (
        "no_preview",
        _("家长还看不全题目：有的题缺中文或英文。请区里补上文字。"),
    )
    NO_NOTICE = (
        "no_notice",
        _("请先给家长发同意书，再在这一批里选那封信；它不能晚于开始那天。用纸发的，填发出的日期。"),
    )
    NOTICE_CLASSES = (
        "notice_classes",
        _("有的班还没有收到这封同意书。请先发给这些班，或去掉它们。"),
    )
    NOTICE_SHORT = (
        "notice_short",
        _("同意书发出后，家长还没有足够的上学日来看。请把开始时间往后推。"),
    )
    NO_ASSESSMENT = (
        "no_assessment",
        _("还没有个人信息保护影响评估。请先为这份问卷写一份。"),
    )
    ASSESSMENT_OLD = (
        "assessment_old",
        _("影响评估在结束之前就到期了。请重新评估，或提早结束。"),
    )
    NO_ON_CALL = "no_on_call", _("开放期间要有一位值班的心理老师。请选一位。")
    COVER = (
        "cover",
        _("开放的时间里，有的时段没有人值班。请补上值班，或只在上学日白天开放。"),
    )
    CAPACITY = (
        "capacity",
        _("预计要谈的人数，心理老师谈不过来，分批也不行。请少选几个班，或增加谈话的人手。"),
    )
    CAPACITY_STAGGER = (
        "capacity_stagger",
        _("所有班同时做，谈话会排不开。请按下面的建议分周进行。"),
    )
    NOT_APPROVED = "not_approved", _("还没有第二个人看过。请德育负责人或校长审核。")
    NO_LEAD = "no_lead", _("德育负责人还没有审核。请德育负责人看一遍，点「审核通过」。")
    NO_HEAD = "no_head", _("校长还没有审核。请校长看一遍，点「审核通过」。")
    SAME_PERSON = "same_person", _("两次审核要由两个人来做。请另一位来点「审核通过」。")
    OWN_APPROVAL = "own_approval", _("自己安排的批次要由别人审核。请另一位来点「审核通过」。")
    NO_SEAT = "no_seat", _("您的那一份已经审核过了，等另一位来看。")
    WINDOW_PAST = "window_past", _("批次的结束时间已经过去了。请重新安排一批。")
    NOT_DRAFT = "not_draft", _("只有草稿可以审核。")
    NOT_OPENABLE = "not_openable", _("只有审核过的批次可以开始。")
    NOT_OPEN = "not_open", _("这个批次没有在进行。")
    NO_STAGGER = "no_stagger", _("现在没有分周的建议，不用分。")
    UNKNOWN_RULE = "unknown_rule", _("这份问卷没有这条规则。")


class Linted(models.TextChoices):
    """What is said of a check when nothing is wrong."""

    CLASSES = "classes", _("选好了班级")
    WINDOW = "window", _("时间合适")
    LICENCE = "licence", _("有权使用这份问卷")
    PUBLISHED = "published", _("问卷已经发布")
    GRADE = "grade", _("适合这些年级")
    RISK_TAGS = "risk_tags", _("每道题都标明了会碰到什么")
    SELFHARM = "selfharm", _("没有把伤害的题目给太小的孩子")
    NEGATIVE = "negative", _("让人难受的题目不多")
    GREED = "greed", _("没有问学校不该收的资料")
    PREVIEW = "preview", _("家长可以先看全部题目")
    NOTICE = "notice", _("同意书发出后，给足了考虑的日子")
    ASSESSMENT = "assessment", _("有有效的影响评估")
    COVER = "cover", _("开放的每个时段都有人")
    FOLLOW_UP = "follow_up", _("要谈的话谈得过来")
    APPROVALS = "approvals", _("德育负责人和校长都看过了")
