"""A scanner and a telephone's camera, as paper meets them: turned, skewed, dim, several on a page."""

from io import BytesIO

import numpy as np
import pypdfium2 as pdfium
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageFilter


def drawn(pdf: bytes, dots: int = 200) -> list[Image.Image]:
    """The pages of a print, in grey."""
    document = pdfium.PdfDocument(pdf)
    pages = range(len(document))
    return [document[n].render(scale=dots / 72).to_pil().convert("L") for n in pages]


def file(
    image: Image.Image, name: str = "scan.jpg", kind: str = "JPEG", **more
) -> SimpleUploadedFile:
    """As it is uploaded."""
    target = BytesIO()
    image.save(target, kind, **more)
    return SimpleUploadedFile(name, target.getvalue())


def turned(image: Image.Image, degrees: float) -> Image.Image:
    """Laid on the glass another way."""
    return image.rotate(degrees, expand=True, fillcolor=255)


def photographed(image: Image.Image, seed: int = 1) -> Image.Image:
    """In the evening, by hand, with the light from one side."""
    small = np.asarray(image.resize((image.width * 3 // 4, image.height * 3 // 4)), dtype=float)
    down, across = np.mgrid[0 : small.shape[0], 0 : small.shape[1]]
    light = 0.25 + 0.6 * across / small.shape[1] * down / small.shape[0]
    grain = np.random.default_rng(seed).normal(0, 12, small.shape)
    dim = Image.fromarray(np.clip(small * light + grain, 0, 255).astype(np.uint8))
    return dim.filter(ImageFilter.GaussianBlur(1.2)).rotate(4, fillcolor=60)


def cut_slips(pages: list[Image.Image]) -> Image.Image:
    """Their slips, cut off and laid on one page, the second one upside down."""
    wide, high = pages[0].size
    sheet, top = Image.new("L", (wide, high), 255), 20
    for place, page in enumerate(pages):
        slip = page.crop((int(wide * 0.06), int(high * 0.735), int(wide * 0.95), high - 30))
        sheet.paste(slip.rotate(180 * (place % 2)).rotate(1.5, fillcolor=255), (60, top))
        top += slip.height + 15
    return sheet
