"""The reference phone: how an app records facts offline and syncs them (app_contract/sync.md).

It imports nothing of the backend. Read in this order: work, phone, outbox, protocol.
"""

from app_contract.phone.clock import FakeClock, Reading, SystemClock
from app_contract.phone.documents import InHand, in_hand
from app_contract.phone.network import Fault, FlakyTransport
from app_contract.phone.outbox import Entry
from app_contract.phone.phone import Done, How, NotSignedIn, Phone, Refused, Sending
from app_contract.phone.protocol import Answer, Receipt, Reply, Result
from app_contract.phone.work import AskAgain, Filed, Screen, Work, digest, normalised, points

__all__ = [
    "Answer",
    "AskAgain",
    "Done",
    "Entry",
    "FakeClock",
    "Fault",
    "Filed",
    "FlakyTransport",
    "How",
    "InHand",
    "NotSignedIn",
    "Phone",
    "Reading",
    "Receipt",
    "Refused",
    "Reply",
    "Result",
    "Screen",
    "Sending",
    "SystemClock",
    "Work",
    "digest",
    "in_hand",
    "normalised",
    "points",
]
