"""How colleagues come in, lose their way in, and who was the second person."""

from .event import Event

COLLEAGUE_ADDED = Event(
    "accounts.user.added", "{actor} 为一位新同事建了账号", "{actor} made an account for a colleague"
)
ACTIVATION_ISSUED = Event(
    "accounts.activation.issued", "{actor} 打印了一封激活信", "{actor} printed an activation letter"
)
ACTIVATED = Event(
    "accounts.user.activated",
    "{actor} 用激活信设了密码",
    "{actor} set a password with an activation letter",
)
ACTIVATION_REFUSED = Event(
    "accounts.activation.refused", "有人用激活码没有成功", "Somebody failed with an activation code"
)
SECOND_FACTOR_RESET = Event(
    "accounts.factor.reset",
    "{actor} 重置了一个账号的第二步验证",
    "{actor} reset the second step of an account",
)
GLASS_BROKEN = Event(
    "accounts.glass.broken",
    "有人在服务器上为一个账号用了应急通道",
    "Somebody at the server used the emergency way in for an account",
    s=4,
)
PROPOSAL_MADE = Event(
    "access.proposal.made",
    "{actor} 提议（{kind}）：{role}，等第二人确认",
    "{actor} proposed ({kind}): {role}, a second person must confirm",
)
PROPOSAL_APPROVED = Event(
    "access.proposal.approved",
    "{actor} 作为第二人同意了（{kind}）：{role}",
    "{actor} agreed as the second person ({kind}): {role}",
)
PROPOSAL_REFUSED = Event(
    "access.proposal.refused",
    "{actor} 没有同意（{kind}）：{role}",
    "{actor} did not agree ({kind}): {role}",
)
STAFF_NUMBER_SET = Event(
    "accounts.number.set",
    "{actor} 改了一个账号的工号",
    "{actor} changed the staff number of an account",
)
ELSEWHERE_LINKED = Event(
    "accounts.elsewhere.linked",
    "{actor} 把自己的账号连上了 {kind}",
    "{actor} connected an account at {kind}",
)
ELSEWHERE_MATCHED = Event(
    "accounts.elsewhere.matched",
    "{actor} 的账号按工号连上了 {kind}",
    "An account at {kind} was connected to {actor} by staff number",
)
ELSEWHERE_UNLINKED = Event(
    "accounts.elsewhere.unlinked",
    "{actor} 断开了 {kind}",
    "{actor} disconnected {kind}",
)
ELSEWHERE_REFUSED = Event(
    "accounts.elsewhere.refused",
    "有人从 {kind} 登录，没有对应的账号",
    "Somebody came from {kind} for whom there is no account",
)
PERSON_APPOINTED = Event(
    "access.person.appointed",
    "有人在服务器上任命了一位{role}，{count} 位区级工作人员具名",
    "Somebody at the server made an appointment ({role}); officials who stand for it: {count}",
    s=4,
)
FIRST_APPOINTED = Event(
    "access.person.first",
    "有人在服务器上任命了一位{role}；那时还没有区级工作人员可以具名",
    "Somebody at the server made an appointment ({role}); there was no official yet to stand for it",
    s=4,
)
PERSON_DISMISSED = Event(
    "access.person.dismissed",
    "有人在服务器上结束了一位{role}的任命，{count} 位区级工作人员具名",
    "Somebody at the server ended an appointment ({role}); officials who stand for it: {count}",
    s=4,
)
PASSWORD_GUESSED = Event(
    "accounts.password.guessed",
    "一个账号的密码连着五次输错，已经告诉本人",
    "Five wrong passwords in a row for one account; the person was told",
)
KIOSK_OPENED = Event(
    "home.kiosk.opened",
    "{actor} 把一台设备交给家长用，自己退出",
    "{actor} handed a device over to families and left it",
)
CODE_IN_HAND = Event(
    "accounts.code.in_hand",
    "{actor} 当面给了一位家长一次性码",
    "{actor} gave a guardian a one-time code in person",
)
