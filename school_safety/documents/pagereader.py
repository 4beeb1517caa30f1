"""The child process that looks at scanned pages: no Django, no network, no file to write.

Started by `scanning.py`. One job on standard input: 4 bytes of length, JSON (`pattern`, `first`),
then the file itself until the end. On standard output one frame for each page: 4 bytes of length,
then JSON: `page`, and either `pieces` (the slips on it) or `trouble`. The last frame has no page.
What comes back are pictures drawn anew here: nothing of the strange file reaches the house.
"""

import base64
import json
import re
import resource
import struct
import sys
from contextlib import suppress
from io import BytesIO

import numpy as np
import pypdfium2 as pdfium
import zxingcpp
from PIL import Image, ImageFilter, ImageOps

MEMORY = 1536 * 1024 * 1024  # of address space
SECONDS = 12  # of processor time for one page
PAGES = 300  # of one file
PIXELS = 60_000_000  # an A4 page at 600 dots per inch has 35 million
LONG = 2600  # of the page as it is searched, along its long side
KEPT = 1700  # of the page as it is kept
QUALITY = 62
BLANK = 0.0004  # of ink: the back of a page that went through the scanner too
# Of our slip, in widths of the code: the code stands in its lower right corner.
LEFT, RIGHT, ABOVE, BELOW = 5.75, 0.85, 2.9, 0.95
ROOM = 4.0  # above, where nothing else stands in the way: eight options take more lines
ONLY = zxingcpp.barcode_formats_from_str("QRCode")
KINDS = ("JPEG", "PNG", "TIFF")


class Trouble(Exception):
    """A page, or a file, that cannot be read. The word says why."""


def shut_in() -> None:
    """Limit this process before it sees the file."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    Image.MAX_IMAGE_PIXELS = PIXELS


def allow_seconds(seconds: int) -> None:
    """The next page may use that much processor time, then the kernel ends the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    spent = int(used.ru_utime + used.ru_stime)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + 1 + seconds, hard))


def open_file(data: bytes):
    """(how many pages, a function that draws one of them)."""
    if data[:1024].lstrip().startswith(b"%PDF"):
        return _open_pdf(data)
    try:
        picture = Image.open(BytesIO(data), formats=KINDS)
        count = getattr(picture, "n_frames", 1)
    except Image.DecompressionBombError:
        raise Trouble("too_large") from None
    except Exception:
        known = data[:3] in (b"\xff\xd8\xff", b"\x89PN", b"II*", b"MM\x00")
        raise Trouble("broken" if known else "wrong_type") from None
    return count, lambda number: _frame(picture, number)


def _open_pdf(data: bytes):
    try:
        document = pdfium.PdfDocument(data)
        return len(document), lambda number: _page(document, number)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower() or b"/Encrypt" in data
        raise Trouble("locked" if locked else "broken") from None


def _frame(picture: Image.Image, number: int) -> Image.Image:
    picture.seek(number)
    if picture.width * picture.height > PIXELS:
        raise Trouble("too_large")
    picture.draft("L", (LONG, LONG))
    flat = picture if picture.mode not in ("RGBA", "LA", "PA") else _on_white(picture)
    gray = ImageOps.exif_transpose(flat.convert("L"))
    gray.thumbnail((LONG, LONG))
    return gray


def _on_white(picture: Image.Image) -> Image.Image:
    ground = Image.new("RGBA", picture.size, "white")
    ground.alpha_composite(picture.convert("RGBA"))
    return ground


def _page(document: pdfium.PdfDocument, number: int) -> Image.Image:
    page = document[number]
    long = max(page.get_size())
    if not 10 < long < 20_000:
        raise Trouble("broken")
    image = page.render(scale=min(LONG / long, 4), grayscale=True).to_pil().convert("L")
    page.close()
    return image


