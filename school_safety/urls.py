"""Every door of the house: one include per room, nothing else."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("surveys.urls")),  # the student's door first: it is asked for most at a time
    # then what everybody reads; other rooms' doors under a language are looked for below
    *i18n_patterns(re_path(r"^(?!lesson/|_util/)", include(wagtail_urls))),
    path("", include("school_safety.web.urls")),
    path("", include("school_safety.accounts.urls")),
    path("", include("school_safety.home.urls")),
    path("", include("school_safety.notices.urls")),
    path("", include("school_safety.office.urls")),
    path("", include("school_safety.reports.urls")),
    path("", include("interventions.urls")),
    path("", include("lessons.urls")),
    path("accounts/", include("allauth.urls")),
    path("cms/", include(wagtailadmin_urls)),
    path("media-documents/", include(wagtaildocs_urls)),
]
if settings.DEMO:
    urlpatterns += [path("", include("school_safety.demo.urls"))]
urlpatterns += i18n_patterns(path("", include(wagtail_urls)))

handler400 = "school_safety.web.refusals.bad_request"
handler403 = "school_safety.web.refusals.not_found"
handler404 = "school_safety.web.refusals.not_found"
handler429 = "school_safety.web.refusals.too_many"  # allauth asks for it by this name
handler500 = "school_safety.web.refusals.fault"
