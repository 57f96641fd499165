"""Reports are found by their words: functions that take a text apart, and an index on what was filed.

Revision: 0004, report search. Why it is done so: docs/decisions/search-in-chinese.md.
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# Written out, because what a server's locale takes for a letter depends on the server.
APART = (
    r"\u001F\u1100-\u11FF\u2E80-\u2FFF\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303C\u3040-\u309F"
    r"\u30A1-\u30FA\u30FC-\u31FF\u3400-\u4DBF\u4E00-\u9FFF\uA960-\uA97F\uAC00-\uD7FF\uE000-\uFAFF"
    r"\U0001AFF0-\U0001B16F\U00020000-\U0003FFFF"
)
"""Han with its extensions, kana, bopomofo, hangul, private use, and what stands between two members."""
BETWEEN = (
    r"\u0001-\u001E\u0020-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00A9\u00AB-\u00B4\u00B6-\u00B9\u00BB-\u00BF"
    r"\u00D7\u00F7\u2000-\u2BFF\u2E00-\u2E7F\u3000-\u3004\u3008-\u3020\u302A-\u3030\u3036-\u3037\u303D-\u303F"
    r"\u30A0\u30FB\u4DC0-\u4DFF\uFE00-\uFE6F\uFFF0-\uFFFF\U0001F000-\U0001FAFF\U000E0000-\U000E0FFF"
)
"""Spaces, punctuation, symbols, emoji, variation selectors: whatever is neither letter nor digit."""
SEARCH_TEXT = f"""
CREATE FUNCTION search_text(said text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1000
RETURN regexp_replace(
    ' ' || regexp_replace(lower(normalize(said, NFKC)), '([{APART}])', ' \\1 ', 'g') || ' ',
    '[{BETWEEN}]+', ' ', 'g'
)
"""
# Symptom, cause, parts, the rest. Whatever shape a member has, taking it apart may not fail, nor the filing.
REPORT_TEXTS = r"""
CREATE FUNCTION report_texts(body text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 3000
BEGIN ATOMIC
    WITH filed AS (SELECT CASE WHEN body LIKE '{%' THEN body::jsonb -> 'content' END AS said),
    lines AS (
        SELECT list, concat_ws(E'\u001F', line ->> 'name', line ->> 'number', line ->> 'serial_out',
                               line ->> 'serial_in', line ->> 'reason') AS line
        FROM filed, unnest(ARRAY['parts', 'compensation']) AS list,
             jsonb_array_elements(CASE jsonb_typeof(said -> list) WHEN 'array' THEN said -> list END) AS line
    ),
    texts AS (
        SELECT 'a' AS member, concat_ws(
            E'\u001F', said ->> 'complaint', said -> 'inspection' ->> 'findings'
        ) AS said FROM filed
        UNION ALL SELECT 'b', said ->> 'cause' FROM filed
        UNION ALL SELECT 'c', string_agg(line, E'\u001F') FROM lines WHERE list = 'parts'
        UNION ALL SELECT 'd', concat_ws(
            E'\u001F', said ->> 'work_done', said ->> 'advice', said -> 'inspection' ->> 'warranty_reason',
            (SELECT string_agg(line, E'\u001F') FROM lines WHERE list = 'compensation')
        ) FROM filed
    )
    SELECT array_agg(left(search_text(coalesce(said, '')), 50000) ORDER BY member) FROM texts;
END
"""
# A character that stands apart is kept with the one that follows it, so that the index alone finds what is
# written together. 60 characters of a word keep a lexeme, and 50,000 of each text keep all of them, within
# what a tsvector holds.
REPORT_WORDS = """
CREATE FUNCTION report_words(body text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 5000
BEGIN ATOMIC
    SELECT coalesce(array_to_tsvector(array_agg(member || left(word, 60))), ''::tsvector)
    FROM (
        SELECT member, CASE
            WHEN length(one) = 1 AND ascii(one) >= 4352 AND length(next) = 1 AND ascii(next) >= 4352
            THEN one || next ELSE one END AS word
        FROM unnest(report_texts(body), ARRAY['a', 'b', 'c', 'd']) AS texts(said, member),
             ROWS FROM (
                 string_to_table(btrim(said), ' '),
                 string_to_table(regexp_replace(btrim(said), '^[^ ]* ?', ''), ' ')
             ) AS pair(one, next)
    ) AS words
    WHERE word IS NOT NULL;
END
"""


def upgrade() -> None:
    """Three functions and two indexes: one by words, one by when a report was filed."""
    for function in (SEARCH_TEXT, REPORT_TEXTS, REPORT_WORDS):
        op.execute(function)
    for signature in ("search_text(text)", "report_texts(text)", "report_words(text)"):
        op.execute(f"GRANT EXECUTE ON FUNCTION {signature} TO callout_app")
    op.execute(
        "CREATE INDEX journal_report_words ON journal USING gin (report_words(body)) "
        "WHERE kind = 'report.filed'"
    )
    op.execute(
        "CREATE INDEX fact_report_filed ON fact (occurred_at, id) "
        "WHERE kind = 'report.filed' AND outcome = 'applied'"
    )


def downgrade() -> None:
    """Nobody searches reports any more."""
    op.execute("DROP INDEX fact_report_filed")
    op.execute("DROP INDEX journal_report_words")
    for signature in ("report_words(text)", "report_texts(text)", "search_text(text)"):
        op.execute(f"DROP FUNCTION {signature}")
