"""The reference phone: how an app records facts offline and syncs them (app_contract/sync.md).

It imports nothing of the backend. Read in this order: work, phone, outbox, protocol.
"""

from app_contract.phone.clock import FakeClock, Reading, SystemClock
from app_contract.phone.network import Fault, FlakyTransport
from app_contract.phone.outbox import Entry
from app_contract.phone.phone import Done, How, NotSignedIn, Phone, Refused, Sending
from app_contract.phone.protocol import Answer, Reply, Result
from app_contract.phone.work import Filed, Work, digest, points

__all__ = [
    "Answer",
    "Done",
    "Entry",
    "FakeClock",
    "Fault",
    "Filed",
    "FlakyTransport",
    "How",
    "NotSignedIn",
    "Phone",
    "Reading",
    "Refused",
    "Reply",
    "Result",
    "Sending",
    "SystemClock",
    "Work",
    "digest",
    "points",
]
