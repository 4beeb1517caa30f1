"""One noun each: what is asked, whom, when, and what came back."""

from .family_letter import FamilyLetter
from .flag import Flag
from .governance import AskSettings, ImpactAssessment, WaveApproval
from .instrument import Instrument, InstrumentVersion
from .instrument_draft import InstrumentDraft
from .invitation import Invitation
from .paper_sheet import PaperSheet
from .picture_card import PictureCard, RoomDoor
from .response import Response
from .talk_invite import TalkInvite, WaveLot
from .wave import Sitting, Wave
from .wave_statistics import WaveStatistics

__all__ = [
    "AskSettings",
    "FamilyLetter",
    "Flag",
    "ImpactAssessment",
    "Instrument",
    "InstrumentDraft",
    "InstrumentVersion",
    "Invitation",
    "PaperSheet",
    "PictureCard",
    "Response",
    "RoomDoor",
    "Sitting",
    "TalkInvite",
    "Wave",
    "WaveApproval",
    "WaveLot",
    "WaveStatistics",
]
