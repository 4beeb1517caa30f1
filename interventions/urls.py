"""Doors of this room."""

app_name = "interventions"
urlpatterns: list = []
