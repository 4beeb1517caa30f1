"""Doors of this room."""

app_name = "documents"
urlpatterns: list = []
