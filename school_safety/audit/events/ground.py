"""What the ground floor remembers."""

from .event import Event

SIGNED_IN = Event("accounts.user.signed_in", "{actor} 登录", "{actor} signed in")
SIGN_IN_FAILED = Event("accounts.user.refused", "有人登录失败", "A sign-in failed")
ENTRY_CODE_ISSUED = Event(
    "accounts.entry_code.issued", "{actor} 发出登录码", "{actor} issued an entry code"
)
ROLE_GIVEN = Event("access.role.given", "{actor} 授予角色", "{actor} gave a role")
ROLE_ENDED = Event("access.role.ended", "{actor} 结束角色", "{actor} ended a role")
GRANT_GIVEN = Event("access.grant.given", "{actor} 给出授权", "{actor} gave a grant", s=2)
GRANT_ENDED = Event("access.grant.ended", "{actor} 结束授权", "{actor} ended a grant", s=2)
RECORD_READ = Event("access.record.read", "{actor} 查看了一份记录", "{actor} read a record", s=4)
CONSENT_ANSWERED = Event("consents.consent.answered", "{actor} 作出选择", "{actor} answered", s=2)
CONSENT_WITHDRAWN = Event("consents.consent.withdrawn", "{actor} 撤回同意", "{actor} withdrew", s=2)
BASIS_ENTERED = Event("consents.basis.entered", "{actor} 记下依据", "{actor} entered a basis", s=2)
