"""Names as a public page says them: enough to compare with the paper, too little to learn them. Pure."""

import re
from unicodedata import category, normalize

HIDDEN = "*"
STARS = 3
"""No more of them, however long a word is: its length tells something too."""
WORD = re.compile(r"[^\s·•・]+")


def masked(name: str) -> str:
    """The first letter of each word, and stars for the rest: `王**`, `M* Q***`; people and companies alike.

    A word of one character, and one that begins with anything but a letter, is hidden whole. What combines
    with a letter goes with it, and what has no shape of its own is left out.
    """
    words = [hidden(word) for word in WORD.findall(normalize("NFC", name))]
    return " ".join(word for word in words if word) or HIDDEN


def hidden(word: str) -> str:
    """One word; empty where nothing in it has a shape."""
    letters = [letter for letter in word if category(letter)[0] not in "MC"]
    if len(letters) > 1 and letters[0].isalpha():
        return letters[0] + HIDDEN * min(STARS, len(letters) - 1)
    return HIDDEN * min(STARS, len(letters))


def tail(number: str) -> str:
    """The end of a vehicle's number: its last four characters, and never more than half of it."""
    shown = min(4, len(number) // 2)
    return "…" + number[len(number) - shown :]
