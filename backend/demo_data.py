"""What a first run begins with, so that a newcomer has something to look at: never loaded into a database
that already has people, nor into one that an operator named.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from geopy.distance import geodesic

from backend.customers.base import Base
from backend.customers.customer import Customer
from backend.customers.vehicle import Vehicle
from backend.database import Transaction
from backend.dispatch.issue import NewOrder, issue
from backend.order.policy import Policy
from backend.parts.store.book import book
from backend.parts.store.entries import Opened, Opening
from backend.parts.tables import CataloguePart, Supplier
from backend.people import passwords
from backend.people.actor import Actor
from backend.people.roles import Role
from backend.people.staff import Staff, list_staff

PASSWORD = "callout-demo"  # noqa: S105  # printed at the start, for a database on this machine alone
NAMESPACE = UUID("6d0f1c52-6f0b-4f86-9d1e-3a1f5c1b7a10")

PEOPLE = {
    "dispatcher": ("陈静 Chen Jing", Role.DISPATCHER, "wuhan"),
    "coordinator": ("刘洋 Liu Yang", Role.COORDINATOR, "wuhan"),
    "manager": ("赵敏 Zhao Min", Role.MANAGER, "wuhan"),
    "store": ("孙强 Sun Qiang", Role.STOREKEEPER, "wuhan"),
    "auditor": ("周琳 Zhou Lin", Role.AUDITOR, "wuhan"),
    "admin": ("吴磊 Wu Lei", Role.ADMIN, "wuhan"),
    "li": ("李伟 Li Wei", Role.TECHNICIAN, "wuhan"),
    "wang": ("王芳 Wang Fang", Role.TECHNICIAN, "wuhan"),
    "zhang": ("张军 Zhang Jun", Role.TECHNICIAN, "changsha"),
}
BASES = {"wuhan": ("Wuhan 武汉", 30.5928, 114.3055), "changsha": ("Changsha 长沙", 28.2282, 112.9388)}
CUSTOMERS = {
    "jianghan": ("江汉客运 Jianghan Coaches", "何经理 Mr He", "+86 27 8555 0101", "zh"),
    "yangtze": ("Yangtze Quarry", "Ms Zhou", "+86 717 622 0202", "en"),
}
VEHICLES = {
    "coach": ("jianghan", "KX-12 coach", "KX12-0004711", "鄂A 12345", date(2025, 3, 1)),
    "tipper": ("yangtze", "TP-40 tipper", "TP40-0000815", "鄂E 67890", date(2024, 9, 15)),
}
ORDERS = (
    (
        "near",
        "coach",
        "wuhan",
        62,
        80,
        "318 国道 K842, NR 318 at km 842",
        "车门关不上 The door does not close",
    ),
    ("far", "tipper", "changsha", 180, 250, "采石场 7 号 Quarry 7, gate", "车厢降不下 The body stays up"),
)
"""Name, vehicle, base to measure from, kilometres and bearing (degrees) from it, address, fault."""
SUPPLIERS = {
    "kaixuan": ("凯旋车身件 Kaixuan Body Parts", "理赔科高女士 Ms Gao, claims", 30),
    "hanyang": ("汉阳液压 Hanyang Hydraulics", "Mr Pan", 45),
}
"""Name, contact, days after the repair within which a claim is to be filed."""
PARTS: dict[str, tuple[str, str | None, Sequence[str], int]] = {
    "KX-4471-02": ("车门滚轮 Door roller", "kaixuan", ("KX4471-0291",), 0),
    "HV-2214": ("换向阀 Tipping valve", "hanyang", ("HV2214-01902", "HV2214-01903"), 0),
    "SK-2214": ("密封件 Seal kit", "hanyang", (), 12),
    "HM-46": ("液压油 Hydraulic oil, 1 l", None, (), 40),
}
"""By part number: name, supplier, and what the store has: pieces with these serials, or so many without."""


def made(name: str) -> UUID:
    """The id of a thing of the demo: the same in every installation."""
    return uuid5(NAMESPACE, name)


async def load(tx: Transaction, policy: Policy, now: datetime) -> bool:
    """Bases, people of all roles, customers, vehicles and two orders; false where people exist already."""
    if await list_staff(tx, role=None, after=None, limit=1):
        return False
    for name, (title, lat, lon) in BASES.items():
        tx.session.add(Base(id=made(name), name=title, lat=lat, lon=lon, created_at=now))
    password_hash = await passwords.hashed(PASSWORD)
    for login, (title, role, base) in PEOPLE.items():
        tx.session.add(
            Staff(
                id=made(login),
                name=title,
                login=login,
                password_hash=password_hash,
                roles=[role.value],
                base_id=made(base),
                created_at=now,
            )
        )
    for name, (title, contact, phone, language) in CUSTOMERS.items():
        customer = Customer(
            id=made(name), name=title, contact=contact, phone=phone, language=language, created_at=now
        )
        tx.session.add(customer)
    await tx.session.flush()
    for name, (owner, model, serial, plate, since) in VEHICLES.items():
        tx.session.add(
            Vehicle(
                id=made(name),
                customer_id=made(owner),
                model=model,
                serial=serial,
                plate=plate,
                in_service_on=since,
                created_at=now,
            )
        )
    await tx.session.flush()
    await load_orders(tx, policy, now)
    await load_store(tx, now)
    return True


async def load_orders(tx: Transaction, policy: Policy, now: datetime) -> None:
    """Two orders, within and beyond the service radius, reported half an hour ago."""
    dispatcher = person("dispatcher")
    for name, vehicle, base, km, bearing, address, description in ORDERS:
        _, lat, lon = BASES[base]
        site = geodesic(kilometers=km).destination((lat, lon), bearing)
        wanted = NewOrder.model_validate(
            {
                "id": made(f"order {name}"),
                "customer_id": made(VEHICLES[vehicle][0]),
                "vehicle_id": made(vehicle),
                "site": {"address": address, "place": {"lat": site.latitude, "lon": site.longitude}},
                "fault": {
                    "category": "body",
                    "description": description,
                    "reported_at": now - timedelta(minutes=30),
                },
            }
        )
        await issue(tx, wanted, dispatcher, policy, now)


async def load_store(tx: Transaction, now: datetime) -> None:
    """Suppliers, the catalogue, and something to issue."""
    for name, (title, contact, days) in SUPPLIERS.items():
        tx.session.add(Supplier(id=made(name), name=title, contact=contact, claim_days=days, created_at=now))
    await tx.session.flush()
    for number, (title, supplier, serials, _) in PARTS.items():
        tx.session.add(
            CataloguePart(
                id=made(number),
                number=number,
                name=title,
                with_serial=bool(serials),
                supplier_id=made(supplier) if supplier else None,
                warranty_days=730,
                warranty_km=200_000,
                created_at=now,
            )
        )
    await tx.session.flush()
    there = [
        Opened(line=line, number=number, quantity=len(serials) or loose, serials=[*serials])
        for line, (number, (_, _, serials, loose)) in enumerate(PARTS.items(), 1)
    ]
    await book(tx, person("store"), Opening(id=made("opening"), lines=there), now)


def person(login: str) -> Actor:
    """Somebody of the demo at a desk."""
    name, role, _ = PEOPLE[login]
    return Actor(made(login), name, frozenset({role}), made("desk"), revoked=False)
