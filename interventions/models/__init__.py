"""One noun each: a case, what it rests on, what is done about it, and who else helps."""

from .absence import Absence
from .access_slip import AccessSlip
from .aftercare import AftercareCheck, Feedback, FeedbackGiven
from .appointment import Appointment
from .assessment import Assessment, DomainRating
from .case import Case
from .case_export import CaseExport
from .concern import Concern
from .contact import GuardianContact
from .decision import Decision
from .duty import DutyShift
from .evidence import Evidence
from .handover import Handover
from .mandatory_report import MandatoryReport, ReportStep
from .note import Note
from .packet import Packet
from .plan import Goal, Plan
from .provider import Provider, ProviderStaff
from .referral import Referral
from .reply import ReferralReply
from .safety import SafetyAlert, SafetyEvent, SafetySeat, SafetyStep
from .safety_plan import SafetyPlan
from .safety_review import SafetyReview
from .story_mark import StoryMark
from .supervision import SupervisionTalk
from .task import Task
from .weekly_check import WeeklyCheck

__all__ = [
    "Absence",
    "AccessSlip",
    "AftercareCheck",
    "Appointment",
    "Assessment",
    "Case",
    "CaseExport",
    "Concern",
    "Decision",
    "DomainRating",
    "DutyShift",
    "Evidence",
    "Feedback",
    "FeedbackGiven",
    "Goal",
    "GuardianContact",
    "Handover",
    "MandatoryReport",
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
    "StoryMark",
    "SupervisionTalk",
    "Task",
    "WeeklyCheck",
]
