"""The evening: what only a person can decide, a phone that will not send, and what the day has left open."""

import json

from backend.demo.cast import Day
from backend.demo.reading import owed, unsent


def called_off_meanwhile(day: Day) -> None:
    """Work on an order that was called off meanwhile waits for a person, whose decision is on record."""
    day.tell.chapter("Called off, and nobody told him")
    day.assign("chassis", "li")
    day.li.phone.catch_up()
    work = day.work(day.li, "chassis")
    work.accept()
    work.arrive(day.orders["chassis"]["site"]["place"])
    day.say("chassis", "order.cancelled", {"reason": "The customer towed it away"})
    day.verdicts(
        "what he did is kept, and waits",
        day.li,
        day.li.phone.sync(),
        "visit.accepted parked order_closed",
        "visit.arrived parked order_closed",
    )
    day.hears("fact.parked chassis", "fact.parked chassis")
    waiting = day.coordinator.get("/facts", outcome="parked", order=str(day.id_of("chassis")))["facts"]
    arrived = next(one for one in waiting if one["kind"] == "visit.arrived")
    day.tell.claim(
        "the coordinator reads what, by whom, and what it waits for",
        (arrived["author"]["id"], arrived["code"], arrived["waits_for"]),
        (str(day.li.phone.actor), "order_closed", "person"),
    )
    for one in waiting:
        decision = {"fact_id": one["id"], "note": "He was there; the gate camera shows him"}
        day.say("chassis", "fact.applied", decision, day.coordinator)
    day.hears(*(f"{one['kind']} chassis" for one in waiting))
    done = day.li.phone.sync()
    verdicts = [one.outcome for one in done.answer.verdicts] if done.answer else []
    day.tell.claim("his phone hears that it counts", verdicts, ["applied", "applied"])
    day.tell.claim("the order stays called off", day.reread("chassis")["state"], "cancelled")


def a_phone_that_will_not_send(day: Day) -> None:
    """What it holds comes as a file; what it sends all the same when it is mended is there once."""
    day.tell.chapter("A phone that will not send")
    day.work(day.zhang, "far").note("The owner wants the invoice by letter")
    [content] = day.zhang.phone.bundles()
    brought = day.coordinator.post("/sync/bundle", json.loads(content))
    outcomes = [one["outcome"] for one in brought["results"]]
    day.tell.claim("the coordinator brings the file that Zhang has mailed", outcomes, ["applied"])
    day.tell.claim("the phone still holds what nobody has answered it", unsent(day.zhang.phone), 1)
    day.verdicts(
        "mended, it sends that too, and it is there once",
        day.zhang,
        day.zhang.phone.sync(),
        "note.added applied replayed",
    )
    day.tell.claim("it has every document that it should have", day.zhang.phone.compare())


def what_is_owed(day: Day) -> None:
    """What the day has left open, and that the coordinator has missed nothing."""
    day.tell.chapter("In the evening")
    expected = {
        "near": [],
        "far": ["photo", "old_part"],
        "edge": ["report"],
        "chassis": ["report"],
    }
    day.tell.table(
        ("order", "state", "still owed"),
        [
            (order["number"], order["state"], ", ".join(owed(order)) or "nothing")
            for order in map(day.reread, expected)
        ],
    )
    day.tell.claim("so much is still owed", {name: owed(day.orders[name]) for name in expected}, expected)
    owing = [order["number"] for order in day.dispatcher.get("/orders", owes="true")["orders"]]
    day.tell.claim("one order waits for its old part", owing, [day.orders["far"]["number"]])
    inbox = day.coordinator.get("/notices", limit=100)["items"]
    day.tell.claim(
        f"the stream brought all {len(inbox)} notices of the inbox, in order and once each",
        ([one["seq"] for one in day.heard], day.inbox.empty()),
        ([one["seq"] for one in inbox], True),
    )


CHAPTERS = (called_off_meanwhile, a_phone_that_will_not_send, what_is_owed)
