"""Scoring a file of answers: any length, bounded memory, nothing written when a cell is wrong."""

from .faults import BadFile, Problem
from .file import Outcome, score_file

__all__ = ["BadFile", "Outcome", "Problem", "score_file"]
