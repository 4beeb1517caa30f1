"""A picture as it arrives at the CMS: only its pixels come in, under a name that tells nothing."""

import hashlib
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from lessons.rules import picture_file
from school_safety.limits import check

SAID = {
    "big": _("这张图太大了。请先缩小：不超过 10 MB、5000 万像素。"),
    "broken": _("这个文件打不开。请换成 JPG、PNG 或 WebP 的图片再试。"),
}


class PictureField(WagtailImageField):
    """What the file says beside the picture (place, device, time) is gone before anybody looks."""

    def to_python(self, data: Any) -> Any:
        """Wagtail sees what we drew anew, never what was sent."""
        return super().to_python(_redrawn(data) if isinstance(data, UploadedFile) else data)


class PictureForm(BaseImageForm):
    """Wagtail's form with that field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sender = kwargs.get("user")
        if "file" in self.fields:
            old = self.fields["file"]
            self.fields["file"] = PictureField(
                label=old.label, required=old.required, widget=old.widget
            )
        if "description" in self.fields:
            self.fields["description"].help_text = _(
                "给找图的同事看的一句话。读者看到的替代文字，在课文里按那一课的语言写。"
            )

    def clean_file(self) -> Any:
        """So many in an hour."""
        given = self.cleaned_data["file"]
        if self.sender is not None and isinstance(given, UploadedFile):
            check("picture.send", key=str(self.sender.pk))
        return given


def _redrawn(given: UploadedFile) -> UploadedFile:
    try:
        if (given.size or 0) > picture_file.MOST_BYTES:
            raise picture_file.Unreadable("big")
        kept = picture_file.bare(given.read())
    except picture_file.Unreadable as error:
        raise ValidationError(SAID[error.code], code=error.code) from error
    name = f"{hashlib.sha256(kept.content).hexdigest()[:20]}.{kept.suffix}"
    return SimpleUploadedFile(name, kept.content, content_type=kept.mime)
