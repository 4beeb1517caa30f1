"""Doors of this room."""

from django.urls import path

from .views import answer, governing, instruments, pictures, printing, results, rooms, slip, waves, whole

app_name = "surveys"
urlpatterns = [
    path("s/", slip.slip_type, name="slip_type"),
    path("s/class/", pictures.class_type, name="class_type"),
    path("s/class/number/", pictures.class_number, name="class_number"),
    path("s/class/pictures/", pictures.class_pictures, name="class_pictures"),
    path("s/<str:token>/", slip.slip_show, name="slip_show"),
    path("answer/", answer.answer_show, name="answer_show"),
    path("answer/all/", whole.answer_whole, name="answer_whole"),
    path("answer/save/", answer.answer_save, name="answer_save"),
    path("answer/hand/", answer.answer_hand, name="answer_hand"),
    path("answer/check/", answer.answer_check, name="answer_check"),
    path("answer/submit/", answer.answer_submit, name="answer_submit"),
    path("answer/thanks/<slug:receipt>/", answer.answer_thanks, name="answer_thanks"),
    path("staff/instruments/", instruments.instrument_list, name="instrument_list"),
    path("staff/instruments/new/", instruments.instrument_import, name="instrument_import"),
    path("staff/instruments/<uuid:pk>/", instruments.instrument_show, name="instrument_show"),
    path(
        "staff/instruments/<uuid:pk>/answer/",
        instruments.instrument_answer,
        name="instrument_answer",
    ),
    path("staff/instruments/<uuid:pk>/ask/", instruments.instrument_ask, name="instrument_ask"),
    path(
        "staff/instruments/<uuid:pk>/publish/",
        instruments.instrument_publish,
        name="instrument_publish",
    ),
    path(
        "staff/instruments/<uuid:pk>/return/",
        instruments.instrument_return,
        name="instrument_return",
    ),
    path("staff/instruments/<uuid:pk>/drop/", instruments.instrument_drop, name="instrument_drop"),
    path("staff/instruments/<uuid:pk>/fhir/", instruments.instrument_fhir, name="instrument_fhir"),
    path(
        "staff/instruments/<uuid:pk>/xlsform/",
        instruments.instrument_xlsform,
        name="instrument_xlsform",
    ),
    path("staff/waves/", waves.wave_list, name="wave_list"),
    path("staff/waves/new/", waves.wave_new, name="wave_new"),
    path("staff/waves/<uuid:pk>/", waves.wave_show, name="wave_show"),
    path("staff/waves/<uuid:pk>/change/", waves.wave_change, name="wave_change"),
    path("staff/waves/assessments/", governing.assessment_list, name="assessment_list"),
    path("staff/waves/assessments/new/", governing.assessment_new, name="assessment_new"),
    path("staff/waves/limits/", governing.limits_edit, name="limits_edit"),
    path("staff/waves/<uuid:pk>/preview/", governing.wave_preview, name="wave_preview"),
    path("staff/waves/<uuid:pk>/route/", waves.wave_route, name="wave_route"),
    path("staff/waves/<uuid:pk>/stagger/", waves.wave_stagger, name="wave_stagger"),
    path("family/questionnaires/", governing.specimen_list, name="specimen_list"),
    path("family/questionnaires/<uuid:pk>/", governing.specimen_show, name="specimen_show"),
    path("staff/waves/<uuid:pk>/approve/", waves.wave_approve, name="wave_approve"),
    path("staff/waves/<uuid:pk>/open/", waves.wave_open, name="wave_open"),
    path("staff/waves/<uuid:pk>/close/", waves.wave_close, name="wave_close"),
    path("staff/waves/<uuid:pk>/slips.pdf", printing.slips_print, name="slips_print"),
    path("staff/prints/<uuid:order>/", printing.print_show, name="print_show"),
    path("staff/prints/<uuid:order>/slips.pdf", printing.print_file, name="print_file"),
    path("staff/slips/<uuid:slip>/reissue/", rooms.slip_reissue, name="slip_reissue"),
    path("staff/proctor/<uuid:wave>/<uuid:classroom>/", rooms.proctor_show, name="proctor_show"),
    path(
        "staff/proctor/<uuid:wave>/<uuid:classroom>/<uuid:slip>/unlock/",
        rooms.seat_free,
        name="seat_free",
    ),
    path(
        "staff/proctor/<uuid:wave>/<uuid:classroom>/<uuid:slip>/hand/",
        rooms.hand_seen,
        name="hand_seen",
    ),
    path("staff/proctor/<uuid:wave>/<uuid:classroom>/door/", rooms.room_door, name="room_door"),
    path("staff/responses/<uuid:pk>/", results.response_show, name="response_show"),
]
