"""Codes of the teaching floor, stored short."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Competency(models.TextChoices):
    """The four themes of the regulation on minors' online protection (articles 13 to 16)."""

    SAFETY = "safety", _("网络安全")
    SKILL = "skill", _("网络素养")
    ETHICS = "ethics", _("网络文明")
    LAW = "law", _("网络法治")


class LessonType(models.TextChoices):
    """Where in the timetable a lesson belongs."""

    LESSON = "class", _("课堂教学")
    THEME = "theme", _("专题教育")
    MEETING = "meeting", _("班团队会")
    FIRST = "first", _("开学第一课")
    LECTURE = "lecture", _("讲座")


class Speaker(models.TextChoices):
    """Who came from outside; an office, never a name."""

    LEGAL = "legal", _("法治副校长")
    POLICE = "police", _("民警")
    HEALTH = "health", _("医生、心理师")
    OTHER = "other", _("其他校外老师")


class ProgrammeKind(models.TextChoices):
    """What a row of lessons is for."""

    FIRST = "first", _("开学第一课")
    WEEK = "week", _("安全教育周")
    TERM = "term", _("学期安排")
    OTHER = "other", _("专题活动")


class ItemState(models.TextChoices):
    """Where one class stands with one lesson of a programme."""

    HAD = "had", _("上过了")
    LATER = "later", _("还没到时候")
    DUE = "due", _("可以上了")
    OVERDUE = "overdue", _("过了日子，要补")


class QuizForm(models.TextChoices):
    """Two forms ask the same things in other words: one before, the other after."""

    BOTH = "", _("前后都用")
    A = "a", _("A 卷")
    B = "b", _("B 卷")


class QuizPhase(models.TextChoices):
    """When a class is asked."""

    BEFORE = "before", _("课前")
    AFTER = "after", _("课后")


class QuizWay(models.TextChoices):
    """How answers are gathered."""

    HANDS = "hands", _("举手或纸上，老师数一数")
    DEVICE = "device", _("学生在设备上答，不记名")


class OutreachKind(models.TextChoices):
    """What is done beside lessons."""

    LECTURE = "lecture", _("讲座")
    ACTIVITY = "activity", _("活动")
    BROCHURE = "brochure", _("发宣传册")


class OutreachState(models.TextChoices):
    """Only what was held counts."""

    PLANNED = "planned", _("计划中")
    HELD = "held", _("办过了")
    CANCELLED = "cancelled", _("取消了")


class OutreachAudience(models.TextChoices):
    """Whom it was for."""

    STUDENTS = "students", _("学生")
    PARENTS = "parents", _("家长")
    BOTH = "both", _("学生和家长")
    STAFF = "staff", _("老师")


class SignInWay(models.TextChoices):
    """How it is known that a family came to a parents' evening."""

    PHONE = "phone", _("手机签到")
    LIST = "list", _("老师点名")


class GradeBand(models.TextChoices):
    """The bands families and teachers choose by; a lesson names its first and last grade."""

    LOWER = "1-2", _("一、二年级")
    MIDDLE = "3-4", _("三、四年级")
    UPPER = "5-6", _("五、六年级")
    JUNIOR = "7-9", _("七至九年级")
    SENIOR = "10-12", _("高中")

    @property
    def grades(self) -> tuple[int, int]:
        """First and last grade of the band."""
        first, last = self.value.split("-")
        return int(first), int(last)


class GuideKind(models.TextChoices):
    """What a family's guide is for; the order is that of the shelf."""

    TALK = "1-talk", _("和孩子聊聊")
    CARD = "2-card", _("动手设一设")
    DAY = "3-day", _("出了事怎么办")


class LetterKind(models.TextChoices):
    """What a letter asks of a family."""

    INFORMATION = "info", _("告知")
    ACKNOWLEDGEMENT = "ack", _("请签收")
    CONSENT = "consent", _("请决定是否同意")
    CHOICE = "choice", _("请选一项")
    BOOKING = "booking", _("请约一个时间")


class Audience(models.TextChoices):
    """Everybody in the class, or only some of its families."""

    ROOM = "room", _("全班")
    LIST = "list", _("其中几位")


class SigningRule(models.TextChoices):
    """Whose answer counts for the family."""

    ANY = "any", _("任一位监护人回复即可")
    ONE = "one", _("只请第一联系人回复")
    EACH = "each", _("请每位监护人都回复")


class LetterState(models.TextChoices):
    """How far one guardian has come with one letter."""

    UNDELIVERED = "missing", _("没送到")
    DELIVERED = "delivered", _("已送达")
    OPENED = "opened", _("已打开")
    ANSWERED = "answered", _("已回复")
    SIGNED = "signed", _("已签名")
    DECLINED = "declined", _("不同意")
    WITHDRAWN = "withdrawn", _("已撤回")
    RETURNED = "returned", _("纸质已交回")
    PHONED = "phoned", _("电话记录")


class Answer(models.TextChoices):
    """What a guardian says to a letter."""

    READ = "read", _("我已阅读")
    AGREE = "agree", _("同意")
    REFUSE = "refuse", _("这次不同意")
    ASK = "ask", _("想先问问老师")
    WITHDRAW = "withdraw", _("撤回同意")
    CHOOSE = "choose", _("选好了")
    BOOK = "book", _("约好了")


class CallOutcome(models.TextChoices):
    """What became of a telephone call; only the last two write an answer down."""

    PROMISED = "promised", _("打通了，家长会自己回复")
    MISSED = "missed", _("没打通")
    READ = "read", _("打通了，家长说读过了")
    CHOSE = "chose", _("打通了，家长在电话里选了")


class PageKind(models.TextChoices):
    """What a page of a school's receipt book speaks of."""

    ANSWER = "answer", _("一次回复")
    FILE = "file", _("一份封签文件")


class PileState(models.TextChoices):
    """How far a pile of scans has come."""

    READING = "reading", _("正在读")
    READ = "read", _("读完了")


class ScanState(models.TextChoices):
    """What became of one scanned slip."""

    WAITING = "waiting", _("等着录入")
    UNKNOWN = "unknown", _("没认出来")
    AGAIN = "again", _("同一家又来一张")
    ENTERED = "entered", _("录好了")
    KEPT = "kept", _("留着，原来的回复不变")
    THROWN = "thrown", _("没有录")


# States in which a family has answered; what it answered is nobody's business here.
ANSWERED_STATES = (
    LetterState.ANSWERED,
    LetterState.SIGNED,
    LetterState.DECLINED,
    LetterState.WITHDRAWN,
    LetterState.RETURNED,
    LetterState.PHONED,
)
# States in which this guardian has not said anything yet.
WAITING_STATES = (LetterState.UNDELIVERED, LetterState.DELIVERED, LetterState.OPENED)
