"""Draws the pictures of the shipped lessons anew: `python -m lessons.content.drawing`."""

from pathlib import Path

from . import chats, scenes

PICTURES = Path(__file__).parent.parent / "pictures"
ALL = {
    "phone-bed": scenes.phone_bed,
    "small-window": scenes.small_window,
    "soup-pot": scenes.pot,
    "three-circles": scenes.circles,
    "helping-hand": scenes.hand,
    "three-messages": chats.messages,
    "twenty-draws": chats.draws,
    "gift-ladder": chats.ladder,
}

if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    for name, draw in ALL.items():
        draw().save(PICTURES / f"{name}.png")
