"""What happens to classes and their children between two rosters."""

from .event import Event

STUDENTS_MOVED = Event(
    "schools.students.moved",
    "{actor} 给学生换了班（{count} 人）",
    "{actor} moved students to another class ({count})",
)
STUDENT_LEFT = Event(
    "schools.student.left", "{actor} 登记 {student} 离校", "{actor} recorded that {student} left"
)
STUDENT_BACK = Event(
    "schools.student.back", "{actor} 登记 {student} 回校", "{actor} recorded that {student} is back"
)
YEAR_ROLLED = Event(
    "schools.year.rolled",
    "{actor} 把全校升入新学年（{count} 人）",
    "{actor} took the school into the new year ({count} students)",
)
CALENDAR_SET = Event(
    "clock.calendar.set",
    "{actor} 改了校历（{count} 天）",
    "{actor} changed the calendar ({count} days)",
)
GUARDIAN_ADDED = Event(
    "schools.guardianship.added",
    "{actor} 为 {student} 登记了一位家长",
    "{actor} recorded a guardian of {student}",
    s=2,
)
PHONE_SET = Event(
    "schools.guardian.phone",
    "{actor} 改了 {student} 家长的电话",
    "{actor} changed the phone number of a guardian of {student}",
    s=2,
)
GUARDIAN_NAMED = Event(
    "schools.guardian.named",
    "{actor} 改了 {student} 家长的姓名",
    "{actor} changed the name of a guardian of {student}",
    s=2,
)
PHONE_PROPOSED = Event(
    "schools.phone.proposed",
    "{actor} 填了新的联系电话，等学校核对",
    "{actor} typed a new number, which the school has yet to check",
    s=2,
)
PHONE_DROPPED = Event(
    "schools.phone.dropped",
    "{actor} 没有采用 {student} 家长填的新电话",
    "{actor} did not take the number that a guardian of {student} typed",
    s=2,
)
TRANSFER_PROPOSED = Event(
    "schools.transfer.proposed",
    "{actor} 提出 {student} 转到本区另一所学校",
    "{actor} proposed that {student} goes to another school of the district",
)
TRANSFER_ACCEPTED = Event(
    "schools.transfer.accepted",
    "{actor} 接收了转学来的 {student}",
    "{actor} took {student} from another school",
)
TRANSFER_DECLINED = Event(
    "schools.transfer.declined",
    "{actor} 没有接收转学的 {student}",
    "{actor} did not take {student} from another school",
)
TRANSFER_WITHDRAWN = Event(
    "schools.transfer.withdrawn",
    "{actor} 收回了 {student} 的转学",
    "{actor} took back the transfer of {student}",
)
