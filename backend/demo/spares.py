"""A part's whole life: asked for, drawn, fitted, its old one brought back, written off, claimed, proved."""

import json
from datetime import timedelta
from io import BytesIO
from uuid import UUID, uuid4
from zipfile import ZipFile
from zoneinfo import ZoneInfo

from app_contract.phone import Fault, How, in_hand
from backend.demo import field
from backend.demo.cast import Day
from backend.demo.desk import Desk, fact
from backend.demo.reading import Document, moment, unsent
from backend.demo_data import PARTS, SUPPLIERS, made

ROLLER = "KX-4471-02"
"""The door roller's part number."""
OLD, NEW, SPARE = "ROLLER-0815", "KX4471-0301", "KX4471-0302"
"""Its serials: of the one that is worn, of the new one, of one more to be sure."""
WHY = "The door does not close; he says that its roller is worn"
IN_STOCK = PARTS[ROLLER][2]
"""Serials of rollers that were there before."""
ZONE = "Asia/Shanghai"
MAKER, _, DAYS = SUPPLIERS["kaixuan"]
CLAIM_WITHIN = timedelta(days=DAYS)
COURIER, TRACKING, FEN = "SF Express", "SF1029384756", 2300


def goods_come_in(day: Day) -> None:
    """Into the store by a numbered slip in two copies, and what it then has (S1-3.7.1, S1-3.7.2)."""
    day.tell.chapter("Rollers come in")
    rollers = {"number": ROLLER, "quantity": 2, "serials": [NEW, SPARE], "quality": "good, packing undamaged"}
    came = {"id": str(uuid4()), "supplier_id": str(made("kaixuan")), "lines": [rollers]}
    receipt = day.store.post("/receipts", came)
    again = day.store.post("/receipts", came)
    day.tell.claim(f"{receipt['number']}, sent twice, is one receipt from {MAKER}", again, receipt)
    slip = day.store.read(f"/receipts/{receipt['id']}.pdf", zone=ZONE)
    day.tell.claim("its slip is there to be printed", slip[:5], b"%PDF-")
    day.tell.claim(
        "the store has three rollers, each by its serial", lying(day, "store"), [*IN_STOCK, NEW, SPARE]
    )


def lying(day: Day, account: str) -> list[str]:
    """The serials of new rollers on an account."""
    found = listed(day.store, "/stock", number=ROLLER, account=account)
    return sorted(one["serial"] for one in found if one["condition"] == "new" and one["quantity"] > 0)


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
    day.hears("part.requested near")
    waiting = [(one["id"], one["reason"]) for one in listed(day.manager, "/requisitions", waiting="decision")]
    day.tell.claim("the manager finds it, with the reason", waiting, [(str(requisition_id), WHY)])
    [line] = requisition(day)["lines"]
    pieces = {"line_id": line["id"], "number": ROLLER, "quantity": 2, "serials": [NEW, SPARE]}
    drawn = {"requisition_id": str(requisition_id), "lines": [pieces]}
    problem = refused(day, "part.issued", drawn)
    day.tell.claim("the store gives out nothing before", problem["code"], "requisition_not_approved")
    day.say("near", "part.approved", {"requisition_id": str(requisition_id)}, day.manager)
    day.hears("part.approved near")
    decided = requisition(day)
    found = (decided["approved"]["by"], decided["lines"][0]["approved"])
    day.tell.claim(f"{day.manager.name} approves both", found, (day.manager.name, 2))


def parts_are_issued(day: Day) -> None:
    """Laid aside by serial, given out, and with the technician once he says so."""
    asked = requisition(day)
    pieces = {"line_id": asked["lines"][0]["id"], "number": ROLLER, "quantity": 2, "serials": [NEW, SPARE]}
    drawn = {"requisition_id": asked["id"], "lines": [pieces]}
    day.say("near", "part.reserved", drawn, day.store)
    aside = [line["serials"] for line in requisition(day)["reserved"]]
    day.tell.claim("the store lays two aside, by their serials", aside, [[NEW, SPARE]])
    day.tell.claim("they are there for nobody else", lying(day, "store"), [*IN_STOCK])
    day.say("near", "part.issued", drawn, day.store)
    day.hears("part.issued near")
    day.li.phone.catch_up()
    held = day.li.phone.order(day.id_of("near")) or {"requisitions": [{"issues": []}]}
    [issue] = held["requisitions"][0]["issues"]
    shown = (issue["to"], issue["received_at"], has(day))
    day.tell.claim("his phone knows what is on its way", shown, (str(day.li.phone.actor), None, []))
    day.work(day.li, "near").confirm_parts(UUID(asked["id"]), UUID(issue["id"]))
    day.li.phone.catch_up()
    day.tell.claim("he has them, and says so", has(day), [(ROLLER, 2, [NEW, SPARE])])
    day.tell.claim("nothing of it is open", listed(day.store, "/requisitions"), [])
    day.reread("near")


