from pathlib import Path

from backend.settings import Settings

OPERATIONS = Path(__file__).parent.parent / "docs" / "operations.md"


def test_the_operations_page_lists_every_setting_as_it_is() -> None:
    def default(value: object) -> str:
        shown = str(value).lower() if isinstance(value, bool) else str(value)
        return "" if value is None else f"`{shown}`"

    expected = [
        f"| `CALLOUT_{name.upper()}` | {default(field.default)} | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    listed = [line for line in OPERATIONS.read_text().splitlines() if line.startswith("| `CALLOUT_")]
    assert listed == expected
