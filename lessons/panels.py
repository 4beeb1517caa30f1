"""What the editor shows beside a lesson's fields: words that do not belong before children."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from lessons.rules import for_minors, reading

KINDS = {
    "method": (_("伤害自己的做法"), _("删掉做法，只写“难受的时候找谁”，求助电话留着。")),
    "contact": (_("联系方式"), _("删掉。要留，就留全国公开的求助电话。")),
    "brand": (_("牌子"), _("换成“一个短视频软件”“一款游戏”。")),
    "scare": (_("吓人的话"), _("改成会发生什么、可以怎么办。")),
    "slur": (_("给人贴标签的话"), _("说事，不说人。")),
}


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
