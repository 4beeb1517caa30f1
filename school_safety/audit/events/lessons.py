"""What the teaching floor remembers."""

from .event import Event

SECTION_MADE = Event(
    "lessons.section.made", "{actor} 建立学校专区", "{actor} set up a school's section", s=0
)
GROUPS_SYNCED = Event(
    "lessons.groups.synced", "{actor} 更新内容后台的权限", "{actor} renewed CMS access"
)
PAGE_PUBLISHED = Event(
    "lessons.page.published", "{actor} 发布页面", "{actor} published a page", s=0
)
PAGE_RENEWED = Event(
    "lessons.page.renewed",
    "随系统来的新一版，替下了一个没有人改过的页面",
    "A page that nobody had edited took the newer version that came with the product",
    s=0,
)
MAILING_ORDERED = Event(
    "lessons.mailing.ordered",
    "{actor} 让一封信发往多个班",
    "{actor} had a letter sent to several classes",
    s=2,
)
LETTER_SENT = Event(
    "lessons.letter.sent", "{actor} 向一个班的家庭发信", "{actor} sent a letter to a class", s=2
)
LETTER_REPLACED = Event(
    "lessons.letter.replaced",
    "{actor} 向一个班发出改过的一版信",
    "{actor} sent a class a new version of a letter",
    s=2,
)
BURDEN_CAP_SET = Event(
    "lessons.burden.cap_set",
    "{actor} 改了每月请家长花的时间上限",
    "{actor} set how much of families' time a month may cost",
)
BURDEN_WAIVED = Event(
    "lessons.burden.waived",
    "{actor} 写明理由，让一封信超过本月时间上限",
    "{actor} let a letter go beyond the month's limit, with a reason",
)
LETTER_REMINDED = Event(
    "lessons.letter.reminded",
    "提醒还没有回复的家庭",
    "Families that had not answered were reminded",
)
CALL_OPENED = Event(
    "lessons.call.opened",
    "两次提醒后请班主任打电话",
    "After two reminders a call was asked for",
    s=2,
)
CALL_DONE = Event(
    "lessons.call.done", "{actor} 记下一次电话", "{actor} wrote down a telephone call", s=2
)
LETTER_PHONED = Event(
    "lessons.letter.phoned",
    "{actor} 把电话里的回复记下（不是签名）",
    "{actor} wrote down an answer given on the telephone (no signature)",
    s=2,
)
QUESTION_ASKED = Event(
    "lessons.question.asked", "{actor} 就一封信提问", "{actor} asked a question on a letter", s=2
)
QUESTION_ANSWERED = Event(
    "lessons.question.answered",
    "{actor} 回答了一个关于信的问题，收到信的家庭都能看到",
    "{actor} answered a question on a letter, for every family that has it",
    s=2,
)
LETTER_LOST = Event(
    "lessons.letter.lost",
    "有家庭的信换过所有办法都没送到",
    "Letters to some families could not be delivered by any way",
)
LETTER_FOUND = Event(
    "lessons.letter.found",
    "先前没送到的信后来送到了",
    "Letters that could not be delivered arrived after all",
)
LETTER_OPENED = Event("lessons.letter.opened", "{actor} 打开来信", "{actor} opened a letter", s=2)
LETTER_ANSWERED = Event(
    "lessons.letter.answered", "{actor} 回复来信", "{actor} answered a letter", s=2
)
LETTER_SIGNED = Event("lessons.letter.signed", "{actor} 签署来信", "{actor} signed a letter", s=2)
LETTER_DECLINED = Event("lessons.letter.declined", "{actor} 回复“不同意”", "{actor} declined", s=2)
LETTER_WITHDRAWN = Event(
    "lessons.letter.withdrawn", "{actor} 撤回同意", "{actor} withdrew an answer", s=2
)
LETTER_RETURNED = Event(
    "lessons.letter.returned",
    "{actor} 收到一张交回的纸质回执",
    "{actor} took in a reply slip on paper",
    s=2,
)
SLIPS_PRINTED = Event(
    "lessons.slips.printed",
    "{actor} 按班打印带回执码的信",
    "{actor} printed a class's letters with their reply slips",
    s=2,
)
PILE_BROUGHT = Event(
    "lessons.pile.brought",
    "{actor} 上传扫描的回执",
    "{actor} brought scanned reply slips",
    s=2,
)
PILE_READ = Event(
    "lessons.pile.read", "扫描的回执读完了", "Scanned reply slips have been read", s=2
)
SLIP_ENTERED = Event(
    "lessons.slip.entered",
    "{actor} 照着扫描的回执录入",
    "{actor} entered a scanned reply slip",
    s=2,
)
SLIP_RECOGNISED = Event(
    "lessons.slip.recognised",
    "{actor} 看着扫描件输入回执码",
    "{actor} typed in the code of a scanned reply slip",
    s=2,
)
SLIP_HANDED_IN = Event(
    "lessons.slip.handed_in",
    "{actor} 收到了一张折好的回执",
    "{actor} was handed a folded reply slip",
    s=2,
)
SLIP_NOT_HANDED_IN = Event(
    "lessons.slip.not_handed_in",
    "{actor} 更正：那张回执没有交回",
    "{actor} corrected: that reply slip was not handed in",
    s=2,
)
SLIP_KEPT = Event(
    "lessons.slip.kept",
    "{actor} 留下了同一家的又一张回执，原来的回复不变",
    "{actor} kept a further reply slip of a family beside its answer",
    s=2,
)
SLIP_THROWN = Event(
    "lessons.slip.thrown",
    "{actor} 把一张扫描件放到一边，没有录入",
    "{actor} put a scanned page aside without entering it",
    s=2,
)
RECEIPT_FILED = Event(
    "lessons.receipt.filed", "回执存为封签文件", "A receipt was filed under seal", s=2
)
BOOK_EXPORTED = Event(
    "lessons.book.exported",
    "一所学校一个月的回执册存为封签文件",
    "A month of a school's receipt book was put under seal",
)
CLASS_TAUGHT = Event(
    "lessons.delivery.recorded", "{actor} 记下一次授课", "{actor} recorded a lesson taught", s=2
)
DELIVERY_UNDONE = Event(
    "lessons.delivery.undone", "{actor} 撤销授课记录", "{actor} undid a teaching record", s=2
)
DELIVERY_FILLED = Event(
    "lessons.delivery.filled",
    "{actor} 补全授课记录",
    "{actor} completed a teaching record",
    s=2,
)
ABSENCE_CAUGHT_UP = Event(
    "lessons.absence.caught_up",
    "{actor} 记下一名缺课的学生补上了",
    "{actor} noted that an absent student was caught up",
    s=2,
)
QUIZ_STARTED = Event(
    "lessons.quiz.started",
    "{actor} 为一个班选了一组小题",
    "{actor} chose a set of questions for a class",
    s=2,
)
QUIZ_OPENED = Event(
    "lessons.quiz.opened",
    "{actor} 请一个班在设备上答小题",
    "{actor} let a class answer questions on devices",
    s=2,
)
QUIZ_CLOSED = Event(
    "lessons.quiz.closed",
    "一个班的小题数好了，只留全班的数",
    "A class's answers were counted; only its totals are kept",
    s=2,
)
QUIZ_UNDONE = Event(
    "lessons.quiz.undone",
    "{actor} 撤销了一次小题",
    "{actor} took back a round of questions",
    s=2,
)
PROGRAMME_MADE = Event(
    "lessons.programme.made", "{actor} 新建专题活动", "{actor} made a programme", s=0
)
PROGRAMME_CHANGED = Event(
    "lessons.programme.changed", "{actor} 修改专题活动", "{actor} changed a programme", s=0
)
PROGRAMME_ASSIGNED = Event(
    "lessons.programme.assigned",
    "{actor} 把专题活动分给年级",
    "{actor} gave a programme to its grades",
    s=0,
)
PROGRAMME_ENDED = Event(
    "lessons.programme.ended", "{actor} 结束专题活动", "{actor} ended a programme", s=0
)
PROGRAMME_DONE = Event(
    "lessons.programme.done",
    "一个班上完了一项专题活动",
    "A class has had all of a programme",
    s=2,
)
OUTREACH_WRITTEN = Event(
    "lessons.outreach.written",
    "{actor} 记下讲座、活动或宣传",
    "{actor} wrote down a lecture, an activity or brochures",
    s=0,
)
PARENT_SESSION_PLANNED = Event(
    "lessons.parent_session.planned",
    "{actor} 排了一场家长课堂",
    "{actor} planned a parents' evening",
    s=0,
)
PARENT_SESSION_SIGNED = Event(
    "lessons.parent_session.signed",
    "{actor} 在家长课堂签到",
    "{actor} signed in to a parents' evening",
    s=2,
)
PARENT_SESSION_TICKED = Event(
    "lessons.parent_session.ticked",
    "{actor} 记下一个班有哪些家庭来了",
    "{actor} ticked which families of a class came",
    s=2,
)
PARENT_SESSION_CLOSED = Event(
    "lessons.parent_session.closed",
    "{actor} 结束一场家长课堂",
    "{actor} closed a parents' evening",
    s=0,
)
PARENT_SESSION_FORGOTTEN = Event(
    "lessons.parent_session.forgotten",
    "保存期到了，一场家长课堂的签到名单删掉了，只留人数",
    "The sign-ins of a parents' evening were erased when their time was over; the head count stays",
    s=2,
)
COURSE_FINISHED = Event(
    "lessons.course.finished",
    "{actor} 读完一门给老师的小课",
    "{actor} read a course for teachers to its end",
    s=0,
)
LESSON_FORKED = Event(
    "lessons.lesson.forked",
    "{actor} 把一节课复制成学校自己的",
    "{actor} made a school's own copy of a lesson",
    s=0,
)
LESSON_TAKEN_OVER = Event(
    "lessons.lesson.taken_over",
    "{actor} 把原文的新版放进学校的草稿",
    "{actor} took a newer original over into a school's draft",
    s=0,
)
