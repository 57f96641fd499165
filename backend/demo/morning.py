"""The morning: four calls, what they promise, who is sent, and what is done beyond the last mast."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import uuid4

from geopy.distance import geodesic

from app_contract.phone import Fault, How
from backend.demo import field, spares
from backend.demo.cast import Day
from backend.demo.desk import fact
from backend.demo.reading import Document, unsent
from backend.demo_data import made

MR_HE = {"signer": "Mr He", "role": "fleet manager", "phone_tail": "0101", "rating": 5}
LEVELS = 300
"""So deep does a broken app nest a note: deeper than the server reads."""


def calls_come_in(day: Day) -> None:
    """Four faults; each order says what it promises, and by which rule (S1-3.2.2, S1-3.2.3)."""
    day.tell.chapter("Four customers call")
    bases = {base["id"]: base for base in day.dispatcher.get("/bases")["items"]}
    wuhan, changsha = (bases[str(made(name))] for name in ("wuhan", "changsha"))
    edge = call(site(wuhan, 100, 0), "body", "侧板开裂 A side panel is torn") | on_the_fly(
        "Mr Qin", "KX-9 van"
    )
    lacking = edge | {"customer": {name: edge["customer"][name] for name in ("id", "name", "contact")}}
    problem = day.dispatcher.refused("/orders", lacking)
    day.tell.claim(
        "an order without the customer's phone is refused, and says what is missing (S1-3.4.1A)",
        [error["member"] for error in problem["errors"]],
        ["customer.phone"],
    )
    near = call(site(wuhan, 62, 80), "body", "车门关不上 The door does not close")
    day.issue("near", near | on_file("jianghan", "coach"))
    day.promised("62 km: on site within 24 h", "near", arrive=("S1-3.2.2a", 24, "open"))
    far = call(site(changsha, 180, 250), "body", "车厢降不下 The body stays up")
    day.issue("far", far | on_file("yangtze", "tipper"))
    day.promised("180 km: an answer within 12 h", "far", reply=("S1-3.2.2b", 12, "open"))
    day.issue("edge", edge)
    day.promised(
        "exactly at the threshold: both run until a person has looked at it",
        "edge",
        arrive=("S1-3.2.2a", 24, "open"),
        reply=("S1-3.2.2b", 12, "open"),
    )
    chassis = call(site(wuhan, 41, 200), "chassis_engine", "转向异响 The steering knocks")
    day.issue("chassis", chassis | on_the_fly("Ms Tang", "KX-12 coach"))
    day.promised(
        "a chassis fault: settled in writing within 12 h",
        "chassis",
        written_contact=("S1-3.2.3", 12, "open"),
    )


def dispatcher_answers(day: Day) -> None:
    """A confirmed distance, a reply, and a written contact, which a phone call is not."""
    day.tell.chapter("The dispatcher answers")
    day.tell.scene("She measures the way to the torn panel on her map, and it counts as within 100 km.")
    day.say("edge", "order.distance_confirmed", {"within": True})
    day.show("edge")
    day.promised(
        "the reply is withdrawn, the arrival stands",
        "edge",
        arrive=("S1-3.2.2a", 24, "open"),
        reply=("S1-3.2.2b", 12, "withdrawn"),
    )
    words = {"whom": "Ms Zhou", "text": "A technician sets out with a new valve."}
    day.say("far", "order.replied", words | {"medium": "phone"})
    day.promised("called back, the far customer has her answer", "far", reply=("S1-3.2.2b", 12, "met"))
    words = {"whom": "Ms Tang", "text": "Please do not drive it; we bring a new joint tomorrow."}
    day.say("chassis", "order.replied", words | {"medium": "phone"})
    day.promised(
        "a phone call does not settle a chassis fault",
        "chassis",
        written_contact=("S1-3.2.3", 12, "open"),
    )
    day.say("chassis", "order.replied", words | {"medium": "sms"})
    day.promised("the same words in writing do", "chassis", written_contact=("S1-3.2.3", 12, "met"))


def teams_are_sent(day: Day) -> None:
    """Teams with one lead each; the phones fetch their orders while there is a network."""
    day.tell.chapter("Teams are sent")
    near = day.orders["near"]
    candidates = day.dispatcher.get(f"/orders/{near['id']}/candidates")
    names = ", ".join(one["name"] for one in candidates)
    day.tell.claim(
        f"these could go: {names}",
        {one["id"] for one in candidates},
        {str(made(login)) for login in ("li", "wang", "zhang")},
    )
    two_leads = {"team": [{"id": str(made(login)), "lead": True} for login in ("li", "wang")]}
    problem = day.dispatcher.refused(f"/orders/{near['id']}/facts", fact(near, "order.assigned", two_leads))
    day.tell.claim("a team with two leads is refused (S1-3.4.1B)", problem["code"], "team_lead")
    day.assign("near", "li")
    day.assign("far", "zhang")
    day.assign("edge", "wang")
    day.assign("chassis", "wang", "li")
    for whose, handset, expected in (
        ("Li's phone", day.li, ("near", "chassis")),
        ("the tablet in Li's van", day.tablet, ("near", "chassis")),
        ("Wang's phone", day.wang, ("edge", "chassis")),
        ("Zhang's phone", day.zhang, ("far",)),
    ):
        handset.phone.catch_up()
        day.tell.claim(
            f"{whose} holds the orders of its team and no other",
            {order["id"] for order in handset.phone.orders()},
            {day.orders[name]["id"] for name in expected},
        )


def li_works_offline(day: Day) -> None:
    """The arrival is on the phone; photos, report and signature are on the tablet."""
    day.tell.chapter("Beyond the last mast")
    place = day.orders["near"]["site"]["place"]
    day.tell.scene("Li accepts, calls ahead, drives out and arrives. Then his phone's battery is empty.")
    work = day.work(day.li, "near")
    work.accept()
    work.contact("phone", "Mr He", "I bring a door roller; it takes twenty minutes.")
    work.depart()
    work.arrive(place)
    day.li.network.script.append(Fault.LOSE_REQUEST)
    day.tell.claim("the phone's last sync finds no network", day.li.phone.sync().how, How.UNHEARD)
    day.tell.claim("his four facts stay in its outbox", unsent(day.li.phone), 4)
    day.tell.scene("On the tablet he takes two photos and files the report. Mr He reads it and signs.")
    work = day.work(day.tablet, "near")
    for caption, purpose in (("Door roller, worn", "fault"), ("The old roller", "old_part")):
        content = field.photo(place, caption, large=purpose == "old_part")
        day.pictures[work.take_photo(content, purpose)] = content
    [_, old] = day.pictures.values()
    roller = {"name": "door roller", "number": spares.ROLLER, "source": "van"}
    roller |= {"serial_out": spares.OLD, "serial_in": spares.NEW, "photo_out": sha256(old).hexdigest()}
    day.content = field.report("The door does not close", roller, day.pictures.values())
    day.filed = work.file_report(day.content)
    work.sign(day.filed, field.signature(1), MR_HE | {"remarks": "Quick and clean"}, field.SCREEN)
    day.tell.claim("four facts stay in the tablet's outbox", unsent(day.tablet.phone), 4)


def wang_works_offline(day: Day) -> None:
    """Meanwhile her order becomes another's; she cannot know."""
    day.tell.chapter("An order changes hands")
    day.tell.scene("Wang, whose phone runs three hours slow, calls her customer, drives north and arrives.")
    work = day.work(day.wang, "edge")
    work.accept()
    work.contact("phone", "Mr Qin", "I am on my way and look at the panel.")
    work.depart()
    work.arrive(day.orders["edge"]["site"]["place"])
    day.arrived_at = datetime.now(UTC)
    day.tell.scene("Her app is a broken build: it adds a note that nobody can read. She adds a good one.")
    day.wang.phone.record(day.id_of("edge"), "note.added", {"text": nested(LEVELS)})
    work.note("Gate code 4711")
    day.tell.claim("six facts stay in her outbox", unsent(day.wang.phone), 6)
    day.tell.scene("The dispatcher cannot reach her, and gives the order to Li.")
    day.assign("edge", "li")
    held = day.wang.phone.order(day.id_of("edge")) or {"team": []}
    day.tell.claim(
        "on her phone it is still hers",
        [member["id"] for member in held["team"]],
        [str(day.wang.phone.actor)],
    )


