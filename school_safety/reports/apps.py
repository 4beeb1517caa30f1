"""How published figures hang in the tree, and what their refusals say."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "school_safety.reports"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from school_safety.access import paths
        from school_safety.web import refusals

        from .models import CoverageMap, Publication, QuizGrowth

        paths.register(Publication, district="district_id", published="district_id")
        paths.register(CoverageMap, district="district_id", published="district_id")
        paths.register(QuizGrowth, district="district_id", published="district_id")
        refusals.explain(
            {
                "wave_not_over": _("这个批次还没有结束。结束以后才有统计。"),
                "figures_none": _("没有新结束的批次可以发布。等学校的批次结束后再来。"),
                "figures_few": _("答了的学生还不到 10 人，先不发布，等更多学校结束。"),
                "figures_unsafe": _("这组数字还能推算出很小的人数，不能发布。请等更多学校结束。"),
            }
        )
