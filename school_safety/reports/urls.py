"""Doors of this room."""

from django.urls import path

from .views import coverage, growth, outcome, publication, school, waves

app_name = "reports"
urlpatterns = [
    path("staff/reports/", publication.publication_list, name="publication_list"),
    path("staff/reports/publish/", publication.publication_create, name="publication_create"),
    path("staff/reports/taught/", coverage.coverage_show, name="coverage_show"),
    path("staff/reports/growth/", growth.growth_show, name="growth_show"),
    path("staff/reports/outcomes/", outcome.outcome_show, name="outcome_show"),
    path("staff/reports/school/", school.school_progress, name="school_progress"),
    path("staff/reports/waves/<uuid:pk>/", waves.wave_figures_show, name="wave_figures"),
    path("staff/reports/waves/<uuid:pk>/pdf/", waves.wave_figures_pdf, name="wave_pdf"),
    path("staff/reports/<uuid:pk>/", publication.publication_show, name="publication_show"),
    path("staff/reports/<uuid:pk>/pdf/", publication.publication_pdf, name="publication_pdf"),
    path("staff/reports/<uuid:pk>/xlsx/", publication.publication_xlsx, name="publication_xlsx"),
]
