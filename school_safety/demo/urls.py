"""Doors of this room."""

app_name = "demo"
urlpatterns: list = []
