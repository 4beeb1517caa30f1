"""A film, never without captions and a written version."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from .step import StepBlock


class VideoBlock(StepBlock):
    """The film comes from our own documents: no outside player, no trackers."""

    film = DocumentChooserBlock(label=_("视频文件"))
    captions = DocumentChooserBlock(label=_("字幕文件（WebVTT）"))
    transcript = blocks.TextBlock(label=_("文字版"))

    class Meta:
        icon = "media"
        label = _("视频")
        template = "lessons/blocks/video.html"
