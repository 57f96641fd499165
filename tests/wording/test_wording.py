import re
from collections import Counter
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest
from babel.messages.pofile import read_po

import backend
from backend.order.document import Language
from backend.wording import wording

FOLDER = Path(backend.__file__).parent
LANGUAGES: tuple[Language, ...] = get_args(Language)
SOURCES = [path for suffix in ("py", "typ", "html") for path in FOLDER.rglob(f"*.{suffix}")]


def placeholders(text: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(text) if field is not None}


def test_a_text_is_found_by_its_id_and_its_placeholders_are_filled_in() -> None:
    assert wording("en")("paper.page", page=2, pages=3) == "Page 2 of 3"
    assert wording("zh")("paper.page", page="{0}", pages="%s") == "第 {0} 页，共 %s 页"


@pytest.mark.parametrize("msgid", ["paper.page", "nothing", ""])
def test_an_id_or_a_value_that_is_missing_is_never_passed_over(msgid: str) -> None:
    with pytest.raises(KeyError):
        wording("en")(msgid)


def test_a_language_without_a_file_has_no_words() -> None:
    with pytest.raises(KeyError):
        wording("de")


def test_every_language_has_the_same_ids_with_the_same_placeholders_and_none_is_empty() -> None:
    assert {path.stem for path in (FOLDER / "wording").glob("*.po")} == {*LANGUAGES}
    texts = [wording(language).texts for language in LANGUAGES]
    first, *others = ({key: placeholders(text) for key, text in one.items()} for one in texts)
    assert all(other == first for other in others)
    assert [key for one in texts for key, text in one.items() if not text.strip()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_says_each_thing_once_and_surely(language: Language) -> None:
    path = FOLDER / "wording" / f"{language}.po"
    keys = Counter(re.findall(r'^msgid "(.+)"$', path.read_text(encoding="utf-8"), re.MULTILINE))
    assert [key for key, times in keys.items() if times > 1] == []
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []
    assert not catalogue.obsolete


def test_every_id_is_used() -> None:
    """In a module or template: whole, or by the words before its last dot, as in `f"paper.cause.{cause}"`."""
    said = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    used = {*re.findall(r"[a-z_]+(?:\.[a-z_0-9]+)+", said)}
    families = {*re.findall(r"[\"']([a-z_.]+)\.[{\"']", said)}
    texts = wording(LANGUAGES[0]).texts
    assert [key for key in texts if not {key} & used and key.rpartition(".")[0] not in families] == []
