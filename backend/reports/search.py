"""Reports found by what they say, in Chinese and English (why it is done so: decisions/search-in-chinese.md).

`search_text` of the database takes a text apart: words of letters and digits, and each Chinese character,
kana and hangul by itself, with a space between. A term is found where its pieces stand side by side: the
index on `report_words` says which reports may hold it, and the text itself whether they do.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

import orjson
from pydantic import AwareDatetime, BaseModel, Field, StringConstraints
from sqlalchemy import (
    JSON,
    ColumnElement,
    FromClause,
    Integer,
    ScalarSelect,
    Select,
    Text,
    bindparam,
    cast,
    func,
    or_,
    select,
    true,
    tuple_,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY
from sqlalchemy.orm import aliased
from sqlmodel import col

from backend.database import Transaction
from backend.journal.tables import DispatchOrder, FactRow, JournalRow
from backend.journal.visible import seen_by
from backend.order.document import Order, ReportState
from backend.order.report import Content
from backend.people.actor import Actor
from backend.problems import Problem

WHERE = {"q": "abcd", "symptom": "a", "cause": "b", "part": "c"}
"""The texts that a criterion is about, as `report_words` names them: symptom, cause, parts, the rest."""
APART = 0x1100
"""A single character from here on stands apart (as `report_words` has it)."""
PREFIX = 60
"""How much of a word the index knows."""
SHOWN = 200
"""How many characters of complaint and cause are answered."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Words = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]


class Sought(BaseModel, frozen=True, extra="forbid"):
    """Which reports are asked for, and which part of the list; null narrows nothing.

    Of each, all terms must occur, which spaces part. Case and width do not matter. A word is found by its
    beginning, Chinese by characters that stand side by side; a term with signs in it, as `DF-123/4`, by what
    stands between them, side by side.
    """

    q: Words | None = Field(None, description="anywhere in the report", examples=["液压缸 DF-123"])
    model: Words | None = Field(None, description="in the model of the order's vehicle")
    symptom: Words | None = Field(None, description="in the complaint or what the inspection found")
    cause: Words | None = Field(None, description="in the cause")
    part: Words | None = Field(None, description="in name, number, serials or reason of one of its parts")
    after: Annotated[str, StringConstraints(max_length=400)] | None = Field(
        None, description="what the part before answered as `after`"
    )
    limit: int = Field(50, ge=1, le=100)

    def terms(self) -> dict[str, list[str]]:
        """The terms of each criterion that is given."""
        given = {name: getattr(self, name) or "" for name in ("model", *WHERE)}
        return {name: said.split() for name, said in given.items() if said.strip()}


class Found(BaseModel):
    """A report that was found, in its current version; 200 characters of `complaint` and of `cause`."""

    report_id: UUID
    version: int
    order_id: UUID
    order_number: str
    filed_at: AwareDatetime
    state: ReportState
    model: str = Field(description="of the vehicle")
    complaint: str
    cause: str


class FoundPage(BaseModel):
    """Reports, the last filed first; `after` is what to ask on with, null at the end."""

    reports: list[Found]
    after: str | None


class Cursor(BaseModel, frozen=True):
    """Where a page ended, by value: the fact by which the last report of it was filed, and when."""

    filed_us: int = Field(ge=0, lt=250_000_000_000_000_000, description="microseconds since 1970")
    fact_id: UUID

    @classmethod
    def read(cls, text: str) -> "Cursor":
        """The cursor that was answered as `text`. Raises `invalid_input`."""
        try:
            return cls.model_validate_json(bytes.fromhex(text))
        except ValueError:
            raise Problem("invalid_input", "after: this is no cursor of such a list") from None

    @property
    def filed_at(self) -> datetime:
        """The same as a time."""
        return EPOCH + timedelta(microseconds=self.filed_us)

    def __str__(self) -> str:
        return self.model_dump_json().encode().hex()


# What is looked for


