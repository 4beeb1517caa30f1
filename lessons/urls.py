"""Doors of this room."""

from django.urls import path, re_path

from .views import (
    book,
    cms,
    course,
    dispatch,
    family,
    mailing,
    offline,
    outreach,
    pack,
    paper,
    paper_print,
    parents,
    pictures,
    programmes,
    quiz_door,
    quizzes,
    sent,
    stage,
    take_along,
    teaching,
    upkeep,
    verify,
)

app_name = "lessons"
CLOSED = (
    "reports|users|groups|sites|redirects|collections|workflows|snippets|settings|locales"
    "|password_reset|failwhale|test404|localize/reports|bulk/surveys|api/main/images|api/main/documents"
)
LESSON = r"^(?P<language>zh-hans|en)/lesson/(?P<page_id>[0-9]{1,9})"
urlpatterns = [
    re_path(rf"{LESSON}/wall/$", stage.lesson_wall, name="lesson_wall"),
    re_path(rf"{LESSON}/notes/$", stage.lesson_notes, name="lesson_notes"),
    re_path(rf"{LESSON}/pack\.zip$", take_along.lesson_pack, name="lesson_pack"),
    re_path(
        r"^(?P<language>zh-hans|en)/lesson/set\.zip$", take_along.lesson_set, name="lesson_set"
    ),
    re_path(rf"{LESSON}/plan\.pdf$", take_along.lesson_plan, name="lesson_plan"),
    re_path(
        rf"{LESSON}/(?P<kind>handout|story|card)\.pdf$",
        take_along.lesson_paper,
        name="lesson_paper",
    ),
    re_path(
        r"^(?P<language>zh-hans|en)/lesson/booklet\.pdf$",
        take_along.lesson_booklet,
        name="lesson_booklet",
    ),
    re_path(
        r"^media/images/(?P<name>[A-Za-z0-9_-][A-Za-z0-9._-]{0,98}\.(?:webp|png|jpg))$",
        pictures.picture_file,
        name="picture_file",
    ),
    path("cms/login/", cms.sign_in, name="cms_sign_in"),
    re_path(r"^(?:zh-hans/|en/)?_util/login/$", cms.sign_in, name="page_sign_in"),
    re_path(rf"^cms/(?P<area>{CLOSED})/", cms.closed, name="cms_closed"),
    path("staff/letters/", dispatch.dispatch_list, name="dispatch_list"),
    path("staff/letters/<int:page_id>/send/", dispatch.letter_send, name="letter_send"),
    path("staff/letters/<int:page_id>/letter.pdf", dispatch.letter_print, name="letter_print"),
    path("staff/letters/sent/<uuid:dispatch_id>/", sent.dispatch_detail, name="dispatch_detail"),
    path(
        "staff/letters/sent/<uuid:dispatch_id>/paper/",
        paper_print.letters_print,
        name="letters_print",
    ),
    path("staff/letters/paper/<uuid:order>/", paper_print.print_show, name="letters_show"),
    path(
        "staff/letters/paper/<uuid:order>/letters.pdf", paper_print.print_file, name="letters_file"
    ),
    path("staff/letters/slips/", paper.slip_list, name="slip_list"),
    path("staff/letters/slips/<uuid:scan_id>/", paper.slip_enter, name="slip_enter"),
    path("staff/letters/slips/<uuid:scan_id>/slip.jpg", paper.slip_picture, name="slip_picture"),
    path("l/<slug:code>", paper_print.letter_code, name="letter_code"),
    path("staff/teaching/", teaching.delivery_list, name="delivery_list"),
    path("staff/teaching/classroom/", offline.classroom_record, name="classroom_record"),
    path("staff/teaching/classroom/worker.js", offline.classroom_worker, name="classroom_worker"),
    path("staff/teaching/sync/", offline.delivery_sync, name="delivery_sync"),
    path("staff/teaching/missed/", teaching.makeup_list, name="makeup_list"),
    path("staff/teaching/missed/told/", teaching.absence_caught, name="absence_caught"),
    path("staff/teaching/<uuid:delivery_id>/", teaching.delivery_show, name="delivery_show"),
    path("staff/teaching/<uuid:delivery_id>/undo/", teaching.delivery_undo, name="delivery_undo"),
    path("staff/quizzes/", quizzes.quiz_list, name="quiz_list"),
    path("staff/quizzes/<uuid:pk>/", quizzes.quiz_show, name="quiz_show"),
    path("staff/quizzes/<uuid:pk>/<slug:phase>/open/", quizzes.quiz_open, name="quiz_open"),
    path("staff/quizzes/<uuid:pk>/<slug:phase>/close/", quizzes.quiz_close, name="quiz_close"),
    path("staff/quizzes/<uuid:pk>/<slug:phase>/undo/", quizzes.quiz_undo, name="quiz_undo"),
    path("staff/quizzes/<uuid:pk>/<slug:phase>/hands/", quizzes.quiz_hands, name="quiz_hands"),
    path("staff/quizzes/<uuid:pk>/<slug:phase>/wall/", quizzes.quiz_wall, name="quiz_wall"),
    path(
        "staff/quizzes/<uuid:pk>/<slug:phase>/sheet.pdf", take_along.quiz_sheet, name="quiz_sheet"
    ),
    path("q/", quiz_door.quiz_type, name="quiz_type"),
    path("q/answer/", quiz_door.quiz_answer, name="quiz_answer"),
    path("q/done/", quiz_door.quiz_done, name="quiz_done"),
    path("q/next/", quiz_door.quiz_next, name="quiz_next"),
    path("staff/programmes/", programmes.programme_list, name="programme_list"),
    path("staff/programmes/new/", programmes.programme_new, name="programme_new"),
    path("staff/programmes/<uuid:pk>/", programmes.programme_show, name="programme_show"),
    path("staff/programmes/<uuid:pk>/edit/", programmes.programme_edit, name="programme_edit"),
    path(
        "staff/programmes/<uuid:pk>/lessons/",
        programmes.programme_lessons,
        name="programme_lessons",
    ),
    path("staff/programmes/<uuid:pk>/give/", programmes.programme_assign, name="programme_assign"),
    path("staff/programmes/<uuid:pk>/end/", programmes.programme_end, name="programme_end"),
    path("staff/outreach/", outreach.outreach_list, name="outreach_list"),
    path("staff/outreach/new/", outreach.outreach_new, name="outreach_new"),
    path("staff/outreach/paragraph.txt", outreach.outreach_text, name="outreach_text"),
    path("staff/outreach/<uuid:pk>/", outreach.outreach_edit, name="outreach_edit"),
    path("staff/lessons/", upkeep.page_list, name="page_list"),
    path("staff/lessons/<int:page_id>/fork/", upkeep.lesson_fork, name="lesson_fork"),
    path("staff/lessons/<int:page_id>/origin/", upkeep.lesson_origin, name="lesson_origin"),
    path("staff/programmes/<uuid:pk>/pack/", pack.programme_pack, name="programme_pack"),
    path("staff/programmes/pack/<uuid:order>/", pack.pack_show, name="pack_show"),
    path("staff/programmes/pack/<uuid:order>/lessons.zip", pack.pack_file, name="pack_file"),
    path("staff/course/", course.course_show, name="course_show"),
    path("staff/course/<int:number>/", course.course_scene, name="course_scene"),
    path("staff/course/finish/", course.course_finish, name="course_finish"),
    path("staff/course/school/", course.course_school, name="course_school"),
    path("staff/parents/", parents.parent_session_list, name="parent_session_list"),
    path("staff/parents/new/", parents.parent_session_new, name="parent_session_new"),
    path("staff/parents/<uuid:pk>/", parents.parent_session_show, name="parent_session_show"),
    path("staff/parents/<uuid:pk>/edit/", parents.parent_session_edit, name="parent_session_edit"),
    path("staff/parents/<uuid:pk>/door/", parents.parent_session_door, name="parent_session_door"),
    path(
        "staff/parents/<uuid:pk>/room/<uuid:room_id>/",
        parents.parent_session_room,
        name="parent_session_room",
    ),
    path(
        "staff/parents/<uuid:pk>/close/", parents.parent_session_close, name="parent_session_close"
    ),
    path("family/session/<slug:code>/", parents.parent_sign_in, name="parent_sign_in"),
    path("family/letters/", family.letter_list, name="family_letter_list"),
    path("family/letters/<uuid:letter_id>/", family.letter_read, name="letter_read"),
    path("family/letters/<uuid:letter_id>/signed/", family.letter_signed, name="letter_signed"),
    path(
        "family/letters/<uuid:letter_id>/withdraw/", family.letter_withdraw, name="letter_withdraw"
    ),
    path("family/letters/<uuid:letter_id>/slip.jpg", family.letter_paper, name="letter_paper"),
    path("family/letters/<uuid:letter_id>/receipt.pdf", family.receipt_pdf, name="receipt_pdf"),
    path("staff/letters/mailings/<uuid:pk>/", mailing.mailing_show, name="mailing_show"),
    path("staff/receipts/", book.book_list, name="book_list"),
    path("staff/receipts/<uuid:pk>/book.p7m", book.book_file, name="book_file"),
    path("verify/seal.pem", verify.seal_certificate, name="seal_certificate"),
    path("verify/", verify.receipt_verify, name="receipt_verify"),
]