def codes_on(image: Image.Image, pattern: re.Pattern[str]) -> list[tuple[str, np.ndarray]]:
    """(code, where it stands); no code where one is there that cannot be read. First the page as it
    is, then with shadows and unevenness taken out."""
    for better in (_as_it_is, _evenly_lit, _larger):
        changed, scale = better(image)
        rows = zxingcpp.read_barcodes(
            np.asarray(changed), formats=ONLY, try_invert=False,
            return_errors=True,
        )  # fmt: skip
        hits = [(row, pattern.search(row.text) if row.valid else None) for row in rows]
        found = [(hit[1], _corners(row.position, scale)) for row, hit in hits if hit]
        if found:
            spoilt = [_corners(row.position, scale) for row in rows if not row.valid]
            return found + [("", each) for each in spoilt if _like(each, found[0][1])]
    return []


def _like(corners: np.ndarray, sample: np.ndarray) -> bool:
    size, usual = (np.linalg.norm(each[2] - each[0]) for each in (corners, sample))
    return bool(0.7 < size / usual < 1.4)


def _as_it_is(image: Image.Image):
    return image, 1.0


def _evenly_lit(image: Image.Image):
    """Divide by the light: what is left are the marks on the paper."""
    small = image.resize((image.width // 8 + 1, image.height // 8 + 1))
    light = small.filter(ImageFilter.MaxFilter(9)).filter(ImageFilter.GaussianBlur(8))
    ground = np.asarray(light.resize(image.size), dtype=np.float32)
    even = np.asarray(image, dtype=np.float32) / np.maximum(ground, 1) * 255
    return Image.fromarray(np.clip(even, 0, 255).astype(np.uint8)), 1.0


def _larger(image: Image.Image):
    even = _evenly_lit(image)[0].filter(ImageFilter.MedianFilter(3))
    return even.resize((even.width * 3 // 2, even.height * 3 // 2), Image.Resampling.LANCZOS), 1.5


def _corners(position, scale: float) -> np.ndarray:
    names = ("top_left", "top_right", "bottom_right", "bottom_left")
    points = [getattr(position, name) for name in names]
    return np.array([[point.x, point.y] for point in points], dtype=float) / scale


def pieces_of(image: Image.Image, found: list[tuple[str, np.ndarray]]) -> list[dict]:
    """One slip: the whole page, upright, and where on it the slip is. Several: each cut out, so that
    no family gets to see another one's."""
    if not found:
        return [] if _blank(image) else [_piece("", _kept(image))]
    if len(found) == 1:
        return [_whole(image, *found[0])]
    cut: dict[str, dict] = {}
    for number, (code, corners) in enumerate(found):
        others = [each for place, (_code, each) in enumerate(found) if place != number]
        cut.setdefault(code or str(number), _piece(code, _cut_out(image, corners, others)))
    return list(cut.values())


def _blank(image: Image.Image) -> bool:
    wide, high = image.size
    inner = image.crop((wide // 20, high // 20, wide * 19 // 20, high * 19 // 20))
    even = np.asarray(_evenly_lit(inner)[0])
    return float((even < 140).mean()) < BLANK


def _whole(image: Image.Image, code: str, corners: np.ndarray) -> dict:
    across = corners[1] - corners[0]
    turns = round(float(np.degrees(np.arctan2(across[1], across[0]))) / 90) % 4
    upright = image.rotate(turns * 90, expand=True)
    middle = np.array(image.size) / 2
    turned = (corners - middle) @ _turn(turns) + np.array(upright.size) / 2
    (left, top), (right, bottom) = turned.min(axis=0), turned.max(axis=0)
    wide = float(np.linalg.norm(across))
    box = [
        max(0.0, (left - LEFT * wide) / upright.width),
        max(0.0, (top - (ABOVE + 0.2) * wide) / upright.height),
        min(1.0, (right + (RIGHT + 0.2) * wide) / upright.width),
        min(1.0, (bottom + (BELOW + 0.2) * wide) / upright.height),
    ]
    return {**_piece(code, _kept(upright)), "box": [round(float(edge), 4) for edge in box]}


def _turn(turns: int) -> np.ndarray:
    """What `rotate` does to points: quarter turns against the clock, y downwards."""
    cos, sin = [(1, 0), (0, 1), (-1, 0), (0, -1)][turns]
    return np.array([[cos, -sin], [sin, cos]])


def _cut_out(image: Image.Image, corners: np.ndarray, others: list[np.ndarray]) -> Image.Image:
    """The slip around this code, straightened, and not further than where the next one begins."""
    across = (corners[1] - corners[0] + corners[2] - corners[3]) / 2
    down = (corners[3] - corners[0] + corners[2] - corners[1]) / 2
    above = _room_above(corners, across, down, others)
    wide = min(190, max(60, float(np.linalg.norm(across))))
    size = (int((LEFT + 1 + RIGHT) * wide), int((above + 1 + BELOW) * wide))
    step_x, step_y = across / wide, down / wide
    first = corners[0] - across * LEFT - down * above
    rows = [(step_x[axis], step_y[axis], first[axis]) for axis in (0, 1)]
    return image.transform(
        size, Image.Transform.AFFINE, [float(number) for row in rows for number in row],
        Image.Resampling.BICUBIC, fillcolor=255,
    )  # fmt: skip


def _room_above(corners, across, down, others: list[np.ndarray]) -> float:
    frame = np.linalg.inv(np.column_stack([across, down]))
    room = ROOM
    for other in others:
        placed = (other - corners[0]) @ frame.T
        (low_x, _), (high_x, high_y) = placed.min(axis=0), placed.max(axis=0)
        if high_x < -LEFT or low_x > 1 + RIGHT or high_y > 0:
            continue
        same_way = placed[3][1] > placed[0][1]
        edge = high_y + BELOW if same_way else high_y / 2
        room = min(room, max(0.3, -edge))
    return float(room)


def _kept(image: Image.Image) -> Image.Image:
    smaller = image.copy()
    smaller.thumbnail((KEPT, KEPT), Image.Resampling.LANCZOS)
    return smaller


def _piece(code: str, image: Image.Image) -> dict:
    target = BytesIO()
    dots = Image.frombytes(
        "L", image.size, image.tobytes()
    )  # no remark of the camera's comes along
    dots.save(target, "JPEG", quality=QUALITY, optimize=True)
    return {"code": code, "jpeg": base64.b64encode(target.getvalue()).decode()}


def look(draw, number: int, pattern: re.Pattern[str]) -> dict:
    """One page: its slips, or why it cannot be read."""
    allow_seconds(SECONDS)
    try:
        image = draw(number)
        return {"page": number + 1, "pieces": pieces_of(image, codes_on(image, pattern))}
    except Trouble as trouble:
        return {"page": number + 1, "trouble": str(trouble)}
    except (MemoryError, Image.DecompressionBombError):
        return {"page": number + 1, "trouble": "too_large"}
    except Exception:
        return {"page": number + 1, "trouble": "broken"}


def answer(part: dict) -> None:
    """One frame to standard output."""
    text = json.dumps(part).encode()
    sys.stdout.buffer.write(struct.pack(">I", len(text)) + text)
    sys.stdout.buffer.flush()


def main() -> None:
    """One file, page by page from `first`."""
    shut_in()
    allow_seconds(SECONDS)
    given = sys.stdin.buffer
    job = json.loads(given.read(struct.unpack(">I", given.read(4))[0]))
    pattern = re.compile(job["pattern"])
    try:
        count, draw = open_file(given.read())
        if count > PAGES:
            raise Trouble("too_many_pages")
    except Trouble as trouble:
        answer({"trouble": str(trouble)})
        return
    except MemoryError:
        answer({"trouble": "too_large"})
        return
    for number in range(job["first"], count):
        answer({**look(draw, number, pattern), "of": count})
    answer({})


if __name__ == "__main__":
    with suppress(BrokenPipeError):
        main()