@dataclass(frozen=True, slots=True)
class Term:
    """Pieces that stand side by side; the last one may be the beginning of a word."""

    pieces: tuple[str, ...]

    @property
    def needle(self) -> str:
        """What is in a text, as `search_text` gives it, that holds the term."""
        return f" {' '.join(self.pieces)}" + (" " if apart(self.pieces[-1]) else "")

    def lexemes(self, member: str) -> Iterator[str]:
        """What `report_words` has of a report that holds the term in this of its texts, as a tsquery."""
        pairs = list(zip(self.pieces, (*self.pieces[1:], ""), strict=True))
        if len(pairs) > 1 and all(map(apart, self.pieces[-2:])):
            pairs.pop()  # the pair before it says as much, and without reading all that begins so
        for number, (piece, following) in enumerate(pairs, 1):
            if apart(piece) and apart(following):
                yield f"'{member}{piece}{following}'"
            else:
                last = number == len(self.pieces)
                yield f"'{member}{piece[:PREFIX]}'" + (":*" if last else "")

    def asked(self, members: str) -> str:
        """The tsquery that is true of every report that holds the term in one of these texts."""
        return " | ".join(f"({' & '.join(self.lexemes(member))})" for member in members)


def apart(piece: str) -> bool:
    """Whether a piece is a character that stands apart, and no word."""
    return len(piece) == 1 and ord(piece) >= APART


async def taken_apart(tx: Transaction, terms: dict[str, list[str]]) -> dict[str, list[Term]]:
    """The terms as the database takes them apart, in one statement; signs alone are no term.

    Raises `invalid_input` for a criterion of which nothing is left.
    """
    if not terms:
        return {}
    flat = [(name, said) for name, some in terms.items() for said in some]
    said = func.unnest(cast([said for _, said in flat], ARRAY(Text))).column_valued("said")
    connection = await tx.session.connection()
    texts = (await connection.execute(select(func.search_text(said)))).scalars()
    asked: dict[str, list[Term]] = {name: [] for name in terms}
    for (name, _), text in zip(flat, texts, strict=True):
        if pieces := text.strip(" "):
            asked[name].append(Term(tuple(pieces.split(" "))))
    for name, some in asked.items():
        if not some:
            raise Problem("invalid_input", f"{name}: there is no letter and no digit to look for")
    return asked


# How it is found


def exactly(column: Any, word: str) -> ColumnElement[bool]:
    """Spelled out in the statement, so that a plan for any value may use the index of just these rows."""
    return col(column) == bindparam(None, word, literal_execute=True)


def statement(sought: Sought, terms: dict[str, list[Term]], actor: Actor) -> Select[Any]:
    """The versions that are sought, newest first, one more than the page holds.

    Each is read by itself, in the order of the page and until that is full: whether it counts, and whether it
    says what is sought. Read is what stands behind an `offset(0)`, which PostgreSQL does not look behind.
    """
    said = [(WHERE[name], term) for name, some in terms.items() if name in WHERE for term in some]
    models = terms.get("model", [])
    key = keys(sought, said, models, actor).subquery("version")
    entry, order = entry_of(key.c), order_of(key.c)
    query = (
        select(key.c.fact_id, key.c.occurred_at, entry.c.body, order.c.document, order.c.desk)
        .select_from(key.join(entry, true()).join(order, true()))
        .where(counts(key.c))
        .order_by(key.c.occurred_at.desc(), key.c.fact_id.desc())
        .limit(sought.limit + 1)
    )
    for members, term in said:
        query = query.where(or_(*(holds(entry.c.texts["abcd".index(one) + 1], term) for one in members)))
    for term in models:
        query = query.where(holds(func.search_text(order.c.model), term))
    return query


