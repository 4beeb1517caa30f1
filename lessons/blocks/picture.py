"""A picture in a lesson: said in words for whoever does not see it, with its origin."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageBlock

MOST = 3  # with one step: the class looks at them together


def _image() -> ImageBlock:
    """Wagtail's, whose chooser has no name in our languages."""
    block = ImageBlock(
        label=_("图片"),
        help_text=_(
            "替代文字用这一课的语言写：看不见图的孩子，听了也能做同一件事。只是装饰，就勾上那一格。"
            "不用认得出孩子的照片。"
        ),
    )
    block.child_blocks["image"].label = _("选一张图")
    return block


class PictureBlock(blocks.StructBlock):
    """Words under the picture and its words for the ear are written in the lesson's language."""

    picture = _image()
    caption = blocks.CharBlock(label=_("图下的一句话"), max_length=120, required=False)
    credit = blocks.CharBlock(
        label=_("谁画的、谁拍的，怎样许可"),
        max_length=160,
        help_text=_("自己做的写学校或名字；别处来的写作者和许可，例如“张三，CC BY 4.0”。"),
    )

    class Meta:
        icon = "image"
        label = _("图片")
        template = "lessons/blocks/picture.html"

    def clean(self, value: Any) -> Any:
        """The name of a file is no description."""
        cleaned = super().clean(value)
        image = cleaned["picture"]
        if (
            image
            and not image.decorative
            and _bare(image.contextual_alt_text) == _bare(image.title)
        ):
            error = ValidationError(_("这是文件的名字。请写出图上有什么。"))
            raise StructBlockValidationError(block_errors={"picture": error})
        return cleaned


def pictures() -> blocks.ListBlock:
    """What the class looks at in this step; most steps need none."""
    return blocks.ListBlock(PictureBlock(), label=_("图（可以没有）"), default=[], max_num=MOST)


def _bare(text: str | None) -> str:
    return (text or "").strip().casefold()
