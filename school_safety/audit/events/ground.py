"""What happens on the ground floor: people, rights, records looked at, keys and settings."""

from .event import Event

SIGNED_IN = Event("accounts.user.signed_in", "{actor} 登录了", "{actor} signed in")
SIGNED_OUT = Event("accounts.user.signed_out", "{actor} 退出了登录", "{actor} signed out")
SIGN_IN_FAILED = Event("accounts.user.refused", "有人登录失败", "A sign-in failed")
SESSIONS_ENDED = Event(
    "accounts.sessions.ended",
    "{actor} 结束了某账号的全部登录",
    "{actor} ended all sessions of an account",
)
SESSION_ENDED = Event(
    "accounts.session.ended",
    "{actor} 在另一台设备上退出了登录",
    "{actor} ended a sign-in on another device",
)
PASSWORD_CHANGED = Event(
    "accounts.password.changed",
    "{actor} 改了密码，别处的登录都已结束",
    "{actor} changed the password and ended all other sign-ins",
)
FACTOR_ADDED = Event(
    "accounts.factor.added",
    "{actor} 加了第二步（{kind}）",
    "{actor} added a second step ({kind})",
)
FACTOR_REMOVED = Event(
    "accounts.factor.removed",
    "{actor} 去掉了第二步（{kind}）",
    "{actor} removed a second step ({kind})",
)
FACTOR_REFUSED = Event(
    "accounts.factor.refused",
    "{actor} 的第二步没有通过",
    "The second step of {actor} was refused",
)
ACCOUNT_CLOSED = Event(
    "accounts.user.closed", "{actor} 停用了一个账号", "{actor} closed an account"
)
ENTRY_CODE_ISSUED = Event(
    "accounts.entry_code.issued", "{actor} 印制了一枚登录码", "{actor} printed an entry code"
)

MAILBOX_CONFIRMED = Event(
    "accounts.mailbox.confirmed", "{actor} 确认了自己的邮箱", "{actor} confirmed a mailbox"
)
MAILBOX_REMOVED = Event(
    "accounts.mailbox.removed", "{actor} 去掉了自己的邮箱", "{actor} removed a mailbox"
)
PASSWORD_GIVEN = Event(
    "accounts.password.given", "{actor} 为账号设了密码", "{actor} gave an account a password"
)
ROLE_GIVEN = Event("access.role.given", "{actor} 授予了角色 {role}", "{actor} gave the role {role}")
ROLE_ENDED = Event(
    "access.role.ended", "{actor} 结束了角色 {role}", "{actor} ended the role {role}"
)
GRANT_GIVEN = Event(
    "access.grant.given",
    "{actor} 开通了对 {student} 的工作权限（{kind}）",
    "{actor} granted work on {student} ({kind})",
    s=4,
)
GRANT_ENDED = Event(
    "access.grant.ended",
    "{actor} 结束了对 {student} 的工作权限（{kind}）",
    "{actor} ended a grant on {student} ({kind})",
    s=4,
)
RECORD_READ = Event(
    "access.record.read",
    "{actor} 查看了 {student} 的{object}",
    "{actor} looked at the {object} of {student}",
    s=4,
)
LIST_READ = Event(
    "access.list.read",
    "{actor} 翻看了一页{object}列表（{count} 条）",
    "{actor} looked through a page of a list: {object} ({count} rows)",
    s=4,
)
MANY_ABSENT = Event(
    "access.absent.many",
    "{actor} 在一分钟里反复打开不存在或无权查看的地址",
    "{actor} asked again and again for pages that are not there or not theirs",
    s=4,
)
MANY_READ = Event(
    "access.record.many",
    "{actor} 在短时间里查看了很多学生的档案",
    "{actor} looked at the records of many students within a short time",
    s=4,
)

REPAIR_CODE_ISSUED = Event(
    "accounts.repair.issued",
    "{actor} 给家长打印了新电话码",
    "{actor} printed a code for a guardian's new number",
    s=2,
)
CONSENT_ANSWERED = Event(
    "consents.consent.answered",
    "{actor} 为 {student} 登记了同意书答复（{purpose}）",
    "{actor} recorded a consent answer for {student} ({purpose})",
    s=2,
)
CONSENT_WITHDRAWN = Event(
    "consents.consent.withdrawn",
    "{actor} 为 {student} 撤回了同意（{purpose}）",
    "{actor} withdrew consent for {student} ({purpose})",
    s=2,
)
BASIS_ENTERED = Event(
    "consents.basis.entered",
    "{actor} 为 {student} 登记了依据（{kind}）",
    "{actor} entered a legal basis for {student} ({kind})",
    s=2,
)

KEYS_ROTATED = Event("vault.keys.rotated", "密钥已轮换（{rows} 把）", "Keys were rotated ({rows})")
