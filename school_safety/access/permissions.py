"""Every verb there is. A verb says what is done to which kind of thing; the matrix says who may."""

from enum import StrEnum


class Permission(StrEnum):
    """`access.matrix` grants it, `access.gate` asks for it, `access.sentences` says it to people."""

    # ground
    SIGNED_IN = "signed_in"  # Be anybody with an account: own settings, own notices, own sign-out.
    ROSTER_READ = "roster.read"  # Read names and classes of students.
    ROSTER_CHANGE = "roster.change"  # Mend what the roster says of a student.
    IMPORT_READ = "import.read"  # Read what roster files brought or would bring.
    IMPORT_CHANGE = "import.change"  # Bring in a roster file, undo it.
    STRUCTURE_READ = "structure.read"  # Read schools, classes and head counts, no names.
    ENTRY_CODE_PRINT = "entry_code.print"  # Print the codes with which families sign in.
    GUARDIAN_READ = "guardian.read"  # Read who a child's guardians are and how to reach them.
    PEOPLE_READ = "people.read"  # Read staff and their roles.
    PEOPLE_CHANGE = "people.change"  # Give and end roles, close accounts, as access.giving says.
    PEOPLE_WELCOME = "people.welcome"  # Bring in a colleague, print her letter, mend her way in.
    ROLE_CONFIRM = "role.confirm"  # Be the second person for a role or a reset second step.
    GRANT_READ = "grant.read"  # Read who was let in to whose records, on what ground, until when.
    AUDIT_READ = "audit.read"  # Read who did what, without content.
    CONDUCT_READ = "conduct.read"  # Read who looked at help records of the school.
    DISTRICT_SET = "district.set"  # Set the district's own rules, as its paper says.
    OUTBOX_READ = "outbox.read"  # Read whether messages arrived, never what they were about.
    PLATFORM_RUN = "platform.run"  # See jobs, health and versions; no grants, no people.
    # teach
    LESSON_WRITE = "lesson.write"  # Write lessons and letters as drafts.
    LESSON_REVIEW = "lesson.review"  # Publish or send back a draft.
    PROGRAMME_READ = "programme.read"  # Read the term's programmes.
    PROGRAMME_WRITE = "programme.write"  # Plan programmes and events, give them to grades.
    DELIVERY_WRITE = "delivery.write"  # Record that a class was taught.
    DELIVERY_READ = "delivery.read"  # Read which classes were taught.
    QUIZ_RUN = "quiz.run"  # Ask one's class a few questions, read its totals.
    QUIZ_FIGURES = "quiz.figures"  # Read published figures of what classes have learned.
    LETTER_SEND = "letter.send"  # Send an approved letter to families.
    LETTER_COUNT = "letter.count"  # Read how many families have answered.
    LETTER_FOLLOW = "letter.follow"  # Read which families of one's class have not answered.
    BOOK_READ = "book.read"  # Take away the sealed months of a receipt book: hashes, nobody's name.
    LETTER_READ = "letter.read"  # Read a letter that was sent to one's own family.
    LETTER_SIGN = "letter.sign"  # Answer and sign it.
    CONSENT_READ = "consent.read"  # Read what families decided.
    CONSENT_ANSWER = "consent.answer"  # Decide for one's own child, or for oneself.
    CONSENT_ENTER = "consent.enter"  # Write over answers that came on paper.
    # ask
    INSTRUMENT_READ = "instrument.read"  # Read a questionnaire's items.
    INSTRUMENT_CHANGE = "instrument.change"  # Write or bring in a questionnaire, answer for it.
    INSTRUMENT_PUBLISH = "instrument.publish"  # Be the second official who lets it be used.
    WAVE_READ = "wave.read"  # Read waves of one's school.
    WAVE_PLAN = "wave.plan"  # Plan and open a wave.
    WAVE_APPROVE = "wave.approve"  # Be the second person who lets a wave open.
    SLIP_PRINT = "slip.print"  # Print and reissue slips.
    PAPER_KEY = "paper.key"  # Type in paper questionnaires, which bear a code and no name.
    PROCTOR = "proctor"  # See who has handed in and who has not, nothing else.
    SCREENING_ANSWER = "screening.answer"  # Answer one's own questionnaire.
    RESPONSE_READ = "response.read"  # Read answers and scores of students in one's care.
    SIGNAL_READ = "signal.read"  # Read the triage list.
    # help
    CONCERN_WRITE = "concern.write"  # Tell the counselors what one has seen.
    TALK_ASK = "talk.ask"  # Say that one would like to talk to somebody oneself.
    CONCERN_READ = "concern.read"  # Read concerns.
    CASE_READ = "case.read"  # Read a case file.
    CASE_WRITE = "case.write"  # Write in a case file.
    CASE_EXPORT = "case.export"  # Let a part of a case leave the house on paper.
    CASE_OVERSEE = "case.oversee"  # Assign cases and approve their closing.
    NOTE_READ = "note.read"  # Read sensitive notes.
    TASK_READ = "task.read"  # Read dated tasks written for oneself, without reason.
    CHECK_ANSWER = "check.answer"  # Tap three times a week how it goes.
    FAMILY_ANSWER = "family.answer"  # Answer what one's family is asked: a visit, an agreement.
    PLAN_FAMILY_READ = "plan.family.read"  # Read the family's part of the plan.
    ACCESS_SLIP_ASK = "access_slip.ask"  # Ask to read a case outside one's caseload, for a time.
    ACCESS_SLIP_DECIDE = "access_slip.decide"  # Approve or refuse such a request in one's school.
    ACCESS_SLIP_SECOND = (
        "access_slip.second"  # Decide where another school's lead is the one who asks.
    )
    ACCESS_SLIP_REGISTER = (
        "access_slip.register"  # Read who was given a slip, without child or content.
    )
    LOOKED_READ = (
        "looked.read"  # Read on which days who looked at one's own, or one's child's, records.
    )
    SAFETY_RAISE = "safety.raise"  # Say that somebody is needed at once.
    SAFETY_ANSWER = "safety.answer"  # Answer the bell; shows nothing by itself.
    SAFETY_WRITE = "safety.write"  # Read and write a crisis sheet on which one takes part.
    SAFETY_NAMES = "safety.names"  # Read who a safety event is about, and who is there.
    SAFETY_TIMES = "safety.times"  # Read code, times and needs of safety events, no names.
    MANDATORY_OPEN = "mandatory.open"  # Write down that the law demands a report about a child.
    MANDATORY_WRITE = "mandatory.write"  # Read reports of one's school, say that one was made.
    MANDATORY_DECIDE = "mandatory.decide"  # Be the second person where one doubts the need.
    MANDATORY_READ = "mandatory.read"  # Read reports that were made.
    ROTA_READ = "rota.read"  # Read who is on call when.
    ROTA_WRITE = "rota.write"  # Keep the rota, hold drills.
    REFERRAL_WRITE = "referral.write"  # Refer a child to a provider.
    REFERRAL_READ = "referral.read"  # Read referrals of one's school.
    REFERRAL_FAMILY = "referral.family"  # Read and answer a referral of one's own child.
    REFERRAL_PREVIEW = "referral.preview"  # See a referral without identity, accept or refuse it.
    REFERRAL_RECEIVE = "referral.receive"  # Read an accepted packet and report back.
    PROVIDER_READ = "provider.read"  # Read the directory of providers.
    PROVIDER_OWN = "provider.own"  # Say how long families wait in one's own house.
    PROVIDER_CHANGE = "provider.change"  # Keep the directory.
    # read
    FIGURES_SCHOOL = "figures.school"  # Read how far one's school has come.
    FIGURES_DISTRICT = "figures.district"  # Read published district figures.
    FIGURES_PUBLISH = "figures.publish"  # Freeze and publish figures.
