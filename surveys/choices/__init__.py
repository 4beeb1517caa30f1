"""Codes of this room, and the words that staff read for them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .governing import Against as Against
from .governing import Linted as Linted
from .governing import Problem as Problem
from .governing import Risk as Risk
from .governing import Seat as Seat


class InstrumentKind(models.TextChoices):
    """A questionnaire, or the quiet task of those who do not take part."""

    SCREENING = "screening", _("问卷")
    ALTERNATIVE = "alternative", _("安静的小任务")


class VersionState(models.TextChoices):
    """A questionnaire brought in by a district is used only after a second official said yes."""

    DRAFT = "draft", _("草稿")
    ASKED = "asked", _("等另一位发布")
    PUBLISHED = "published", _("可以使用")


class WaveStatus(models.TextChoices):
    """A wave opens only after a second person has read it."""

    DRAFT = "draft", _("草稿")
    APPROVED = "approved", _("已审核")
    OPEN = "open", _("进行中")
    CLOSED = "closed", _("已结束")


class Path(models.TextChoices):
    """Decided at the door by the consent in force; no page or list shows it."""

    UNDECIDED = "", _("还没开始")
    SCREENING = "screening", _("问卷")
    ALTERNATIVE = "alternative", _("安静的小任务")


class InvitationState(models.TextChoices):
    """Issued, handed in, or replaced. That a student has begun is no state of the row: `queries.begun`."""

    ISSUED = "issued", _("还没开始")
    SUBMITTED = "submitted", _("已交")
    VOID = "void", _("已作废")


class SheetState(models.TextChoices):
    """A paper sheet: printed, read by one person, read differently by two, handed in, or dropped."""

    PRINTED = "printed", _("等第一遍录入")
    KEYED = "keyed", _("等第二个人录入")
    DIFFERING = "differing", _("两遍不一样")
    DONE = "done", _("录完了")
    VOID = "void", _("已作废")


class Band(models.IntegerChoices):
    """`rules.scoring.Band` in words: what to do, never what somebody is."""

    BELOW = 0, _("没有达到界值")
    WATCH = 1, _("留意")
    RECHECK = 2, _("过一阵再问一次")
    FLAGGED = 3, _("请谈一次")
    INCOMPLETE = 7, _("答得不全，看不出来")
    NOT_APPLICABLE = 8, _("不适用")


class Validity(models.IntegerChoices):
    """`rules.validity.Validity` in words."""

    OK = 0, _("回答完整，没有疑点")
    CAUTION = 1, _("有一处要小心看")
    INVALID = 2, _("请再温和地问一遍")


class FlagKind(models.TextChoices):
    """Why a talk is asked for."""

    SAFETY = "safety", _("安全题")
    TALK = "talk", _("自己想找老师聊聊")
    CUT = "cut", _("达到界值")


class Check(models.TextChoices):
    """Why answers need care."""

    FAST = "fast", _("答得很快")
    VERY_FAST = "very_fast", _("答得特别快")
    LONGSTRING = "longstring", _("一连串选了同一项")
    CONTRADICTION = "contradiction", _("前后说法相反")
    FAST_FOR_GRADE = "fast_for_grade", _("比同年级快得多")
    INSTRUCTED = "instructed", _("一道「请选这一项」的题没有照着选")
    INSTRUCTED_TWICE = "instructed_twice", _("两道「请选这一项」的题没有照着选")
    INCONSISTENT = "inconsistent", _("意思一样的题，答得不一样")


class Criterion(models.TextChoices):
    """The content a question stands for."""

    PREOCCUPATION = "preoccupation", _("总在想")
    WITHDRAWAL = "withdrawal", _("不能玩时烦躁")
    TOLERANCE = "tolerance", _("越玩越久")
    LOSS_OF_CONTROL = "loss_of_control", _("停不下来")
    LOSS_OF_INTERESTS = "loss_of_interests", _("放下别的爱好")
    CONTINUED_USE = "continued_use", _("有麻烦仍继续")
    DECEPTION = "deception", _("隐瞒时间")
    ESCAPE = "escape", _("用来躲开难受")
    JEOPARDISED = "jeopardised", _("误了重要的事")
    LONGER_THAN_INTENDED = "longer_than_intended", _("比打算的久")
    IMPAIRED_CONTROL = "impaired_control", _("难以控制")
    PRIORITY = "priority", _("排在别的事前面")
    CONTINUATION = "continuation", _("有麻烦仍继续")
    IMPAIRMENT = "impairment", _("影响生活")
    DURATION = "duration", _("多久了")
    COURSE = "course", _("时长")
    VICTIM = "victim", _("被人欺负")
    BULLY = "bully", _("欺负过人")


class Picture(models.TextChoices):
    """What a young child taps, in an order that only she knows."""

    BOAT = "boat", _("小船")
    FISH = "fish", _("小鱼")
    SUN = "sun", _("太阳")
    MOON = "moon", _("月亮")
    STAR = "star", _("星星")
    TREE = "tree", _("大树")
    HOUSE = "house", _("房子")
    FLOWER = "flower", _("小花")
    CAT = "cat", _("小猫")
    APPLE = "apple", _("苹果")
    UMBRELLA = "umbrella", _("雨伞")
    KITE = "kite", _("风筝")


PICTURES = 3  # how many of them, none twice: 1,320 ways
PICTURE_GRADES = range(1, 4)  # children who cannot yet type eight signs


# Words for this room's refusals, as `school_safety.web.refusals` shows them.
REASONS = {
    "instrument_known": _("这份问卷的这个版本已经在这里了，内容一个字不差。"),
    "instrument_not_draft": _("只有草稿可以改。"),
    "instrument_not_asked": _("还没有人请发布这份问卷。"),
    "own_publication": _("自己导入或请发布的问卷，要由本区另一位来发布。"),
    "instrument_incomplete": _("版权或要当天联系的题还没有写明，不能发布。"),
    "slip.wrong": _("试的次数有点多，先歇一会儿。请举手，老师来帮你。"),
    "door_not_open": _("班级的时间还没到，或者不是低年级，图片的门打不开。"),
    "elsewhere": _("这张纸条正在另一台设备上用。请举手，让老师解锁。"),
    "window_closed": _("时间到了，这次不能再交了。请告诉老师。"),
    "nothing_yet": _("还没有收到你的回答，请回去再看一眼。"),
    "not_started": _("这位学生还没有开始，不用解锁。"),
    "already_handed_in": _("这张纸条已经交了，不用再补。"),
    "own_keying": _("您已经录过这一份了。第二遍请另一位老师来录，两个人分开看，才不容易看错。"),
    "sheet_handed_in": _("这一份已经交上来了，不用再录。请把这张纸收进信封保管好。"),
    "sheet_moved": _("您看的时候，这一份已经有人录过了。请重新输一次码，从现在的样子接着来。"),
    "answering_now": _("这位学生正在手机或电脑上写。请等这节课结束以后再录。"),
    "paper_too_early": _("这一批还没有开始，开始以后才能录入。"),
    "paper_too_late": _(
        "纸质问卷最晚在结束后 10 个上学日内录入，现在过了时间，没有录完的已经清空。"
    ),
    "unknown_share": _("请从列出的几种里选。"),
    "talk_over": _("这一次谈话已经有人记下了。"),
    "talk_heard": _("这一次不用再记：有同事记过了，或者是您自己谈的，或者过了 14 天。"),
    "talk_by_counselor": _("请由本校的心理辅导老师来谈、来记。"),
    "nothing_to_print": _("这里没有要打印的纸质问卷：都交了，或者都录过了。"),
}
