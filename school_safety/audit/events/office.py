"""What the office remembers: rosters in, rosters taken back."""

from .event import Event

ROSTER_IMPORTED = Event(
    "schools.roster.imported", "{actor} 导入了花名册", "{actor} imported a roster"
)
ROSTER_UNDONE = Event(
    "schools.roster.undone", "{actor} 撤销了一次导入", "{actor} took back an import"
)
ROSTER_READ = Event(
    "schools.roster.read",
    "{actor} 传上了一份花名册，还没有写入",
    "{actor} uploaded a roster; nothing was written yet",
)
ROSTER_DROPPED = Event(
    "schools.roster.dropped", "{actor} 没有采用一份花名册", "{actor} set a roster aside"
)
COLUMNS_CHOSEN = Event(
    "schools.roster.columns",
    "{actor} 说明了花名册各列的意思",
    "{actor} said what the columns of a roster mean",
)
CONTACT_RETRIED = Event(
    "schools.contact.retried",
    "{actor} 让一条企业微信的变更再试一次",
    "{actor} asked for another try of a change from WeChat Work",
)
CONTACT_SETTLED = Event(
    "schools.contact.settled",
    "{actor} 处理了一条企业微信的变更",
    "{actor} saw to a change from WeChat Work",
)
CONTACT_PLACED = Event(
    "schools.contact.placed",
    "{actor} 说明了企业微信的一个部门是哪个班",
    "{actor} said which class a department of WeChat Work is",
)
STUDENT_MENDED = Event(
    "schools.student.mended",
    "{actor} 改正了名册里的一名学生",
    "{actor} corrected a student on the roster",
)
LOCK_LIFTED = Event(
    "schools.student.unlocked",
    "{actor} 让一项手工改正重新由花名册更新",
    "{actor} let rosters update a corrected field again",
)
DISTRICT_FOUNDED = Event("schools.district.founded", "建立了一个区", "A district was founded")
SCHOOL_FOUNDED = Event("schools.school.founded", "建立了一所学校", "A school was founded")
AUTHORITY_SET = Event(
    "schools.guardianship.authority",
    "{actor} 登记了监护权",
    "{actor} set a guardian's authority",
    s=2,
)
HOLD_SET = Event("schools.guardianship.held", "{actor} 设了保护", "{actor} set a hold", s=4)
HOLD_LIFTED = Event(
    "schools.guardianship.freed", "{actor} 取消了保护", "{actor} lifted a hold", s=4
)
YOUTH_TERMS_SET = Event(
    "consents.terms.set",
    "{actor} 改了 14 到 17 岁的同意规则：{kind}",
    "{actor} changed whose consent counts from 14 to 17: {kind}",
    s=2,
)
