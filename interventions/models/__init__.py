"""One noun each: a case, what it rests on, what is done about it, and who else helps."""

from .absence import Absence
from .access_slip import AccessSlip
from .aftercare import AftercareCheck, Feedback, FeedbackGiven
from .agreement import AgreementAnswer, HomeAgreement
from .appointment import Appointment
from .assessment import Assessment, DomainRating
from .case import Case
from .case_export import CaseExport
from .concern import Concern
from .contact import GuardianContact
from .decision import Decision
from .duty import DutyShift
from .evidence import Evidence
from .family_talk import FamilyTalk
from .handover import Handover
from .home_visit import HomeVisit, VisitUse
from .mandatory_report import MandatoryReport, ReportStep
from .meeting import CaseMeeting, MeetingAddendum, MeetingSeat
from .note import Note
from .packet import Packet
from .plan import Goal, Plan
from .provider import Provider, ProviderStaff
from .referral import Referral
from .reply import ReferralReply
from .safety import SafetyAlert, SafetyEvent, SafetySeat, SafetyStep
from .safety_plan import SafetyPlan
from .safety_review import SafetyReview
from .sibling import SharedWord, SiblingLink
from .story_mark import StoryMark
from .supervision import SupervisionTalk
from .task import Task
from .weekly_check import WeeklyCheck

__all__ = [
    "Absence",
    "AccessSlip",
    "AftercareCheck",
    "AgreementAnswer",
    "Appointment",
    "Assessment",
    "Case",
    "CaseExport",
    "CaseMeeting",
    "Concern",
    "Decision",
    "DomainRating",
    "DutyShift",
    "Evidence",
    "FamilyTalk",
    "Feedback",
    "FeedbackGiven",
    "Goal",
    "GuardianContact",
    "Handover",
    "HomeAgreement",
    "HomeVisit",
    "MandatoryReport",
    "MeetingAddendum",
    "MeetingSeat",
    "Note",
    "Packet",
    "Plan",
    "Provider",
    "ProviderStaff",
    "Referral",
    "ReferralReply",
    "ReportStep",
    "SafetyAlert",
    "SafetyEvent",
    "SafetyPlan",
    "SafetyReview",
    "SafetySeat",
    "SafetyStep",
    "SharedWord",
    "SiblingLink",
    "StoryMark",
    "SupervisionTalk",
    "Task",
    "VisitUse",
    "WeeklyCheck",
]
