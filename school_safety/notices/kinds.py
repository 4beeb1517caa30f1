"""Every kind of message there is. A kind that is not here cannot be sent."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """`code` names the folder of its texts; a safety message must be acknowledged by somebody.

    A one-time code goes to a person's own phone or mailbox and never lies in the inbox. What rings
    goes out by every way there is, a text message to the number of her duty included.
    """

    code: str
    safety: bool = False
    one_time: bool = False
    rings: bool = False

    def family(self, *, safety: bool) -> str:
        """Which of the few texts a vendor has approved says it: a message tells nothing else."""
        if self.one_time:
            return "code"
        if self.rings:
            return "ring" if self.safety else "drill"
        return "safety" if safety else "notice"


KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind("letter_arrived"),  # guardian: a letter waits for an answer
        Kind("letter_reminder"),  # guardian: the same letter, still without an answer
        Kind("letter_receipt"),  # guardian: the answer was received, the receipt can be had
        Kind("letter_overdue"),  # class teacher: families that have not answered, a count
        Kind("lesson_to_review"),  # reviewer: drafts wait
        Kind("lesson_published"),  # author: published
        Kind("course_again"),  # colleague: a course read a year ago may be read again
        Kind("instrument_to_publish"),  # another official: a questionnaire waits for her yes
        Kind("wave_to_approve"),  # the second person: a wave waits for her yes
        Kind("talk_invited"),  # counselors: somebody is to be invited to a talk
        Kind("case_assigned", safety=True),  # counselor: somebody needs her
        Kind("triage_waiting", safety=True),  # lead: nobody has taken it yet
        Kind("guardian_told"),  # guardian: the school would like to talk
        Kind("referral_received"),  # clinician: a referral waits
        Kind("referral_answered"),  # counselor: the provider has answered
        Kind("safety_alert", safety=True, rings=True),  # whoever is on call: somebody is needed now
        Kind("safety_drill", rings=True),  # the same, as an exercise
        Kind("safety_taken"),  # the others who were rung: somebody has taken it
        Kind("safety_over"),  # those who took part: it is over
        Kind("sibling_asked"),  # lead: are two children of one family helped by two counselors?
        Kind("sibling_linked"),  # both counselors: they may talk about it
        Kind("sibling_nothing"),  # who asked: nothing to talk about now
        Kind("sibling_told"),  # the other counselor: something was told to her
        Kind("mandatory_due", safety=True),  # lead, head: the law demands a report, now
        Kind("mandatory_doubted", safety=True),  # lead, head: somebody thinks it is not needed
        Kind("mandatory_made"),  # district official: a report was made by a school
        Kind("orphans_alarm", safety=True),  # lead: nobody looks after something this morning
        Kind("orphans_count"),  # head: how many such things there are
        Kind("orphans_district", safety=True),  # officials: the same, where a school has no lead
        Kind("cover_named"),  # counselor: she stands in for somebody
        Kind("cases_handed_over", safety=True),  # counselor: several cases are hers now
        Kind("rota_gap", safety=True),  # lead, head: nobody is on call on some day soon
        Kind("duty_changed"),  # colleague: her shifts were changed
        Kind("case_child_left", safety=True),  # counselor, lead: a child of an open case left
        Kind("case_child_moving", safety=True),  # counselor, lead: she is to go to another school
        Kind("case_child_moved", safety=True),  # counselor, lead: she has gone there
        Kind("case_joined"),  # counselor: something new belongs to a case of hers
        Kind("case_close_asked"),  # lead: a case waits for her yes to its closing
        Kind("case_close_returned"),  # counselor: please keep going with a case
        Kind("case_closed"),  # counselor: a case was closed
        Kind("waiver_asked"),  # lead: may the family be told later?
        Kind("concern_unmatched"),  # counselor: a concern whose child is not yet found
        Kind("access_slip_asked"),  # lead: somebody asks to read a case outside her caseload
        Kind("access_slip_answered"),  # who asked: it was decided
        Kind("access_slip_given"),  # lead and owner: somebody else may read for a time
        Kind("access_slip_opened"),  # lead and owner: she has opened it
        Kind("access_slip_ended"),  # who asked: nobody decided in time, or it was taken back
        Kind("export_asked"),  # lead: the eleventh export of a day waits for her yes
        Kind("export_answered"),  # counselor: it was decided
        Kind("task_given"),  # colleague: one thing to do by a date
        Kind("family_answered"),  # counselor: home has answered what she asked
        Kind("meeting_invited"),  # colleague: when and where she is asked to come
        Kind("meeting_changed"),  # colleague: another time, or not at all
        Kind("meeting_to_countersign"),  # lead: minutes wait for her name
        Kind("case_needed_again"),  # lead: after the end support is needed again
        Kind("support_feedback"),  # guardian, student: three questions about the help
        Kind("support_check"),  # guardian, student: three taps about this week
        Kind("support_news"),  # guardian: something new to read about the support
        Kind("referral_consent_asked"),  # guardian: a question waits for an answer
        Kind("referral_family_answered"),  # counselor: the family has answered
        Kind("referral_quiet"),  # clinician or counselor: a referral has not moved for days
        Kind("referral_ending"),  # clinician and counselor: a referral ends within a week
        Kind("referral_ended"),  # counselor or clinician: a referral has ended
        Kind("family_part_closed"),  # counselor: the family would rather not, its part is put away
        Kind("consent_withdrawn"),  # lead, counselors: a family took a consent back
        Kind("youth_agreed"),  # guardian: a child of 14 or more said yes herself
        Kind("terms_changed"),  # officials, auditors, leads: a rule of the district changed
        Kind("morning_digest"),  # counselor, lead: how many things are due today
        Kind("alarm_absent"),  # lead, auditor: an account keeps asking for what is not its own
        Kind("alarm_reads"),  # lead, auditor: an account reads very many records
        Kind("role_given"),  # colleague: a new role
        Kind("proposal_waiting"),  # the second person: something waits for her yes
        Kind("proposal_decided"),  # whoever proposed it: it was decided
        Kind("letter_printed"),  # colleague: somebody printed a new letter for her account
        Kind("elsewhere_linked"),  # colleague: an account elsewhere opens hers from now on
        Kind("number_set"),  # colleague: somebody wrote down her staff number
        Kind("wrong_passwords", safety=True),  # anybody: five wrong passwords in a row
        Kind("factor_reset"),  # colleague: her second step was taken away
        Kind("person_appointed"),  # officials and auditors: an appointment, made at the server
        Kind("glass_broken"),  # district officials and auditors: the emergency way in was used
        Kind("phone_changed"),  # guardian: the school wrote down another number for her
        Kind("transfer_waiting"),  # clerk: a child is to come from another school
        Kind("transfer_decided"),  # clerk: the other school has answered
        Kind("phone_waiting"),  # clerk: a guardian wrote down a new number for herself
        Kind("import_finished"),  # clerk: the roster is in
        Kind("daily_digest"),  # guardian: how many things came today, in one message
        Kind("families_unreached"),  # class teacher: families whom no message reaches, a count
        Kind("entry_code", one_time=True),  # guardian: six figures to come in with
        Kind("mailbox_code", one_time=True),  # guardian: six figures to prove a mailbox
    )
}
ONE_TIME = frozenset(kind.code for kind in KINDS.values() if kind.one_time)
