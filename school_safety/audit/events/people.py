"""How colleagues come in, lose their way in, and who was the second person."""

from .event import Event

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
