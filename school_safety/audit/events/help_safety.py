"""What is remembered of safety events, of the rota and of drills. Codes and ids, never a word."""

from .event import Event


def _event(code: str, zh: str, en: str, s: int = 4) -> Event:
    return Event(f"interventions.{code}", zh, en, s=s)


SAFETY_RAISED = _event("safety.raised", "开启了一次紧急安全事件", "A safety event was raised")
SAFETY_JOINED = _event(
    "safety.joined", "又一条线索并入紧急安全事件", "Another signal joined a safety event"
)
SAFETY_RUNG = _event("safety.rung", "叫了名单上的下一位", "The next person of the list was rung")
SAFETY_UNANSWERED = _event(
    "safety.unanswered",
    "名单叫完，没有人应答，重新开始叫",
    "The whole list was rung and nobody answered; ringing began again",
)
SAFETY_ACKNOWLEDGED = _event(
    "safety.acknowledged", "{actor} 接下了紧急安全事件", "{actor} took a safety event"
)
SAFETY_ALSO = _event(
    "safety.also", "{actor} 也看到了紧急安全事件", "{actor} also answered a safety event"
)
SAFETY_TAKEN_OVER = _event(
    "safety.taken_over", "{actor} 接手了紧急安全事件", "{actor} took a safety event over"
)
SAFETY_WITH_CHILD = _event(
    "safety.with_child", "{actor} 记下有人陪着孩子", "{actor} wrote down who stays with the child"
)
SAFETY_CONTACTED = _event(
    "safety.contacted", "{actor} 记下联系上了", "{actor} wrote down that somebody was reached"
)
SAFETY_WRITTEN = _event(
    "safety.written",
    "{actor} 在联系单上记了一笔（{kind}）",
    "{actor} wrote on the crisis sheet ({kind})",
)
SAFETY_STOOD_DOWN = _event(
    "safety.stood_down", "{actor} 解除了紧急安全事件", "{actor} stood a safety event down"
)
SAFETY_REVIEWED = _event(
    "safety.reviewed", "{actor} 签了一份复盘", "{actor} signed an after-action review"
)
SAFETY_PLAN_WRITTEN = _event(
    "safety_plan.written",
    "{actor} 和学生写了安全约定",
    "{actor} wrote a safety plan with a student",
)
DUTY_ADDED = _event("duty.added", "{actor} 排了值班", "{actor} put somebody on the rota", s=2)
DUTY_REMOVED = _event(
    "duty.removed", "{actor} 取消了一个值班", "{actor} took a shift off the rota", s=2
)
DUTY_COVERED = _event("duty.covered", "{actor} 换了值班的人", "{actor} put a cover on a shift", s=2)
ROTA_GAP = _event("duty.gap", "值班表有空档", "The rota has gaps", s=2)
STAFF_PHONE_SET = Event(
    "notices.phone.set",
    "{actor} 记下了同事的值班手机",
    "{actor} wrote down a colleague's number for alerts",
)
DUTY_LINE_SET = Event(
    "schools.duty_line.set",
    "{actor} 改了区值班电话",
    "{actor} changed the district's duty number",
)

# The life-cycle table names events by code; this finds them.
BY_CODE = {value.code: value for value in list(vars().values()) if isinstance(value, Event)}