def listed(desk: Desk, path: str, **sought: str) -> list[Document]:
    """What a desk's list has."""
    found: list[Document] = desk.get(path, **sought)["items"]
    return found


def requisition(day: Day) -> Document:
    """Li's, as it is now."""
    [found] = day.reread("near")["requisitions"]
    return dict(found)


def refused(day: Day, kind: str, body: Document) -> Document:
    """What the storekeeper is answered, who is refused."""
    return day.store.refused(*said(day, kind, body))


def said(day: Day, kind: str, body: Document) -> tuple[str, Document]:
    """A fact of the order as it is now, and where it is said."""
    near = day.reread("near")
    return f"/orders/{near['id']}/facts", fact(near, kind, body)


def has(day: Day) -> list[tuple[str, int, list[str]]]:
    """What Li's phone shows that he has in hand."""
    phone = day.li.phone
    return [(one.number, one.quantity, sorted(one.serials)) for one in in_hand(phone.orders(), phone.actor)]


def written_off_too_early(day: Day) -> None:
    """Signed, not approved, the old part not there: the store is told what is missing (S1-3.6.2)."""
    [part] = day.reread("near")["parts"]
    problem = refused(day, "part.written_off", {"part_id": part["id"]})
    found = (problem["code"], problem["detail"])
    wanted = ("write_off_incomplete", "missing: approval, old_part")
    day.tell.claim("the store cannot write the roller off, and hears why", found, wanted)
    lacking = {one["id"]: one["lacks"] for one in listed(day.store, "/write-offs")}
    day.tell.claim("its list says the same", lacking[part["id"]], ["approval", "old_part"])


def old_part_is_sent(day: Day) -> None:
    """With its label and what it cost, which a leader approves and no phone gets (S1-3.6.3)."""
    day.tell.chapter("The old part goes home")
    day.li.phone.catch_up()
    day.tell.claim("of two rollers Li has one left", has(day), [(ROLLER, 1, [SPARE])])
    [part] = day.orders["near"]["parts"]
    owed = {one["id"]: (one["technician_name"], one["owed"]) for one in listed(day.store, "/old-parts")}
    day.tell.claim(
        "the store knows who owes the old one", owed[part["id"]], (day.orders["near"]["team"][0]["name"], 1)
    )
    label = day.store.read(f"/orders/{day.id_of('near')}/old-parts/{part['id']}/label.pdf")
    day.tell.claim("there is a label to put on it", label[:5], b"%PDF-")
    work = day.work(day.li, "near")
    voucher = work.take_photo(field.photo(day.orders["near"]["site"]["place"], "Receipt"), "document")
    work.send_old_part(part["id"], COURIER, TRACKING)
    freight_id = str(work.record_freight("old_part", UUID(part["id"]), COURIER, FEN, voucher, TRACKING))
    day.li.phone.catch_up()
    day.hears("old_part.sent near", "freight.recorded near")
    told = [one["kind"] for one in day.store.get("/notices")["items"]]
    day.tell.claim("the storekeeper is told that it is on its way", told.count("old_part.sent"), 1)
    paid = [(one["id"], one["cost"]["amount"]) for one in listed(day.manager, "/freights", open="true")]
    day.tell.claim("the manager sees what it cost", paid, [(freight_id, FEN)])
    day.reread("near")
    day.say("near", "freight.approved", {"freight_id": freight_id}, day.manager)
    day.tell.claim("and approves it", listed(day.manager, "/freights", open="true"), [])
    held = str(day.li.phone.order(day.id_of("near")))
    day.tell.claim("no phone is told the amount", (part["id"] in held, freight_id in held), (True, False))


def old_part_is_received(day: Day) -> None:
    """Found by the code on its label, and with it the order closes (S1-3.4.2Ed)."""
    near = day.reread("near")
    [part] = near["parts"]
    scanned = day.store.get("/old-parts/scan", code=f"callout/old-part/1/{near['id']}/{part['id']}")
    found = (scanned["order_number"], scanned["part"]["serial_out"], scanned["owed"])
    day.tell.claim("the store scans the label and sees what it is of", found, (near["number"], OLD, 1))
    arrived = {"part_id": part["id"], "condition": "worn, complete", "serial": OLD}
    near = day.say("near", "old_part.received", arrived, day.store)
    received = near["parts"][0]["received"]
    day.tell.claim(f"{received['by']} has it, and its serial is right", received["serial_matches"])
    day.tell.claim("the evidence is complete", near["evidence"], {"complete": True, "missing": []})
    day.tell.claim(f"{near['number']} is closed", near["state"], "closed")


