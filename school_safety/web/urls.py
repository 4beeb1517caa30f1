"""Doors of this room."""

from django.urls import path

from .views import gallery, health, icon, switches

app_name = "web"
urlpatterns = [
    path("language/", switches.language_set, name="language_set"),
    path("theme/", switches.theme_set, name="theme_set"),
    path("gallery/", gallery.gallery, name="gallery"),
    path("gallery/<slug:example>/", gallery.example, name="gallery_example"),
    path("healthz", health.healthz, name="healthz"),
    path("icon.svg", icon.icon, name="icon"),
]
