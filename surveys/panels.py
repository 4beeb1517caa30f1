"""How the form in which a questionnaire is written is laid out."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
)


class WhereAsked(FieldPanel):
    """Shown only where there is something to choose; else it travels along unseen."""

    class BoundPanel(FieldPanel.BoundPanel):
        """With a form."""

        def is_shown(self) -> bool:
            """Is there more than one to choose from?"""
            asked = self.bound_field is not None and not self.bound_field.is_hidden
            return asked and super().is_shown()


def _pair(name: str) -> FieldRowPanel:
    return FieldRowPanel([FieldPanel(f"{name}_zh"), FieldPanel(f"{name}_en")])


HOW = _(
    "随便什么时候都可以保存，不完整也没关系。写好以后，点页底保存键旁的箭头，选「做成一版」："
    "有哪里不对，会一条条标在那一格旁边，写好的内容都还在。做成的一版不能再改；要改，就再做下一版。"
)
TEXTS = ObjectList(
    [
        HelpPanel(content=HOW),
        WhereAsked("district"),
        MultiFieldPanel([_pair("title"), _pair("about"), _pair("lead")], heading=_("学生看到的话")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("code"), FieldPanel("kind")]),
                FieldRowPanel([FieldPanel(n) for n in ("grade_from", "grade_to", "minutes")]),
            ],
            heading=_("给谁，多长"),
        ),
        MultiFieldPanel([_pair("label"), _pair("after")], heading=_("结果旁边，和交完以后")),
    ],
    heading=_("文字"),
)
ITEMS = ObjectList([FieldPanel("option_sets"), FieldPanel("questions")], heading=_("选项和题目"))
SCORING = ObjectList(
    [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel(name) for name in ("total", "met_at", "strict_at")]),
                FieldRowPanel([FieldPanel("missing_rule"), FieldPanel("missing_share")]),
                FieldPanel("routing"),
            ],
            heading=_("总分"),
        ),
        FieldPanel("subscales"),
        FieldPanel("rules"),
    ],
    heading=_("计分和界值"),
)
SOURCES = ObjectList(
    [
        FieldPanel("recall"),
        FieldPanel("rights"),
        FieldPanel("sources"),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [FieldPanel(f"expected_{name}") for name in ("low", "middle", "high")]
                ),
                FieldPanel("expected_source"),
            ],
            heading=_("预计多少人要谈"),
        ),
    ],
    heading=_("依据和授权"),
)
TABS = (TEXTS, ITEMS, SCORING, SOURCES)
