from django.apps import AppConfig


class LessonsConfig(AppConfig):
    name = "lessons"

    def ready(self) -> None:
        """Say how the rows of this floor hang in the tree."""
        from school_safety.access import paths

        from .models import (
            BookExport,
            BurdenCap,
            BurdenWaiver,
            CallTask,
            DeliveryRecord,
            Dispatch,
            LetterQuestion,
            PersonalLetter,
        )

        unit = {"district": "district_id", "school": "school_id", "classroom": "classroom_id"}
        paths.register(Dispatch, **unit, owner="sent_by_id")
        paths.register(DeliveryRecord, **unit, owner="taught_by_id")
        paths.register(BurdenWaiver, **unit, owner="given_by_id")
        paths.register(BurdenCap, district="district_id", owner="set_by_id")
        paths.register(BookExport, district="district_id", school="school_id")
        sent = {
            "district": "district_id",
            "school": "dispatch__school_id",
            "classroom": "dispatch__classroom_id",
        }
        paths.register(CallTask, **sent, student="student_id")
        paths.register(LetterQuestion, **sent, student="letter__student_id")
        paths.register(
            PersonalLetter,
            district="district_id",
            school="dispatch__school_id",
            classroom="dispatch__classroom_id",
            student="student_id",
            guardian="guardian_id",
        )
        self._plan()
        self._explain()
        self._explain_paper()
        self._on_paper()

    def _on_paper(self) -> None:
        """What the queue does for this floor: press, reader of scans, letters to many classes."""
        from school_safety.access import paths
        from school_safety.documents import printing, scanning
        from school_safety.notices import rounds

        from .actions import mailing, packing, scans, slips
        from .models import Mailing, SlipPile, SlipScan
        from .rules import slip_code

        paths.register(SlipPile, district="district_id", school="school_id", owner="brought_by_id")
        paths.register(SlipScan, district="district_id", school="pile__school_id")
        paths.register(Mailing, district="district_id", owner="sent_by_id")
        rounds.goes(mailing.KIND, mailing.walk)
        printing.produces(slips.LETTERS, slips.TEMPLATE, slips.letter_pages)
        printing.gathers(packing.PROGRAMME, packing.programme_files)
        scanning.takes(scans.SLIPS, slip_code.PATTERN, scans.take)

    def _plan(self) -> None:
        """Who was away hangs on a class; programmes and events on a school or a whole district."""
        from school_safety.access import paths

        from .models import (
            Absence,
            CourseDone,
            Outreach,
            ParentSession,
            ParentSignIn,
            Programme,
            QuizRun,
        )

        paths.register(
            Absence,
            district="delivery__district_id",
            school="delivery__school_id",
            classroom="delivery__classroom_id",
            student="student_id",
        )
        plan = {"district": "district_id", "school": "school_id", "owner": "made_by_id"}
        paths.register(Programme, **plan)
        paths.register(Outreach, **plan)
        evening = {"district": "outreach__district_id", "school": "outreach__school_id"}
        paths.register(ParentSession, **evening, owner="outreach__made_by_id")
        paths.register(
            ParentSignIn,
            district="session__outreach__district_id",
            school="session__outreach__school_id",
            classroom="student__classroom_id",
            student="student_id",
        )
        paths.register(CourseDone, district="district_id", school="school_id", owner="user_id")
        unit = {"district": "district_id", "school": "school_id", "classroom": "classroom_id"}
        paths.register(QuizRun, **unit, owner="started_by_id")

    def _explain(self) -> None:
        """Put this floor's refusals into words."""
        from django.utils.translation import gettext_lazy as _

        from school_safety.web import refusals

        refusals.explain(
            {
                "letter_not_published": _("这封信还没有审完，现在不能发。"),
                "letter_text_changed": _("这封信的文字换了一版，请重新打开再回复。"),
                "letter_already_answered": _("这封信已经回复过了。"),
                "letter_small_print": _(
                    "这封信里有把责任推给家庭的话，不能这样发。请作者改过、再审一次。"
                ),
                "letter_excluded": _(
                    "这封信请家长确认的事，法律规定不能用电子签名（婚姻、收养、继承，停水停暖停气等）。"
                    "请改成只告知的信，需要签的文件当面在纸上签。"
                ),
                "letter_options_differ": _("这封信的中文和英文，可选的项数不一样，请作者补齐。"),
                "letter_needs_writing": _("这封信要家长自己回复，不能由老师在电话里代记。"),
                "letters_all_answered": _("每一家都回复了，没有要印的信。"),
                "questions_wait": _("您的几个问题老师还没来得及回答，请等一等。"),
                "letter_replaced": _("这封信已经换了新的一版，请看新的那一封。"),
                "month_not_over": _("这个月还没过完，回执册下个月初才给出。"),
                "delivery_stays": _("只能在记的当天、由记录的老师撤销。"),
                "quiz_phase_done": _("这一次已经问过了。要重来，请当天先撤销。"),
                "quiz_full": _("交上来的已经和班里人数一样多了。请告诉老师。"),
                "programme_empty": _("里面还没有课。先放进一节，再分给年级。"),
                "parent_session_begun": _("已经有家长签到了，不能再改或取消。"),
                "parent_session_over": _("这一场已经结束了，或者取消了。"),
                "parent_session_to_come": _("还没到那一天。"),
                "parent_session_other_day": _("签到只在当天开放。"),
                "programme_over": _("这项专题活动已经结束，不能再改。"),
            }
        )

    def _explain_paper(self) -> None:
        """The same for paper and the telephone."""
        from django.utils.translation import gettext_lazy as _

        from school_safety.web import refusals

        refusals.explain(
            {
                "slip_is_entered": _("这封信的回执不用折，请交给教务扫描录入。"),
                "call_slot_taken": _("这个时间刚刚被别家约走了，请和家长另选一个。"),
                "call_family_has_time": _("这一家已经约好一个时间了。"),
                "call_unknown": _("没有这一项，请重新打开这一页。"),
                "slip_enters": _("这一家还没有回复过，请照常录入。"),
                "slip_first": _("这一家的第一张还没有录，请先录那一张。"),
                "guardian_cannot_decide": _(
                    "名册上这位家长现在不能替孩子决定，这张回执不能录。请放到一边，写明原因。"
                ),
                "scan_done": _("这张回执刚刚有人处理过了。"),
            }
        )
