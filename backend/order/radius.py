"""How far it is from the nearest service base to the vehicle (S1-3.2.2)."""

from collections.abc import Sequence

from geopy.distance import geodesic

from backend.order.document import Base, Distance, Place

THRESHOLD_M = 100_000
"""The service radius in metres; exactly this far is within it (S1-3.2.2a)."""
BAND_M = 1_000
"""So close to the threshold on either side, or closer than the site is known, a person must confirm."""


def measure(site: Place | None, bases: Sequence[Base]) -> tuple[Base | None, Distance]:
    """The nearest base and its distance from `site` on the WGS-84 ellipsoid, to the metre (S1-3.2.2).

    Only bases of the site's datum are compared, equally near ones by id. Where there are none, the nearest
    of all is named with a distance that is not to be trusted: `within` stays open. `needs_confirmation` is
    set for that, for a site without coordinates, where there is no base, and near the threshold.
    """
    if site is None:
        return None, Distance(method="no_coordinates", needs_confirmation=True)
    if not bases:
        return None, Distance(method="no_base", needs_confirmation=True)
    comparable = [base for base in bases if base.place.datum is site.datum]
    metres, base = min(
        ((metres_between(site, base.place), base) for base in comparable or bases),
        key=lambda found: (found[0], found[1].id),
    )
    km = metres / 1000
    if not comparable:
        return base, Distance(km=km, method="mixed_datum", needs_confirmation=True)
    return base, Distance(
        km=km,
        within=metres <= THRESHOLD_M,
        datum=site.datum,
        method="geodesic",
        needs_confirmation=abs(metres - THRESHOLD_M) <= max(BAND_M, site.accuracy_m or 0),
    )


def metres_between(one: Place, other: Place) -> int:
    """The geodesic between two places in whole metres, as if both were of the same datum."""
    metres: float = geodesic((one.lat, one.lon), (other.lat, other.lon)).meters
    return round(metres)
