"""The afternoon: what was done offline comes in, late, twice and in the wrong order."""

from datetime import timedelta

from app_contract.phone import Fault, How
from backend.demo import field, paperwork, spares
from backend.demo.cast import Day
from backend.demo.desk import fact
from backend.demo.reading import flags, mib, moment, owed, unsent

CYLINDER = {
    "name": "tipping cylinder",
    "number": "TC-2290",
    "serial_out": "CYL-4711",
    "serial_in": "CYL-9904",
}
CLOCK_DOUBT = timedelta(seconds=10)
"""Of an arrival that the server reckons from a phone's uptime, where that phone is three hours slow."""


def tablet_is_back_first(day: Day) -> None:
    """The reply is lost; sent again, every fact has the verdict it had, and the signature waits."""
    day.tell.chapter("The tablet is back first")
    day.tablet.network.script.append(Fault.LOSE_REPLY)
    done = day.tablet.phone.sync()
    day.tell.claim("the server hears the tablet, its reply is lost on the way", done.how, How.UNHEARD)
    day.hears("fact.parked near")
    day.tell.claim("the tablet holds all four facts as before", unsent(day.tablet.phone), 4)
    day.verdicts(
        "sent again, all are known; the signature waits, for nobody has arrived yet (S1-3.3.2)",
        day.tablet,
        day.tablet.phone.sync(),
        "photo.taken applied replayed",
        "photo.taken applied replayed",
        "report.filed applied replayed",
        "report.signed parked replayed before_arrival",
    )
    states = [report["state"] for report in day.reread("near")["reports"]]
    day.tell.claim("the order has one report, and it is not signed", states, ["filed"])


def phone_follows(day: Day) -> None:
    """A request that arrives twice; the arrival heals the signature; the coordinator's stream resumes."""
    day.tell.chapter("Li's phone is charged")
    day.tell.scene("Just then the coordinator's connection breaks.")
    day.inbox.cut()
    day.li.network.script.append(Fault.TWICE)
    day.verdicts(
        "the network delivers the request twice, and nothing happens twice",
        day.li,
        day.li.phone.sync(),
        "visit.accepted applied replayed",
        "visit.contacted applied replayed",
        "visit.departed applied replayed",
        "visit.arrived applied replayed",
    )
    near = day.reread("near")
    day.tell.claim("there is one visit and one call", (len(near["visits"]), len(near["contacts"])), (1, 1))
    day.promised("Li arrived in time", "near", arrive=("S1-3.2.2a", 24, "met"))
    day.tell.claim("with the arrival, the waiting signature applied itself", near["state"], "signed")
    last = str(day.heard[-1]["seq"])
    day.tell.scene("The coordinator's connection is back.")
    day.inbox.restore()
    day.hears("visit.accepted near", "visit.arrived near", "report.signed near")
    day.tell.claim(
        f"the stream went on after event {last}, the last one before the break",
        day.inbox.began_after,
        ["0", last],
    )


def photos_follow(day: Day) -> None:
    """The bytes travel apart from the facts, and go on where the network broke; the coordinator watches."""
    day.tell.chapter("The photos")
    near, tablet = day.orders["near"], day.tablet
    day.tell.claim("two photos and the old part are owed", owed(near), ["photo", "photo", "old_part"])
    done = tablet.phone.sync()
    verdicts = [one.outcome for one in done.answer.verdicts] if done.answer else []
    day.tell.claim("the tablet learns that its signature applies", verdicts, ["applied"])
    small, large = day.pictures
    tablet.phone.send_photo()
    day.tell.claim("the small photo goes at once", tablet.phone.photo_state(small), "stored")
    size, received = len(day.pictures[large]), 0
    for _ in range(2):
        tablet.phone.send_photo()
        tablet.network.script.append(Fault.CUT)
        cut = tablet.phone.send_photo().how
        day.tell.claim(f"the network goes in the midst of the other, of {mib(size)}", cut, How.UNHEARD)
        received = day.awaits(large, received)
        day.tell.scene("The tablet is switched off and on again.")
        tablet.restart()
    tablet.phone.catch_up()
    place = near["site"]["place"]
    for photo_id, content in day.pictures.items():
        day.tell.claim("the tablet may forget a photo", tablet.phone.photo_state(photo_id), "stored")
        original = day.coordinator.photo(photo_id)
        day.tell.claim(f"the coordinator has its {len(original)} bytes as they were", original == content)
        day.tell.claim(
            "its EXIF says that it was taken at the site",
            field.position_in(original),
            (round(place["lat"], 4), round(place["lon"], 4)),
        )
    evidence = day.coordinator.get(f"/orders/{near['id']}/evidence")
    counted = (evidence["stored"], evidence["announced"], evidence["awaited"])
    day.tell.claim("2 of 2 photos are there", counted, (2, 2, []))
    day.tell.claim("now only the old part is owed", owed(day.reread("near")), ["old_part"])


