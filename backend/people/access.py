"""Who may use which route: one table for the whole app, by operation id (design.md §8). Pure.

What a person may then see of it is a question of visibility, and what he may say in a fact is the
kind's own `by=`.
"""

from typing import Final, Literal

from backend.people.roles import DESK, EVERYONE, Role, Roles

PUBLIC: Final = "public"
"""Without signing in."""
SIGNED_IN: Roles = EVERYONE
"""Whoever has signed in, whatever the role."""
PLANNERS: Roles = frozenset({Role.DISPATCHER, Role.COORDINATOR, Role.MANAGER})
OVERSEERS: Roles = frozenset({Role.COORDINATOR, Role.MANAGER, Role.AUDITOR, Role.ADMIN})
TECHNICIANS: Roles = frozenset({Role.TECHNICIAN})
DISPATCHERS: Roles = frozenset({Role.DISPATCHER})
ADMINS: Roles = frozenset({Role.ADMIN})
STOREKEEPERS: Roles = frozenset({Role.STOREKEEPER})
PARTS_READERS: Roles = frozenset({Role.COORDINATOR, Role.MANAGER, Role.STOREKEEPER, Role.AUDITOR})
"""Who reads what parts cost and what became of them."""
PHOTOGRAPHERS: Roles = frozenset(
    {Role.TECHNICIAN, Role.DISPATCHER, Role.COORDINATOR, Role.MANAGER, Role.STOREKEEPER}
)
"""Who adds photos: the field, and desks that are sent pictures and letters."""
CUSTOMER_READERS: Roles = DESK - {Role.STOREKEEPER}
"""The store handles parts and has no use for customers' names and phones."""

ACCESS: dict[str, Roles | Literal["public"]] = {
    # the process
    "healthz": PUBLIC,
    "readyz": PUBLIC,
    "metrics": PUBLIC,
    # people
    "sign_in": PUBLIC,
    "refresh_tokens": PUBLIC,
    "who_am_i": SIGNED_IN,
    "sign_out": SIGNED_IN,
    "list_staff": DESK,
    "add_staff": ADMINS,
    "change_staff": ADMINS,
    "revoke_device": ADMINS,
    # customers
    "list_bases": SIGNED_IN,
    "add_base": ADMINS,
    "list_customers": CUSTOMER_READERS,
    "add_customer": DISPATCHERS,
    "change_customer": DISPATCHERS,
    "list_vehicles": CUSTOMER_READERS,
    "add_vehicle": DISPATCHERS,
    # orders
    "list_orders": SIGNED_IN,
    "get_order": SIGNED_IN,
    "issue_order": DISPATCHERS,
    "order_journal": DESK,
    "order_candidates": PLANNERS,
    "order_evidence": DESK,
    "say_fact": DESK,
    "list_facts": OVERSEERS,
    "list_lost_orders": OVERSEERS | DISPATCHERS,
    # the field
    "sync": TECHNICIANS,
    "sync_digest": TECHNICIANS,
    "bring_bundle": TECHNICIANS | {Role.COORDINATOR, Role.MANAGER},
    "search_reports": SIGNED_IN,
    "get_report": SIGNED_IN,
    "get_report_paper": SIGNED_IN,
    "get_signature": SIGNED_IN,
    # photos
    "put_photo": PHOTOGRAPHERS,
    "upload_abilities": PUBLIC,
    "create_upload": PHOTOGRAPHERS,
    "look_at_upload": PHOTOGRAPHERS,
    "append_to_upload": PHOTOGRAPHERS,
    "override_upload": PHOTOGRAPHERS,
    "end_upload": PHOTOGRAPHERS,
    "add_photo": PHOTOGRAPHERS - {Role.TECHNICIAN},
    "get_photo": SIGNED_IN,
    "link_photo": SIGNED_IN,
    "open_photo_link": PUBLIC,
    # the store
    "list_suppliers": DESK,
    "add_supplier": STOREKEEPERS,
    "change_supplier": STOREKEEPERS | {Role.MANAGER},
    "list_stations": DESK,
    "add_station": STOREKEEPERS,
    "list_parts": DESK,
    "add_part": STOREKEEPERS,
    "import_parts": STOREKEEPERS,
    "import_stock": STOREKEEPERS,
    "list_receipts": DESK,
    "add_receipt": STOREKEEPERS,
    "get_receipt": DESK,
    "get_receipt_slip": DESK,
    "list_movements": DESK,
    "add_movement": STOREKEEPERS,
    "list_stock": DESK,
    # parts of orders
    "list_requisitions": STOREKEEPERS | {Role.MANAGER, Role.TECHNICIAN},
    "list_old_parts": SIGNED_IN,
    "old_parts_ageing": DESK,
    "old_parts_month": PARTS_READERS,
    "scan_old_part": STOREKEEPERS | {Role.MANAGER},
    "old_part_label": SIGNED_IN,
    "list_write_offs": PARTS_READERS,
    "list_claims": PARTS_READERS,
    "claim_packet": frozenset({Role.COORDINATOR, Role.MANAGER}),
    "list_freights": PARTS_READERS,
    "technicians_accounts": PARTS_READERS | TECHNICIANS,
    # notices
    "list_notices": SIGNED_IN,
    "stream_notices": SIGNED_IN,
    "acknowledge_notice": SIGNED_IN,
    # whoever holds a report's paper
    "verify_report": PUBLIC,
    "seal_keys": PUBLIC,
}


def may(roles: Roles, operation_id: str) -> bool:
    """Whether somebody with these roles may use the operation.

    Raises KeyError for an operation that is not in ACCESS: a route was added without saying whose it is.
    """
    allowed = ACCESS[operation_id]
    return allowed == PUBLIC or not roles.isdisjoint(allowed)


def readers(operation_id: str) -> str:
    """Who may use an operation, in words."""
    allowed = ACCESS[operation_id]
    if allowed == PUBLIC:
        return "anybody, without signing in"
    if allowed == SIGNED_IN:
        return "whoever has signed in"
    return ", ".join(role for role in Role if role in allowed)
