"""What becomes of a signed report: sealed, printed, checked by anybody, sent back, signed anew, approved."""

import re
import time
from hashlib import sha256

import httpx

from backend.demo import field
from backend.demo.cast import POLL_S, Day
from backend.demo.desk import TIMEOUT_S, fact
from backend.demo.morning import MR_HE
from backend.demo.reading import Document

REMARKS = "Say which lot the new roller is of; the maker asks for it"


def sealed_and_printed(day: Day) -> None:
    """The server seals what the customer signed, and prints it now that all photos are there (S1-3.3.2)."""
    day.tell.chapter("What the customer has signed")
    report = on_paper(day)
    receipts = dict(day.tablet.phone.receipts(day.id_of("near")))
    signed = next(entry for entry in day.tablet.phone.entries() if entry.kind == "report.signed")
    journal = day.coordinator.get(f"/orders/{day.id_of('near')}/journal")["entries"]
    hashes = {entry["seq"]: entry["hash"] for entry in journal}
    receipt = receipts[signed.id]
    day.tell.claim("the tablet keeps a receipt of the signature", hashes[receipt.seq], receipt.hash)
    day.tell.claim("it is sealed, and the seal is of this answer", report["sealed"]["answer"], str(signed.id))
    pdf = day.manager.read(f"/reports/{day.filed.report_id}.pdf")
    day.tell.quote(f"{len(pdf) // 1024} KiB of PDF in {report['printed']['language']}; it begins {pdf[:8]!r}")
    said = report["printed"]["sha256"]
    day.tell.claim("its paper has the SHA-256 that the document says", sha256(pdf).hexdigest(), said)
    page = httpx.get(f"{day.url}/verify/{report['sealed']['verify_id']}", trust_env=False)
    good = (page.status_code, 'class="verdict good"' in page.text, said in page.text)
    day.tell.claim(
        "whoever scans its code reads, without a login, that the seal is valid", good, (200, True, True)
    )
    told = re.search(r"Mr He|\b0101\b", page.text) is not None  # a digest may have these digits inside
    day.tell.claim("the page does not say who signed in full", told, expected=False)


def on_paper(day: Day) -> Document:
    """The current version of Li's report, once its document says that it is printed."""
    until = time.monotonic() + TIMEOUT_S
    while True:
        report: Document = day.reread("near")["reports"][-1]
        if report["printed"] or time.monotonic() > until:
            return report
        time.sleep(POLL_S)


def report_is_sent_back(day: Day) -> None:
    """Submitted by the lead, sent back with remarks, which reach the phone by sync (S1-3.4.3)."""
    day.tell.chapter("Back at base")
    work = day.work(day.li, "near")
    work.leave("resolved", "New door roller; it closes again", ready_for_next=True, told="Mr He")
    work.submit(day.filed)
    day.li.phone.catch_up()
    day.hears("visit.left near", "report.submitted near")
    waiting = [one["id"] for one in day.manager.get("/orders", state="submitted")["orders"]]
    day.tell.claim("the manager finds what waits for her", waiting, [str(day.id_of("near"))])
    day.reread("near")
    named = {"report_id": str(day.filed.report_id), "version": day.filed.version}
    day.say("near", "order.sent_back", named | {"remarks": REMARKS}, day.manager)
    day.li.phone.catch_up()
    [shown] = (day.li.phone.order(day.id_of("near")) or {"reports": [{}]})["reports"]
    day.tell.claim("what she asks is on Li's phone", shown.get("sent_back"), REMARKS)


def signed_anew(day: Day) -> None:
    """A changed report needs a new signature; the older one stays as it was signed."""
    first = day.filed
    path = f"/reports/{first.report_id}.pdf"
    paper = day.manager.read(path, version=1)
    work = day.work(day.li, "near")
    changed = day.content | {"work_done": f"{day.content['work_done']}; the new one is of lot 2026-07"}
    day.filed = work.file_report(changed, first)
    work.sign(day.filed, field.signature(3), MR_HE, field.SCREEN)
    work.submit(day.filed)
    day.li.phone.catch_up()
    day.hears("report.signed near", "report.submitted near")
    states = [(one["version"], one["state"]) for one in day.reread("near")["reports"]]
    wanted = [(1, "superseded"), (2, "signed")]
    day.tell.claim("the second version, signed anew, supersedes the first", states, wanted)
    read = day.manager.get(f"/reports/{first.report_id}")
    changes = [(one["kind"], one["where"]) for one in read["changes"]]
    day.tell.claim("what changed between them is told", changes, [("changed", "/work_done")])
    kept = day.manager.read(path, version=1, sealed="true")
    day.tell.claim("the paper that was signed first is kept as it was", kept == paper)
    day.tell.claim(
        "whoever asks for it now sees that it is superseded", day.manager.read(path, version=1) != paper
    )


def report_is_approved(day: Day) -> None:
    """The manager approves the version that she read, and no other (S1-3.4.3)."""
    named = {"report_id": str(day.filed.report_id), "version": 1}
    near = day.reread("near")
    problem = day.manager.refused(f"/orders/{near['id']}/facts", fact(near, "order.approved", named))
    day.tell.claim("the superseded version cannot be approved", problem["code"], "report_unknown")
    approved = day.say("near", "order.approved", named | {"version": 2}, day.manager)
    stands = [one["approved_at"] is not None for one in approved["reports"]]
    day.tell.claim("the manager approves the second", stands, [False, True])
    day.tell.claim("the order stays open: the old part is owed", approved["state"], "submitted")