def late_news(day: Day) -> None:
    """Work done unaware of a reassignment is credited, flagged, and told of; a poisoned fact stands alone."""
    day.tell.chapter("Late news from Wang")
    day.verdicts(
        "her work is credited; the unreadable note is refused, and harms none beside it",
        day.wang,
        day.wang.phone.sync(),
        "visit.accepted applied",
        "visit.contacted applied",
        "visit.departed applied",
        "visit.arrived applied",
        "note.added rejected unreadable",
        "note.added applied",
    )
    day.hears("visit.accepted edge", "visit.arrived edge", "double_visit edge", "fact.rejected")
    edge = day.coordinator.get(f"/orders/{day.id_of('edge')}")
    visits = [(visit["technician"], visit["after_reassignment"]) for visit in edge["visits"]]
    day.tell.claim("her visit says that it came after", visits, [(str(day.wang.phone.actor), True)])
    day.tell.claim("and is flagged for the coordinator", flags(edge), {"after_reassignment"})
    off = abs(moment(edge["visits"][0]["arrived_at"]) - day.arrived_at)
    day.tell.claim("her arrival has the right time, by a clock three hours slow", off < CLOCK_DOUBT)
    arrived = [one["verdict"] for one in edge["deadlines"] if one["obligation"] == "arrive"]
    day.tell.claim("it meets the deadline, whoever's the order is by now", arrived, ["met"])
    day.tell.claim("the order is off her phone", day.wang.phone.order(day.id_of("edge")) is None)
    day.li.phone.catch_up()
    day.tell.claim("and on Li's", day.li.phone.order(day.id_of("edge")), edge)


def supplier_is_needed(day: Day) -> None:
    """New knowledge changes what is promised; what was done before counts (S1-3.2.2b)."""
    day.tell.chapter("The supplier turns out to be needed")
    path, needed = f"/orders/{day.id_of('edge')}/facts", {"supplier_needed": True}
    problem = day.dispatcher.refused(path, fact(day.orders["edge"], "order.amended", needed))
    day.tell.claim("a screen from before Wang's news may not amend", problem["code"], "stale_version")
    day.reread("edge")
    day.say("edge", "order.amended", needed)
    day.show("edge")
    day.promised(
        "now an answer is due instead, and Wang's call this morning was one",
        "edge",
        arrive=("S1-3.2.2a", 24, "withdrawn"),
        reply=("S1-3.2.2b", 12, "met"),
    )


def large_problem(day: Day) -> None:
    """Reported at once, decided by the manager, and back on the technician's phone (S1-3.4.2Ec)."""
    day.tell.chapter("A large problem, far away")
    work, place = day.work(day.zhang, "far"), day.orders["far"]["site"]["place"]
    work.accept()
    work.depart(place)
    work.arrive(place)
    work.escalate("The frame is bent", "A new cylinder now, the frame in the workshop", "A tipper to borrow")
    day.zhang.phone.catch_up()
    day.hears("visit.accepted far", "visit.arrived far", "visit.escalated far")
    urgent = [one["kind"] for one in day.manager.get("/notices")["items"] if one["urgent"]]
    day.tell.claim("the manager is told, urgently", urgent, ["visit.escalated"])
    [escalation] = day.reread("far")["escalations"]
    decision = {"escalation_id": escalation["id"], "decision": "Do so; lend him ours for a week"}
    day.say("far", "order.decided", decision, day.manager)
    day.hears("order.decided far")
    day.zhang.phone.catch_up()
    shown = (day.zhang.phone.order(day.id_of("far")) or {"escalations": []})["escalations"]
    day.tell.claim(
        f"{day.manager.name}'s decision is on Zhang's phone",
        [(one["decision"], one["decided_by"]) for one in shown],
        [(decision["decision"], day.manager.name)],
    )
    content = field.photo(place, "Bent frame")
    photo_id = work.take_photo(content, "fault")
    filed = work.file_report(field.report("The body stays up", CYLINDER, [content]))
    answer = {"signer": "Ms Zhou", "role": "owner", "phone_tail": "0102", "rating": 4}
    work.sign(filed, field.signature(2), answer, field.SCREEN)
    work.leave("resolved", "It tips again; the frame comes in next week", ready_for_next=True)
    day.zhang.phone.sync()
    day.hears("part_unexplained far", "report.signed far", "visit.left far")
    day.tell.claim(
        "a cylinder that nobody drew does not keep his report waiting",
        flags(day.reread("far")),
        {"part_unexplained"},
    )
    day.zhang.network.script.append(Fault.LOSE_REQUEST)
    day.tell.claim("the photo meets a hole in the network", day.zhang.phone.send_photo().how, How.UNHEARD)
    day.tell.claim("the phone keeps it", day.zhang.phone.photo_state(photo_id), "kept")


CHAPTERS = (
    tablet_is_back_first,
    phone_follows,
    photos_follow,
    paperwork.sealed_and_printed,
    late_news,
    supplier_is_needed,
    large_problem,
    paperwork.report_is_sent_back,
    paperwork.signed_anew,
    spares.written_off_too_early,
    paperwork.report_is_approved,
    *spares.CHAPTERS,
)
