"""What to do now, and what stands in the way."""

import pytest

from interventions.choices import Status
from interventions.rules.nextstep import Facts, closing_blocks, next_step


@pytest.mark.parametrize(
    ("facts", "code", "blocks"),
    [
        (Facts("new"), "assign", ()),
        (Facts("assigned"), "talk", ()),
        (Facts("talking", talked=True), "decide", ()),
        (Facts("confirmed"), "plan", ("guardian_untold",)),
        (Facts("confirmed", guardian_told=True), "plan", ()),
        (Facts("confirmed", waiver_waiting=True), "plan", ("waiver_waiting",)),
        (Facts("planned", planned=True), "tell_guardian", ("guardian_untold",)),
        (Facts("planned", planned=True, guardian_waived=True), "follow_plan", ()),
        (
            Facts("planned", planned=True, guardian_told=True, tasks_open=1),
            "follow_plan",
            ("tasks_open",),
        ),
        (
            Facts("planned", planned=True, guardian_told=True, referral="draft"),
            "await_consent",
            ("consent_missing",),
        ),
        (
            Facts(
                "planned",
                planned=True,
                guardian_told=True,
                referral="draft",
                consent_refused=True,
            ),
            "revoke",
            ("consent_refused",),
        ),
        (
            Facts("planned", planned=True, guardian_told=True, referral="sent"),
            "await_provider",
            (),
        ),
        (
            Facts("planned", planned=True, guardian_told=True, referral="replied"),
            "read_reply",
            (),
        ),
        (Facts("closing", planned=True), "approve_close", ()),
        (Facts("dismissed"), "none", ()),
        (Facts("closed"), "none", ()),
    ],
)
def test_next_step(facts, code, blocks):
    step = next_step(facts)
    assert (step.code, step.blocks) == (code, blocks)


@pytest.mark.parametrize("status", Status.values)
def test_every_state_has_a_step(status):
    assert next_step(Facts(status)).code


def test_closing_waits_for_tasks_and_referrals():
    facts = Facts("planned", tasks_open=2, referral="sent")
    assert closing_blocks(facts) == ("tasks_open", "referral_open")
