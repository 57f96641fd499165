"""What app_contract/ says of the code, written from the code: OpenAPI, schemas of facts, vectors."""

import json
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from backend.app import create_app
from backend.contract import vectors
from backend.database import Database
from backend.order.fact import Body, Fact
from backend.order.kinds import KINDS
from backend.order.report import Content, ReportFiled
from backend.settings import Settings

FOLDER = Path(__file__).parents[2] / "app_contract"
REF = "#/$defs/{model}"


def files() -> dict[str, str]:
    """Every generated file of the contract: its path in app_contract/ and what it must hold."""
    written = {"openapi.json": as_text(openapi())}
    for (name, version), kind in sorted(KINDS.items()):
        written[f"facts/{name}.v{version}.schema.json"] = as_text(schema(name, version, kind))
    written |= {
        f"vectors/{name}": as_text(cases) for name, cases in vectors.filled(FOLDER / "vectors").items()
    }
    return written


def write(folder: Path = FOLDER) -> list[Path]:
    """Write what is not as it must be; gives what has changed."""
    wanted = {folder / name: text for name, text in files().items()}
    changed = []
    for path, text in wanted.items():
        if not path.exists() or path.read_text() != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
            changed.append(path)
    return changed


def openapi() -> dict[str, Any]:
    """The OpenAPI document of the whole API; no database is asked for it."""
    settings = Settings(token_key=SecretStr("00" * 32))
    return create_app(settings, Database("postgresql://nobody@localhost/nothing")).openapi()


def schema(name: str, version: int, kind: type[Body]) -> dict[str, Any]:
    """The JSON schema of one kind of fact, envelope and body together.

    A report's content is kept as it was signed, hence a plain object in its class; here it has its members.
    """
    body = kind.model_json_schema(ref_template=REF)
    whole = Fact.model_json_schema(ref_template=REF)
    definitions = whole.pop("$defs", {}) | body.pop("$defs", {})
    if issubclass(kind, ReportFiled):
        content = Content.model_json_schema(ref_template=REF)
        definitions |= content.pop("$defs") | {"Content": content}
        body["properties"]["content"] = {"$ref": REF.format(model="Content")}
    whole["properties"] |= {"kind": {"const": name}, "v": {"const": version}, "body": body}
    said_by = ", ".join(sorted(kind.by)) or "the server alone"
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **whole,
        "title": f"{name} v{version}",
        "description": f"{(kind.__doc__ or '').strip()}\n\nSaid by: {said_by}.",
        "$defs": definitions,
    }


def as_text(document: Any) -> str:
    """JSON as it is committed: readable, in a fixed order of members as the code has them."""
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
