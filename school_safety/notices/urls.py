"""Doors of this room."""

from django.urls import path

from .views import callback, delivery, notice

app_name = "notices"
urlpatterns = [
    path("notices/", notice.notice_list, name="notice_list"),
    path("notices/read/", notice.notice_read_all, name="notice_read_all"),
    path("notices/<uuid:pk>/open/", notice.notice_open, name="notice_open"),
    path("staff/outbox/", delivery.delivery_list, name="delivery_list"),
    path("callbacks/sms/<slug:key>/", callback.sms_callback, name="sms_callback"),
]
