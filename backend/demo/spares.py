"""A part's whole life: asked for, drawn, fitted, its old one brought back, written off, claimed, proved."""

from typing import Any
from uuid import UUID

from app_contract.phone import Fault, How, in_hand
from backend.demo import field
from backend.demo.cast import Day
from backend.demo.desk import fact
from backend.demo.reading import Document, unsent

ROLLER = "KX-4471-02"
"""The door roller's part number."""
OLD, NEW, SPARE = "ROLLER-0815", "KX4471-0301", "KX4471-0302"
"""Its serials: of the one that is worn, of the new one, of one more to be sure."""
WHY = "The door does not close; he says that its roller is worn"
COURIER, TRACKING, FEN = "SF Express", "SF1029384756", 2300


def parts_are_asked_for(day: Day) -> None:
    """Nothing is drawn without the reason and a manager's approval (S1-3.6.1, S1-3.7.4)."""
    day.tell.chapter("Li needs a part")
    work = day.work(day.li, "near")
    asked = {"name": "door roller", "number": ROLLER, "quantity": 2}
    requisition_id = work.request_parts(WHY, asked)
    day.li.network.script.append(Fault.LOSE_REQUEST)
    day.tell.claim("in the garage there is no network", day.li.phone.sync().how, How.UNHEARD)
    day.tell.claim("his request waits in the outbox", unsent(day.li.phone), 1)
    day.li.phone.catch_up()
    [line] = requisition(day)["lines"]
    pieces = {"line_id": line["id"], "number": ROLLER, "quantity": 2, "serials": [NEW, SPARE]}
    drawn = {"requisition_id": str(requisition_id), "lines": [pieces]}
    problem = refused(day, "part.issued", drawn)
    day.tell.claim("the store gives out nothing before", problem["code"], "requisition_not_approved")
    day.say("near", "part.approved", {"requisition_id": str(requisition_id)}, day.manager)
    decided = requisition(day)
    found = (decided["reason"], decided["approved"]["by"], decided["lines"][0]["approved"])
    wanted = (WHY, day.manager.name, 2)
    day.tell.claim(f"{day.manager.name} reads why, and approves both", found, wanted)


def parts_are_issued(day: Day) -> None:
    """Laid aside by serial, given out, and with the technician once he says so."""
    asked = requisition(day)
    pieces = {"line_id": asked["lines"][0]["id"], "number": ROLLER, "quantity": 2, "serials": [NEW, SPARE]}
    drawn = {"requisition_id": asked["id"], "lines": [pieces]}
    day.say("near", "part.reserved", drawn, day.store)
    aside = [line["serials"] for line in requisition(day)["reserved"]]
    day.tell.claim("the store lays two aside, by their serials", aside, [[NEW, SPARE]])
    day.say("near", "part.issued", drawn, day.store)
    day.li.phone.catch_up()
    held = day.li.phone.order(day.id_of("near")) or {"requisitions": [{"issues": []}]}
    [issue] = held["requisitions"][0]["issues"]
    shown = (issue["to"], issue["received_at"], has(day))
    day.tell.claim("his phone knows what is on its way", shown, (str(day.li.phone.actor), None, []))
    day.work(day.li, "near").confirm_parts(UUID(asked["id"]), UUID(issue["id"]))
    day.li.phone.catch_up()
    day.tell.claim("he has them, and says so", has(day), [(ROLLER, 2, [NEW, SPARE])])
    day.reread("near")


def requisition(day: Day) -> Document:
    """Li's, as it is now."""
    [found] = day.reread("near")["requisitions"]
    return dict(found)


def refused(day: Day, kind: str, body: Document) -> Document:
    """What the storekeeper is answered, who is refused."""
    near = day.reread("near")
    return day.store.refused(f"/orders/{near['id']}/facts", fact(near, kind, body))


def has(day: Day) -> list[tuple[str, int, list[str]]]:
    """What Li's phone shows that he has in hand."""
    phone = day.li.phone
    return [(one.number, one.quantity, sorted(one.serials)) for one in in_hand(phone.orders(), phone.actor)]


def written_off_too_early(day: Day) -> None:
    """Signed, not approved, the old part not there: the store is told what is missing (S1-3.6.2)."""
    [part] = day.reread("near")["parts"]
    problem = refused(day, "part.written_off", {"part_id": part["id"]})
    said = (problem["code"], problem["detail"])
    wanted = ("write_off_incomplete", "missing: approval, old_part")
    day.tell.claim("the store cannot write the roller off, and hears why", said, wanted)


def old_part_goes_home(day: Day) -> None:
    """Sent with what it cost, received, and with it the order closes (S1-3.4.2Ed, S1-3.6.3)."""
    day.tell.chapter("The old part goes home")
    day.li.phone.catch_up()
    day.tell.claim("of two rollers Li has one left", has(day), [(ROLLER, 1, [SPARE])])
    [part] = day.orders["near"]["parts"]
    work = day.work(day.li, "near")
    voucher = work.take_photo(field.photo(day.orders["near"]["site"]["place"], "Receipt"), "document")
    work.send_old_part(part["id"], COURIER, TRACKING)
    freight_id = work.record_freight("old_part", UUID(part["id"]), COURIER, FEN, voucher, TRACKING)
    day.li.phone.catch_up()
    day.hears("old_part.sent near")
    told = [one["kind"] for one in day.store.get("/notices")["items"]]
    day.tell.claim("the storekeeper is told that it is on its way", told, ["old_part.sent"])
    day.reread("near")
    day.say("near", "freight.approved", {"freight_id": str(freight_id)}, day.manager)
    held = str(day.li.phone.order(day.id_of("near")))
    day.tell.claim("what it cost is on no phone", str(freight_id) in held, expected=False)
    arrived = {"part_id": part["id"], "condition": "worn, complete", "serial": part["serial_out"]}
    near = day.say("near", "old_part.received", arrived, day.store)
    received = near["parts"][0]["received"]
    day.tell.claim(f"{received['by']} has it, and its serial is right", received["serial_matches"])
    day.tell.claim("the evidence is complete", near["evidence"], {"complete": True, "missing": []})
    day.tell.claim(f"{near['number']} is closed", near["state"], "closed")


def written_off(day: Day) -> None:
    """With all three there is the write-off, and with it the claim on the supplier (S1-3.6.2, S1-3.8)."""
    day.tell.chapter("Nothing unaccounted for")
    [part] = day.reread("near")["parts"]
    near = day.say("near", "part.written_off", {"part_id": part["id"]}, day.store)
    off: Any = near["parts"][0]["written_off"]
    day.tell.claim("now the roller is written off", off["by"], day.store.name)
