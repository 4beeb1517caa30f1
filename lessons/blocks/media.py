"""Films and sounds, never without a written version."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock

from .step import StepBlock

SOUNDS = ("mp3", "m4a")  # what every telephone plays


class VideoBlock(StepBlock):
    """The film comes from our own documents: no outside player, no trackers."""

    film = DocumentChooserBlock(label=_("视频文件"))
    captions = DocumentChooserBlock(label=_("字幕文件（WebVTT）"))
    transcript = blocks.TextBlock(label=_("文字版"))

    class Meta:
        icon = "media"
        label = _("视频")
        template = "lessons/blocks/video.html"


class AudioBlock(StepBlock):
    """Something to listen to together; whoever cannot hear it reads the same words."""

    sound = DocumentChooserBlock(
        label=_("音频文件"),
        help_text=_("MP3 或 M4A，最好不超过五分钟。不录学生的声音。"),
    )
    transcript = blocks.TextBlock(
        label=_("文字版"),
        help_text=_(
            "一字不差：谁在说，说了什么，还听得见什么。听不见的孩子、没有喇叭的教室、印在纸上，都靠它。"
        ),
    )

    class Meta:
        icon = "media"
        label = _("音频")
        template = "lessons/blocks/audio.html"

    def clean(self, value: Any) -> Any:
        """A file that sounds."""
        cleaned = super().clean(value)
        if cleaned["sound"].file_extension.lower() not in SOUNDS:
            error = ValidationError(_("这里放 MP3 或 M4A。"))
            raise StructBlockValidationError(block_errors={"sound": error})
        return cleaned
