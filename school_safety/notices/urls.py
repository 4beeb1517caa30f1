"""Doors of this room."""

app_name = "notices"
urlpatterns: list = []
