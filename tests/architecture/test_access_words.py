"""Every verb has its sentence in both languages, and the drawn page is what the code says."""

import pytest
from django.utils import translation

from school_safety.access.permissions import Permission
from school_safety.access.sentences import SENTENCES
from school_safety.office.drawing import drawing
from school_safety.office.management.commands.draw_matrix import PATH


@pytest.mark.parametrize("verb", Permission)
def test_every_verb_has_its_sentence_in_both_languages(verb: Permission) -> None:
    spoken = set()
    for language in ("zh-hans", "en"):
        with translation.override(language):
            spoken.add(str(SENTENCES[verb]))
    assert len(spoken) == 2


def test_reference_shows_the_matrix_as_it_is() -> None:
    assert PATH.read_text(encoding="utf-8") == drawing()
