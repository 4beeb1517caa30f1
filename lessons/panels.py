"""Words that do not belong before children: shown beside the fields, and the hard ones stop a text
on its way to the reviewers, while a draft is kept with whatever stands in it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import Panel

from lessons.rules import for_minors, reading

KINDS = {
    "method": (_("伤害自己的做法"), _("删掉做法，只写“难受的时候找谁”，求助电话留着。")),
    "contact": (_("联系方式"), _("删掉。要留，就留全国公开的求助电话。")),
    "brand": (_("牌子"), _("换成“一个短视频软件”“一款游戏”。")),
    "scare": (_("吓人的话"), _("改成会发生什么、可以怎么办。")),
    "slur": (_("给人贴标签的话"), _("说事，不说人。")),
}


TYPED = ("title", "lead", "outcomes", "materials", "body")


class ForMinorsPanel(Panel):
    """Says what was found in the draft as it was last kept, where, and how to mend it."""

    class BoundPanel(Panel.BoundPanel):
        """One draft."""

        template_name = "wagtailadmin/lessons/for_minors.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """The findings in words."""
            context = super().get_context_data(parent_context)
            found = for_minors.findings(_texts(self.instance))
            context["findings"] = [
                {"found": each, "name": KINDS[each.kind][0], "mend": KINDS[each.kind][1]}
                for each in found
            ]
            return context


class ForMinorsForm(WagtailAdminPageForm):
    """A draft may hold anything; what is sent to the reviewers holds nothing hard."""

    def clean(self) -> dict[str, Any]:
        """Names each finding with its place and how to mend it; the form keeps every word typed."""
        cleaned = super().clean()
        if not self.is_deferred_validation and not self.errors:
            for words in hard_words(self.instance, cleaned):
                self.add_error(None, ValidationError(words, code="for_minors"))
        return cleaned


def hard_words(page: Any, typed: dict[str, Any]) -> list[str]:
    """One sentence for each hard finding in what was typed."""
    kept = {name: getattr(page, name) for name in TYPED if name in typed}
    try:
        for name in kept:
            setattr(page, name, typed[name])
        found = for_minors.findings(_texts(page))
    finally:
        for name, value in kept.items():
            setattr(page, name, value)
    return [
        say("%(kind)s · %(where)s · “%(words)s”：%(mend)s")
        % {
            "kind": KINDS[each.kind][0],
            "where": each.where,
            "words": each.words,
            "mend": KINDS[each.kind][1],
        }
        for each in found
        if each.hard
    ]


def _texts(page: Any) -> list[tuple[str, str]]:
    """Every text with the name of its place."""
    texts = [
        (str(page._meta.get_field(name).verbose_name), getattr(page, name))
        for name in ("title", "lead", "outcomes", "materials")
        if hasattr(page, name)
    ]
    for block in page.body:
        words = reading.leaves(block.block.get_prep_value(block.value))
        label = str(block.block.label)
        title = block.value.get("title", "")
        texts += [(f"{label} · {title}" if title else label, each) for each in words]
    return texts
