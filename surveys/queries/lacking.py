"""What a questionnaire that was brought in still needs before anybody may use it."""

from surveys.models import InstrumentVersion


def publication_problems(version: InstrumentVersion) -> list[str]:
    """What keeps a questionnaire that was brought in from being used, as codes."""
    found = []
    if version.licence_by_id is None or not version.licence_holder or not version.licence_text:
        found.append("licence")
    marks = (version.safety or {}).values()
    if version.safety_by_id is None or any(mark.get("contact") is None for mark in marks):
        found.append("safety")
    if "zh-hans" in version.facts.get("untranslated", []):
        found.append("chinese")
    if not any(row["scored"] for row in version.questions):
        found.append("nothing_scored")
    return found
