"""What the asking room remembers. Facts are codes and ids; no answer and no score."""

from .event import Event


def _event(code: str, zh: str, en: str, s: int = 2) -> Event:
    return Event(f"surveys.{code}", zh, en, s=s)


DRAFT_STARTED = _event(
    "draft.started",
    "{actor} 用一份问卷开始写新的草稿",
    "{actor} began a draft from a questionnaire",
)
VERSION_MADE = _event(
    "version.made", "{actor} 把草稿做成一版问卷", "{actor} made a draft into a version"
)
WAVE_PLANNED = _event("wave.planned", "{actor} 安排了一个批次", "{actor} planned a wave")
WAVE_CHANGED = _event("wave.changed", "{actor} 改了一个批次", "{actor} changed a wave")
WAVE_ROUTED = _event(
    "wave.routed",
    "{actor} 换了请人谈话的那条规则",
    "{actor} chose another rule for talks",
)
WAVE_STAGGERED = _event(
    "wave.staggered", "{actor} 让各班分周进行", "{actor} let the classes take turns week by week"
)
WAVE_READ = _event("wave.read", "{actor} 看过并同意了一个批次", "{actor} read a wave and said yes")
WAVE_APPROVED = _event("wave.approved", "{actor} 审核通过一个批次", "{actor} approved a wave")
WAVE_OPENED = _event("wave.opened", "{actor} 开始了一个批次", "{actor} opened a wave")
WAVE_CLOSED = _event("wave.closed", "{actor} 结束了一个批次", "{actor} closed a wave")
SLIPS_PRINTED = _event("slips.printed", "{actor} 打印了纸条", "{actor} printed slips")
SLIP_VOIDED = _event("slip.voided", "学生离校，一张纸条作废", "A student left; a slip was voided")
SLIP_REISSUED = _event("slip.reissued", "{actor} 补发了一张纸条", "{actor} reissued a slip")
SEAT_FREED = _event("seat.freed", "{actor} 解锁了一个座位", "{actor} unlocked a seat")
SUBMITTED = _event("response.submitted", "一名学生交了", "A student handed in", s=3)
SLIP_SWITCHED = _event(
    "slip.switched", "一张纸条改成了安静的小任务", "A slip went on as the quiet task", s=3
)
ANSWERS_ERASED = _event(
    "response.erased",
    "{actor} 撤回了同意，答卷已清空",
    "{actor} took consent back; answers erased",
    s=3,
)
ANSWERS_FROZEN = _event(
    "response.frozen",
    "{actor} 撤回了同意，答卷已封存",
    "{actor} took consent back; answers sealed",
    s=3,
)
CARDS_PRINTED = _event("cards.printed", "{actor} 打印了图片卡", "{actor} printed picture cards")
DOOR_OPENED = _event(
    "door.opened", "{actor} 打开了低年级的图片入口", "{actor} opened a class's picture door"
)
DOOR_SHUT = _event(
    "door.shut", "{actor} 关上了低年级的图片入口", "{actor} shut a class's picture door"
)
SCORES_CHECKED = _event(
    "scores.checked",
    "{actor} 按规则重新核对了已存的分数",
    "{actor} checked stored scores against the rules",
    s=3,
)
WAVE_COUNTED = _event(
    "wave.counted",
    "一个批次的统计算好并封存了",
    "The figures of a wave were computed and sealed",
    s=3,
)
INSTRUMENT_BROUGHT = _event(
    "instrument.brought", "{actor} 导入了一份问卷", "{actor} brought a questionnaire in"
)
INSTRUMENT_ANSWERED = _event(
    "instrument.answered",
    "{actor} 为一份问卷写明了版权和要当天联系的题",
    "{actor} answered for a questionnaire's licence and its same-day items",
)
INSTRUMENT_ASKED = _event(
    "instrument.asked",
    "{actor} 请另一位发布一份问卷",
    "{actor} asked for a questionnaire's publication",
)
INSTRUMENT_PUBLISHED = _event(
    "instrument.published", "{actor} 发布了一份问卷", "{actor} published a questionnaire"
)
INSTRUMENT_DROPPED = _event(
    "instrument.dropped", "{actor} 删掉了一份问卷的草稿", "{actor} dropped a questionnaire's draft"
)
INSTRUMENT_SENT = _event(
    "instrument.sent_back", "{actor} 退回了一份问卷", "{actor} sent a questionnaire back"
)
ASSESSED = _event(
    "impact.assessed", "{actor} 写了一份个人信息保护影响评估", "{actor} wrote an impact assessment"
)
LIMITS_SET = _event("limits.set", "{actor} 改了问卷的各项限制", "{actor} set the limits for waves")
SHEETS_PRINTED = _event(
    "sheets.printed", "{actor} 打印了纸质问卷", "{actor} printed paper questionnaires"
)
SHEET_KEYED = _event(
    "sheet.keyed", "{actor} 录入了一份纸质问卷", "{actor} typed in a paper questionnaire", s=3
)
SHEET_DROPPED = _event(
    "sheet.dropped",
    "一份纸质问卷不用再录，录了一半的已清空",
    "A paper questionnaire was over; what was typed in was erased",
    s=3,
)
LOT_SET = _event(
    "lot.set",
    "{actor} 定了抽签请几成同学也来谈话",
    "{actor} set how many others are invited to a talk by lot",
)
TALK_INVITED = _event("talk.invited", "一名学生被请来谈话", "A student was invited to a talk", s=3)
TALK_WRITTEN = _event(
    "talk.written", "{actor} 记下了一次应邀谈话", "{actor} wrote down an invited talk", s=4
)
TALK_HEARD = _event(
    "talk.heard",
    "{actor} 也在场，记下了自己的看法",
    "{actor} sat in on a talk and wrote down an own finding",
    s=4,
)
TALK_UNSEALED = _event(
    "talk.unsealed",
    "{actor} 没有谈就先拆开了一份谈话邀请",
    "{actor} opened a talk invitation before the talk",
    s=4,
)
TALK_LAPSED = _event("talk.lapsed", "一份谈话邀请过了时间", "A talk invitation was over", s=3)
