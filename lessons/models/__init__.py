"""One noun each: pages that hold words, and our own rows that say who got and answered them."""

from .book import BookExport, BookPage, SchoolBook
from .burden import BurdenCap, BurdenWaiver
from .call_task import CallTask
from .course import CourseDone
from .delivery import Absence, DeliveryRecord
from .dispatch import Dispatch
from .guide_page import GuideIndexPage, GuidePage
from .home_page import HelpPage, HomePage
from .lesson_page import LessonIndexPage, LessonPage
from .letter_page import LetterPage
from .mailing import Mailing, MailingRoom
from .outreach import Outreach
from .parent_session import ParentSession, ParentSignIn
from .personal_letter import PersonalLetter
from .programme import Programme, ProgrammeDone, ProgrammeLesson
from .question import LetterQuestion
from .quiz import QuizRound, QuizRun, QuizSheet
from .quiz_page import QuizPage
from .receipt import Receipt, ReceiptBook, ReceiptFile
from .review_task import SafetyReviewTask
from .section_page import SectionPage
from .slip import Slip, SlipPile, SlipScan

__all__ = [
    "Absence",
    "BookExport",
    "BookPage",
    "BurdenCap",
    "BurdenWaiver",
    "CallTask",
    "CourseDone",
    "DeliveryRecord",
    "Dispatch",
    "GuideIndexPage",
    "GuidePage",
    "HelpPage",
    "HomePage",
    "LessonIndexPage",
    "LessonPage",
    "LetterPage",
    "LetterQuestion",
    "Mailing",
    "MailingRoom",
    "Outreach",
    "ParentSession",
    "ParentSignIn",
    "PersonalLetter",
    "Programme",
    "ProgrammeDone",
    "ProgrammeLesson",
    "QuizPage",
    "QuizRound",
    "QuizRun",
    "QuizSheet",
    "Receipt",
    "ReceiptBook",
    "ReceiptFile",
    "SafetyReviewTask",
    "SchoolBook",
    "SectionPage",
    "Slip",
    "SlipPile",
    "SlipScan",
]