def written_off(day: Day) -> None:
    """With all three there is the write-off (S1-3.6.2), and then somebody is to be asked for it."""
    day.tell.chapter("Nothing unaccounted for")
    [part] = day.reread("near")["parts"]
    ready = [one["id"] for one in listed(day.store, "/write-offs", ready="true")]
    day.tell.claim("signed, approved, the old one is here: it can be written off", ready, [part["id"]])
    day.say("near", "part.written_off", {"part_id": part["id"]}, day.store)
    off = day.orders["near"]["parts"][0]["written_off"]
    day.tell.claim(f"{day.store.name} writes it off", off["by"], day.store.name)
    there = [
        (one["part_id"], one["supplier"], one["due_at"] is not None)
        for one in listed(day.coordinator, "/claims", state="unclaimed")
    ]
    day.tell.claim("the maker is not asked for it yet", there, [(part["id"], MAKER, True)])


def claimed(day: Day) -> None:
    """Filed within the supplier's terms, and settled by the manager, who has the last word (S1-3.8, S5)."""
    [open_claim] = listed(day.coordinator, "/claims", state="unclaimed")
    claim = {"claim_id": str(uuid4())}
    named = {"part_id": open_claim["part_id"], "supplier_id": open_claim["supplier_id"]}
    near = day.say("near", "claim.opened", claim | named, day.coordinator)
    [row] = listed(day.coordinator, "/claims")
    [part] = day.orders["near"]["parts"]
    allowed = moment(row["due_at"]) - moment(part["replaced_at"])
    day.tell.claim("a claim is to be filed 30 days after the repair", allowed, CLAIM_WITHIN)
    packet = day.coordinator.read(f"/orders/{near['id']}/claims/{claim['claim_id']}/packet.zip")
    with ZipFile(BytesIO(packet)) as files:
        names, lacking = files.namelist(), json.loads(files.read("missing.json"))
        day.tell.quote(f"{len(packet) // 1024} KiB: {', '.join(names)}")
    day.tell.claim("its packet is ready to be sent, and nothing is missing in it", lacking, [])
    asked = {"reference": "KX-2026-0311", "amount": {"amount": 38000}}
    day.say("near", "claim.sent", claim | asked, day.coordinator)
    settled = {"outcome": "accepted", "recovered": {"amount": 30000}, "reason": "They allow for wear"}
    problem = day.coordinator.refused(*said(day, "claim.settled", claim | settled))
    day.tell.claim("the coordinator does not settle it", problem["code"], "role")
    day.say("near", "claim.settled", claim | settled, day.manager)
    done = [
        (one["state"], one["recovered"]["amount"]) for one in listed(day.manager, "/claims", state="settled")
    ]
    day.tell.claim("the manager does: 300.00 of 380.00 yuan are recovered", done, [("accepted", 30000)])
    day.li.phone.catch_up()
    held = str(day.li.phone.order(day.id_of("near")))
    day.tell.claim("of this no phone hears", (part["id"] in held, claim["claim_id"] in held), (True, False))


def month_is_over(day: Day) -> None:
    """The list of the month's old parts (S1-3.7.5), which every list is: a page, and a spreadsheet."""
    [part] = day.orders["near"]["parts"]
    lines = [{"number": ROLLER, "quantity": 1, "serials": [OLD], "part_id": part["id"]}]
    sent = {"id": str(uuid4()), "kind": "disposal", "to": "supplier", "supplier_id": str(made("kaixuan"))}
    day.store.post("/movements", sent | {"lines": lines})
    month = moment(day.orders["near"]["parts"][0]["received"]["at"]).astimezone(ZoneInfo(ZONE))
    path = f"/old-parts/months/{month:%Y-%m}"
    found = day.manager.get(path)
    counted = (found["received"], found["to_supplier"], [one["number"] for one in found["items"]])
    day.tell.claim("the month's list has the old roller, sent back to its maker", counted, (1, 1, [ROLLER]))
    rows = day.manager.read(path, format="csv").decode("utf-8-sig").splitlines()
    day.tell.claim("for a spreadsheet too", [ROLLER in row for row in rows], [False, True])


def nothing_is_left_over(day: Day) -> None:
    """What Li drew is written off or in his van (S1-3.7.6)."""
    places = {place: lying(day, f"{place}/{day.li.phone.actor}") for place in ("van", "transit", "fitted")}
    wanted = {"van": [SPARE], "transit": [], "fitted": []}
    day.tell.claim("of two rollers one is written off, one is in Li's van", places, wanted)
    proved = [
        (
            one["kind"],
            one["issued"] + one["came_out"],
            one["written_off"] + one["returned"],
            one["difference"],
        )
        for one in listed(day.store, "/accounts/technicians", technician=str(day.li.phone.actor))
        if one["number"] == ROLLER
    ]
    day.tell.claim(
        "and so his account says, with no difference", proved, [("new", 2, 1, 0), ("old", 1, 1, 0)]
    )


CHAPTERS = (old_part_is_sent, old_part_is_received, written_off, claimed, month_is_over, nothing_is_left_over)