def call(where: Document, category: str, description: str) -> Document:
    """An order as the dispatcher takes it down, without customer and vehicle: the fault is 40 minutes old."""
    reported_at = datetime.now(UTC) - timedelta(minutes=40)
    fault = {"category": category, "description": description, "reported_at": reported_at.isoformat()}
    return {"id": str(uuid4()), "site": where, "fault": fault}


def site(base: Mapping[str, Any], km: float, bearing: float) -> Document:
    """A site so far from a base."""
    point = geodesic(kilometers=km).destination((base["lat"], base["lon"]), bearing)
    place = {"lat": point.latitude, "lon": point.longitude, "datum": "wgs84"}
    return {"address": f"国道 National road, km {km + 780}, east side", "place": place}


def on_file(customer: str, vehicle: str) -> Document:
    """Customer and vehicle that the office knows."""
    return {"customer_id": str(made(customer)), "vehicle_id": str(made(vehicle))}


def on_the_fly(contact: str, model: str) -> Document:
    """Customer and vehicle that the office hears of for the first time."""
    return {
        "customer": {
            "id": str(uuid4()),
            "name": f"{contact}'s transport company",
            "contact": contact,
            "phone": "+86 27 8555 0199",
        },
        "vehicle": {"id": str(uuid4()), "model": model, "serial": f"KX-{uuid4().hex[:8].upper()}"},
    }


def nested(levels: int) -> list[Any]:
    """Lists in lists."""
    inner: list[Any] = []
    for _ in range(levels):
        inner = [inner]
    return inner


CHAPTERS = (
    calls_come_in,
    dispatcher_answers,
    teams_are_sent,
    spares.goods_come_in,
    spares.parts_are_asked_for,
    spares.parts_are_issued,
    li_works_offline,
    wang_works_offline,
)
