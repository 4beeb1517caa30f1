"""Doors of this room."""

app_name = "lessons"
urlpatterns: list = []
