"""What the help room remembers. Facts are codes and ids; what was said stays in the sealed rows."""

from .event import Event


def _event(code: str, zh: str, en: str, s: int = 4) -> Event:
    return Event(f"interventions.{code}", zh, en, s=s)


CASE_OPENED = _event("case.opened", "开启了一份个案", "A case was opened")
CASE_JOINED = _event("case.joined", "新的线索并入已有个案", "A new signal joined an open case")
CASE_ASSIGNED = _event("case.assigned", "{actor} 分派了个案", "{actor} assigned a case")
CASE_TALKED = _event("case.talked", "{actor} 记下第一次谈心", "{actor} recorded the first talk")
CASE_CONFIRMED = _event("case.confirmed", "{actor} 确认需要支持", "{actor} confirmed a case")
CASE_LEVELLED = _event("case.levelled", "{actor} 调整了时限", "{actor} changed a level")
CASE_DISMISSED = _event("case.dismissed", "{actor} 决定不跟进", "{actor} dismissed a case")
CASE_PLANNED = _event("case.planned", "{actor} 定下支持方案", "{actor} made a plan")
CASE_CLOSE_ASKED = _event("case.close_asked", "{actor} 申请结案", "{actor} asked to close a case")
CASE_CLOSE_RETURNED = _event(
    "case.close_returned", "{actor} 请继续跟进", "{actor} returned a case to work"
)
CASE_CLOSED = _event("case.closed", "{actor} 同意结案", "{actor} approved closing a case")
CONCERN_RECEIVED = _event("concern.received", "{actor} 交来一份关注单", "{actor} filed a concern")
CONCERN_MATCHED = _event(
    "concern.matched", "{actor} 把关注单对应到学生", "{actor} matched a concern to a student"
)
NOTE_WRITTEN = _event("note.written", "{actor} 写了记录", "{actor} wrote a note")
PLAN_CHANGED = _event("plan.changed", "{actor} 改了支持方案", "{actor} changed a plan")
PLAN_SHARED = _event(
    "plan.shared", "{actor} 把家庭部分给家长看", "{actor} shared the family part", s=3
)
PLAN_CLOSED_TO_FAMILY = _event(
    "plan.closed_to_family",
    "{actor} 撤回了同意，家庭部分不再显示",
    "{actor} took consent back; the family part is put away",
    s=3,
)
GUARDIAN_TOLD = _event("guardian.told", "{actor} 联系了家长", "{actor} told a guardian")
GUARDIAN_WAIVED = _event(
    "guardian.waived", "{actor} 申请暂不告知家长", "{actor} asked not to tell the family now"
)
GUARDIAN_WAIVER_APPROVED = _event(
    "guardian.waiver_approved",
    "{actor} 同意暂不告知家长",
    "{actor} approved not telling the family now",
)
TASK_GIVEN = _event("task.given", "{actor} 请同事帮忙", "{actor} gave a task")
TASK_DONE = _event("task.done", "{actor} 做完了一项请托", "{actor} finished a task")
PROVIDER_CHANGED = _event(
    "provider.changed", "{actor} 更新了服务机构", "{actor} changed a provider", s=1
)
REFERRAL_DRAFTED = _event("referral.drafted", "{actor} 起草了转介", "{actor} drafted a referral")
REFERRAL_SENT = _event("referral.sent", "{actor} 发出了转介", "{actor} sent a referral")
REFERRAL_SEEN = _event("referral.seen", "{actor} 打开了转介预览", "{actor} opened a preview")
REFERRAL_CHASED = _event("referral.chased", "提醒了安静的转介", "A quiet referral was chased")
REFERRAL_ACCEPTED = _event("referral.accepted", "{actor} 接收了转介", "{actor} accepted a referral")
REFERRAL_REFUSED = _event(
    "referral.refused", "{actor} 暂不能接收转介", "{actor} refused a referral"
)
REFERRAL_APPOINTED = _event("referral.appointed", "{actor} 约了时间", "{actor} gave an appointment")
REFERRAL_ATTENDED = _event(
    "referral.attended", "{actor} 记下到场情况", "{actor} recorded attendance"
)
REFERRAL_REPLIED = _event("referral.replied", "{actor} 写了回信", "{actor} replied")
REFERRAL_DONE = _event("referral.done", "{actor} 完成了转介", "{actor} finished a referral")
REFERRAL_REVOKED = _event("referral.revoked", "{actor} 撤回了转介", "{actor} revoked a referral")
REFERRAL_EXPIRED = _event("referral.expired", "转介到期自动结束", "A referral expired")

ACCESS_SLIP_ASKED = _event(
    "access_slip.asked",
    "{actor} 申请调阅一份个案（{kind}）",
    "{actor} asked for an access slip ({kind})",
)
ACCESS_SLIP_APPROVED = _event(
    "access_slip.approved", "{actor} 同意了一张调阅单", "{actor} approved an access slip"
)
ACCESS_SLIP_REFUSED = _event(
    "access_slip.refused", "{actor} 没有同意一张调阅单", "{actor} refused an access slip"
)
ACCESS_SLIP_WITHDRAWN = _event(
    "access_slip.withdrawn", "{actor} 撤回了调阅申请", "{actor} withdrew a request for a slip"
)
ACCESS_SLIP_RETURNED = _event(
    "access_slip.returned", "{actor} 提前结束了一张调阅单", "{actor} ended an access slip early"
)
ACCESS_SLIP_EXPIRED = _event(
    "access_slip.expired", "一张调阅单到期了", "An access slip came to its end"
)
ACCESS_SLIP_OPENED = _event(
    "access_slip.opened",
    "{actor} 第一次凭调阅单打开了个案",
    "{actor} opened a case under an access slip for the first time",
)

# The life-cycle tables name events by code; this finds them.
BY_CODE = {value.code: value for value in list(vars().values()) if isinstance(value, Event)}
