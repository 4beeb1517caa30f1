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
