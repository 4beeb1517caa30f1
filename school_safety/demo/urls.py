"""Doors of this room; included only where settings.DEMO is on."""

from django.urls import path

from . import views

app_name = "demo"
urlpatterns = [path("demo/", views.demo_login, name="demo_login")]
