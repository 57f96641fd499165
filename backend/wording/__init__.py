"""Every word that a customer reads, in his language: `en.po` and `zh.po` beside this file."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language."""

    language: str
    texts: dict[str, str]

    def __call__(self, msgid: str, **values: object) -> str:
        """The text of a msgid, its `{named}` placeholders filled in.

        Raises KeyError for an id that the files lack, or a placeholder without its value.
        """
        return self.texts[msgid].format_map(values)


@cache
def wording(language: str) -> Wording:
    """The words of a language, read once per process. Raises KeyError for one that has no file."""
    path = Path(__file__).with_name(f"{language}.po")
    if not path.is_file():
        raise KeyError(language)
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language, abort_invalid=True)
    return Wording(language, {str(message.id): str(message.string) for message in catalogue if message.id})
