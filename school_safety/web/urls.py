"""Doors of this room."""

app_name = "web"
urlpatterns: list = []
