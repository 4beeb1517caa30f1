"""Why a child of the roll may be the one who is meant, in plain words."""

from django.utils.translation import gettext_lazy as _

WHY = {
    "same_name": _("名字一样"),
    "same_shape": _("同一个字的另一种写法"),
    "same_sound": _("读音一样"),
    "near_sound": _("读音相近"),
    "part_of_name": _("名字里有这几个字"),
    "part_of_sound": _("名字里有这个读音"),
    "initials": _("拼音首字母一样"),
    "surname": _("同姓"),
    "same_birthday": _("生日一样"),
    "same_class": _("班级对得上"),
}
