"""Bugs to plant: each a way in which work in the field was lost elsewhere, and the tests that notice it.

`changes` are (exact text, which stands in `file` once, what stands there instead). At least one of `tests`
must fail on the mutant, and all of them pass without it.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mutant:
    """A planted bug: what it breaks, in words; where; and the tests that must fail, as pytest names them."""

    name: str
    breaks: str
    file: str
    changes: tuple[tuple[str, str], ...]
    tests: tuple[str, ...]


SYNC, POISON, TROUBLE = (
    "tests/sync/test_sync.py::",
    "tests/sync/test_poison.py::",
    "tests/sync/test_trouble.py::",
)
DOOR, PULL, GOLDEN = (
    "tests/journal/test_door.py::",
    "tests/sync/test_pull.py::",
    "tests/golden/test_golden.py::",
)

ANSWERED = (
    Mutant(
        "no dedupe",
        "a fact that is sent again is taken for a new one",
        "backend/journal/door.py",
        (("answered.get(said.id) or fresh.setdefault(said.id, said)", "fresh.setdefault(said.id, said)"),),
        (f"{SYNC}test_a_lost_answer_costs_nothing",),
    ),
    Mutant(
        "outcome hidden on replay",
        "a replay hears `applied`, whatever became of the fact",
        "backend/journal/door.py",
        (
            (
                "Result(said.id, first.outcome, first.code, first.detail, replayed=True",
                'Result(said.id, "applied", None, None, replayed=True',
            ),
        ),
        (f"{POISON}test_what_is_not_known_yet_is_parked_as_it_came",),
    ),
    Mutant(
        "replay not told",
        "a replay looks like a first answer",
        "backend/sync/sync.py",
        (('"replayed": result.replayed', '"replayed": False'),),
        (f"{GOLDEN}test_an_old_app_hears_what_it_was_promised",),
    ),
    Mutant(
        "id reused unnoticed",
        "other content under a used id is answered as the first",
        "backend/journal/door.py",
        (("if first.content_hash != said.content_hash:", "if False:"),),
        (f"{DOOR}test_an_id_is_used_once_and_the_first_use_stands",),
    ),
    Mutant(
        "visible_at missing",
        "the phone does not know from when on a document shows the fact",
        "backend/journal/door.py",
        (
            (
                "visible_at = visible.get(said.fact.order_id) if isinstance(said, Said) and judged.entry else None",
                "visible_at = None",
            ),
        ),
        (f"{SYNC}test_what_was_applied_can_be_seen_from_its_number_on",),
    ),
    Mutant(
        "retry dropped",
        "what was not kept for a lock is said to be refused, and the phone forgets it",
        "backend/sync/push.py",
        (('UUID(int=0), "retry", "unavailable")', 'UUID(int=0), "rejected", "unavailable")'),),
        (f"{TROUBLE}test_a_phone_whose_row_is_held_is_told_to_try_again",),
    ),
    Mutant(
        "order of facts lost",
        "after a fact that could not be kept, the later ones of its order are taken before it",
        "backend/sync/push.py",
        (("            if order_id in held:", "            if False:"),),
        (f"{TROUBLE}test_lock_trouble_on_one_order_holds_up_its_facts_in_turn_and_no_others",),
    ),
    Mutant(
        "commit after the answer",
        "a desk hears that its fact is stored before it is",
        "backend/people/api.py",
        (('Depends(transaction, scope="function")', "Depends(transaction)"),),
        (f"{SYNC}test_what_the_database_does_not_commit_is_not_said_to_be_stored",),
    ),
)

POISONED = (
    Mutant(
        "whole-batch 422",
        "one item that is no fact refuses its whole request",
        "backend/sync/envelope.py",
        (
            (
                "    except ValueError as reason:\n        return Item(\n            index, raw, fished_id(raw), None,",
                (
                    '    except ValueError as reason:\n        raise Problem("invalid_input", str(reason)) from None\n'
                    "        return Item(\n            index, raw, fished_id(raw), None,"
                ),
            ),
        ),
        (f"{POISON}test_poison_is_rejected_alone_and_kept_byte_for_byte",),
    ),
    Mutant(
        "NUL reaches the database",
        "one string that PostgreSQL cannot hold keeps its fact in the outbox for ever",
        "backend/sync/envelope.py",
        (("    if holds_nul(canonical):", "    if False:"),),
        (f"{POISON}test_poison_is_rejected_alone_and_kept_byte_for_byte[strings]",),
    ),
    Mutant(
        "poison fails the batch",
        "one fact whose rule fails keeps its neighbours in the outbox",
        "backend/sync/push.py",
        (
            (
                "    return await work.one_by_one()\n",
                "    return None, [retry(item) for item in work.envelope.items]\n",
            ),
        ),
        (f"{TROUBLE}test_a_rule_that_fails_parks_its_fact_and_no_other",),
    ),
    Mutant(
        "raw request not kept",
        "the bytes of what was refused are gone",
        "backend/sync/push.py",
        (
            (
                'if any(result.outcome != "applied" and not result.replayed for result in results):',
                "if not results:",
            ),
        ),
        (f"{POISON}test_poison_is_rejected_alone_and_kept_byte_for_byte",),
    ),
    Mutant(
        "unknown kinds rejected",
        "facts of a newer app are refused for good by an older server",
        "backend/order/decide.py",
        (('return Parked("unknown_kind", "upgrade")', 'return Rejected("unknown_kind")'),),
        (f"{POISON}test_what_is_not_known_yet_is_parked_as_it_came",),
    ),
    Mutant(
        "wrong clock refuses",
        "work is refused for what a sensor said",
        "backend/sync/envelope.py",
        (("if not sensors or not sensors <=", "if sensors or not sensors <="),),
        (f"{POISON}test_each_member_of_each_type_gets_its_own_answer",),
    ),
    Mutant(
        "colons cut anew",
        "a body of colons takes the square of its length",
        "backend/sync/envelope.py",
        (
            (
                '        if mark == b":" and (key or brackets == b"[]"):\n            continue\n        piece',
                "        piece",
            ),
            (
                '        start = at + 1\n        if mark == b":":\n            key = piece\n            continue\n',
                (
                    '        if mark == b":":\n            if brackets == b"{}" and not key:\n'
                    "                key, start = piece, at + 1\n            continue\n        start = at + 1\n"
                ),
            ),
        ),
        ("tests/sync/test_envelope.py::test_no_filling_is_looked_at_more_than_a_few_times",),
    ),
)

FED = (
    Mutant(
        "cursor past the page",
        "the cursor stands at the last row that was found, not at the last one that was sent",
        "backend/sync/pull.py",
        (
            (
                'cursor=page[-1]["seq"] if page else standing,',
                'cursor=page[-1]["seq"] + page[0]["found"] - len(page) if page else standing,',
            ),
        ),
        (f"{SYNC}test_a_bulk_reassignment_reaches_both_phones_page_by_page",),
    ),
    Mutant(
        "head read in a second statement",
        "what was written between page and head is passed over",
        "backend/sync/pull.py",
        (
            (
                "    standing = cursor if trusted else None\n",
                (
                    "    standing = cursor if trusted else None\n"
                    '    head = await sql.fetchval("SELECT max(seq) FROM feed WHERE technician_id = $1", technician_id)\n'
                ),
            ),
            (
                'cursor=page[-1]["seq"] if page else standing,',
                'cursor=head if page and page[0]["found"] == len(page) else page[-1]["seq"] if page else standing,',
            ),
        ),
        (f"{PULL}test_what_is_written_during_a_pull_comes_with_the_next",),
    ),
    Mutant(
        "page never longer than its limit",
        "a document longer than a page, and all after it, never comes",
        "backend/sync/pull.py",
        (("LEFT JOIN sized ON sized.place = 1 OR (", "LEFT JOIN sized ON ("),),
        (f"{PULL}test_a_document_longer_than_a_page_is_a_page",),
    ),
    Mutant(
        "reset ignored",
        "after a restore the phone keeps what the server no longer has",
        "backend/sync/pull.py",
        (("reset=epoch is not None and not trusted,", "reset=False,"),),
        (f"{SYNC}test_a_phone_whose_place_in_the_feed_is_not_of_this_database_begins_anew",),
    ),
    Mutant(
        "epoch not asked",
        "a cursor of another database is trusted",
        "backend/sync/pull.py",
        (("coalesce($2 = epoch AND ", "coalesce($2::text IS NOT NULL AND "),),
        (f"{SYNC}test_a_phone_whose_place_in_the_feed_is_not_of_this_database_begins_anew",),
    ),
    Mutant(
        "counters unsorted",
        "two writers who tell the same people wait for each other",
        "backend/journal/feed.py",
        (("GROUP BY technician_id ORDER BY technician_id", "GROUP BY technician_id"),),
        ("tests/journal/test_feed.py",),
    ),
    Mutant(
        "counters one by one",
        "as many statements as people, and each waits while it holds the ones before",
        "backend/journal/feed.py",
        (
            (
                "numbered = await sql.fetch(BUMP, *[list(column) for column in zip(*rows, strict=True)])",
                "numbered = [one for row in rows for one in await sql.fetch(BUMP, *[[held] for held in row])]",
            ),
        ),
        (
            "tests/journal/test_feed.py",
            f"{DOOR}test_writers_that_tell_the_same_people_in_opposite_order_do_not_deadlock",
        ),
    ),
    Mutant(
        "reassigned order resurrected",
        "a late fact brings an order back to who has left its team",
        "backend/journal/feed.py",
        (
            (
                "        team = ids(decided.orders[order_id].team)\n",
                (
                    "        team = ids(decided.orders[order_id].team)\n"
                    "        team |= {one.said.sender.staff_id for one in decided.changes if one.order.id == order_id}\n"
                ),
            ),
        ),
        (f"{DOOR}test_a_late_fact_of_who_left_brings_the_order_back_to_nobodys_phone",),
    ),
    Mutant(
        "missing tombstone",
        "who has left the team keeps the order on his phone",
        "backend/journal/feed.py",
        (
            (
                (
                    '        rows += [(gone, "order", order_id, "reassigned")'
                    " for gone in decided.teams_before[order_id] - team]\n"
                ),
                "",
            ),
        ),
        (f"{SYNC}test_a_bulk_reassignment_reaches_both_phones_page_by_page",),
    ),
    Mutant(
        "verdict not told",
        "the phone never hears what became of a parked fact",
        "backend/journal/feed.py",
        (('rows += [(reader, "verdict", judged.said.id, None) for reader in heard]', "pass"),),
        (f"{SYNC}test_a_phone_hears_what_became_of_what_was_parked",),
    ),
)

JUDGED = (
    Mutant(
        "parked for ever",
        "what waits is not judged again when what it waits for comes",
        "backend/order/decide.py",
        (("                release(decided, waits, known)\n    again", "    again"),),
        (f"{SYNC}test_a_phone_hears_what_became_of_what_was_parked",),
    ),
    Mutant(
        "credited to the sender",
        "what one person recorded counts as the work of whoever is signed in",
        "backend/order/decide.py",
        (("    if fact.actor not in (None, sender.staff_id):", "    if False:"),),
        (f"{SYNC}test_another_persons_login_does_not_speak_for_whoever_recorded_it",),
    ),
    Mutant(
        "phone's clock trusted",
        "things happened when a wrong wall clock says so",
        "backend/sync/push.py",
        (
            (
                "return moment.corrected(fact.clock, self.envelope.clock, self.now, sighted.earlier)",
                "return Moment(at=min(fact.clock.wall, self.now))",
            ),
        ),
        (f"{SYNC}test_when_it_happened_is_told_by_the_running_clock",),
    ),
    Mutant(
        "revoked phone reads",
        "a stolen phone goes on hearing of orders",
        "backend/sync/sync.py",
        (("        if actor.revoked:", "        if False:"),),
        (f"{SYNC}test_a_revoked_device_brings_what_it_holds_and_hears_nothing",),
    ),
    Mutant(
        "server's id taken",
        "an unreadable item takes the place of a fact that the server is still to make",
        "backend/sync/push.py",
        (("if item.id and item.id.version != SERVERS_IDS:", "if item.id:"),),
        (f"{SYNC}test_ids_that_the_server_makes_are_nobody_elses",),
    ),
)

MUTANTS = ANSWERED + POISONED + FED + JUDGED