def keys(sought: Sought, said: list[tuple[str, Term]], models: list[Term], actor: Actor) -> Select[Any]:
    """Filed versions that may say what is sought, of orders that the actor may see.

    Where words are sought, in the order of the page.
    """
    filed_at, fact_id = col(FactRow.occurred_at), col(FactRow.id)
    columns: list[Any] = [
        JournalRow.order_id,
        JournalRow.seq,
        FactRow.about,
        filed_at,
        fact_id.label("fact_id"),
    ]
    query = (
        select(*columns)
        .join(FactRow, fact_id == col(JournalRow.fact_id))
        .join(DispatchOrder, col(DispatchOrder.id) == col(JournalRow.order_id))
        .where(exactly(FactRow.kind, "report.filed"), exactly(FactRow.outcome, "applied"))
        .where(exactly(JournalRow.kind, "report.filed"), seen_by(actor))
    )
    # The model is among the words of an order, which are read in a third of the time of its document. What is
    # neither ASCII nor apart was perhaps made lower-case in another way.
    words = func.lower(func.pg_catalog.normalize(col(DispatchOrder.search), "NFKC"))
    pieces = {piece for term in models for piece in term.pieces if piece.isascii() or apart(piece)}
    query = query.where(*(func.strpos(words, piece) > 0 for piece in sorted(pieces)))
    if sought.after:
        last = Cursor.read(sought.after)
        query = query.where(tuple_(filed_at, fact_id) < (last.filed_at, last.fact_id))
    if said:
        asked = " & ".join(f"({term.asked(members)})" for members, term in said)
        query = query.where(func.report_words(col(JournalRow.body)).bool_op("@@")(cast(asked, TSQUERY)))
        query = query.order_by(filed_at.desc(), fact_id.desc()).offset(0)
    return query


def entry_of(key: Any) -> FromClause:
    """A version's entry, and its texts taken apart."""
    texts = func.report_texts(col(JournalRow.body), type_=ARRAY(Text)).label("texts")
    query = select(col(JournalRow.body), texts)
    query = query.where(JournalRow.order_id == key.order_id, JournalRow.seq == key.seq)
    return query.offset(0).lateral("entry")


def order_of(key: Any) -> FromClause:
    """A version's order, and the model of its vehicle."""
    model = cast(col(DispatchOrder.document), JSON)["vehicle"]["model"].as_string().label("model")
    query = select(col(DispatchOrder.document), col(DispatchOrder.desk), model)
    return query.where(DispatchOrder.id == key.order_id).offset(0).lateral("dispatch")


def counts(key: Any) -> ScalarSelect[bool]:
    """Whether a version's entry is the one that counts of its report: the first one of the highest version.

    As a boolean, of which PostgreSQL supposes that it is true for half of them: of two keys being equal it
    supposes that it never happens, and reads all where a page is soon full.
    """
    fact, entry = aliased(FactRow), aliased(JournalRow)
    version = cast(cast(col(entry.body), JSON)["version"].as_string(), Integer)
    return (
        select(col(entry.seq) == key.seq)
        .join(fact, col(fact.id) == col(entry.fact_id))
        .where(fact.about == key.about, exactly(fact.kind, "report.filed"), exactly(fact.outcome, "applied"))
        .where(entry.order_id == key.order_id)
        .order_by(version.desc(), col(entry.seq))
        .limit(1)
        .scalar_subquery()
    )


def holds(text: Any, term: Term) -> ColumnElement[bool]:
    """Whether a text that was taken apart holds the term."""
    return func.strpos(text, term.needle) > 0


async def search_reports(tx: Transaction, sought: Sought, actor: Actor) -> FoundPage:
    """Reports of orders that the actor may see, each in its current version, the last filed first.

    Filed when the phone says that it was, as far as that can be. Raises `invalid_input` for a cursor that is
    none, and for a criterion without a letter or digit.
    """
    terms = await taken_apart(tx, sought.terms())
    connection = await tx.session.connection()
    rows = (await connection.execute(statement(sought, terms, actor))).all()
    after = None
    if len(rows) > sought.limit:
        fact_id, filed_at, *_ = rows[sought.limit - 1]
        after = str(Cursor(filed_us=(filed_at - EPOCH) // timedelta(microseconds=1), fact_id=fact_id))
    return FoundPage(reports=[found(*row[2:]) for row in rows[: sought.limit]], after=after)


def found(body: str, document: str, desk: str) -> Found:
    """A version as it is listed."""
    order, said = Order.parse(document, desk), orjson.loads(body)
    report = order.report(UUID(said["report_id"]), said["version"])
    if report is None:  # a document is the fold of its journal (`callout audit`)
        raise LookupError(f"order {order.id} does not know its report")
    content = Content.read(said["content"])
    return Found(
        report_id=report.id,
        version=report.version,
        order_id=order.id,
        order_number=order.number,
        filed_at=report.filed_at,
        state=report.state,
        model=order.vehicle.model,
        complaint=content.complaint[:SHOWN],
        cause=content.cause[:SHOWN],
    )
