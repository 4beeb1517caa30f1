"""Doors of this room."""

app_name = "access"
urlpatterns: list[object] = []
