"""The service radius (S1-3.2.2): nearest base, the threshold of 100 km, and when a person must confirm."""

from uuid import UUID

import pytest
from geopy.distance import geodesic
from hypothesis import given
from hypothesis import strategies as st

from backend.order.document import Base, Datum, Place
from backend.order.radius import measure

HOME = Place(lat=31.2304, lon=121.4737, accuracy_m=None)


def base(number: int, place: Place) -> Base:
    return Base(id=UUID(int=number), name=f"Base {number}", place=place)


def away(
    km: float, bearing: float = 77, *, accuracy_m: float | None = None, datum: Datum = Datum.WGS84
) -> Place:
    """The place that lies so far from HOME."""
    point = geodesic(kilometers=km).destination((HOME.lat, HOME.lon), bearing)
    return Place(lat=point.latitude, lon=point.longitude, accuracy_m=accuracy_m, datum=datum)


@pytest.mark.parametrize("bearing", [0, 45, 90, 181, 270.5])
@pytest.mark.parametrize(
    ("km", "within", "confirm"),
    [
        (0, True, False),
        (62, True, False),
        (98.999, True, False),
        (99, True, True),
        (99.999, True, True),
        (100, True, True),
        (100.001, False, True),
        (101, False, True),
        (101.001, False, False),
        (180, False, False),
    ],
)
def test_100_km_itself_is_within_and_a_kilometre_around_it_is_confirmed(
    km: float, bearing: float, *, within: bool, confirm: bool
) -> None:
    nearest, distance = measure(away(km, bearing), [base(1, HOME)])

    assert nearest == base(1, HOME)
    assert (distance.km, distance.within, distance.needs_confirmation) == (km, within, confirm)
    assert (distance.method, distance.datum) == ("geodesic", Datum.WGS84)


@pytest.mark.parametrize(
    ("km", "accuracy_m", "confirm"),
    [(97.5, 2_500, True), (97.5, 2_499, False), (102.5, 2_500, True), (98.9, 20, False), (99.5, 20, True)],
)
def test_a_site_known_less_well_than_its_way_to_the_threshold_is_confirmed(
    km: float, accuracy_m: float, *, confirm: bool
) -> None:
    _, distance = measure(away(km, accuracy_m=accuracy_m), [base(1, HOME)])

    assert distance.needs_confirmation is confirm


def test_without_coordinates_or_bases_nothing_is_measured_and_a_person_confirms() -> None:
    nowhere, unlocated = measure(None, [base(1, HOME)])
    baseless, unserved = measure(HOME, [])

    assert (nowhere, unlocated.method, unlocated.km, unlocated.within) == (None, "no_coordinates", None, None)
    assert (baseless, unserved.method, unserved.km, unserved.within) == (None, "no_base", None, None)
    assert unlocated.needs_confirmation
    assert unserved.needs_confirmation


def test_a_base_of_the_sites_own_datum_is_preferred_to_a_nearer_one_of_another() -> None:
    same, other = base(1, away(40, datum=Datum.GCJ02)), base(2, away(5))

    nearest, distance = measure(HOME.model_copy(update={"datum": Datum.GCJ02}), [other, same])

    assert (nearest, distance.km, distance.datum) == (same, 40, Datum.GCJ02)
    assert not distance.needs_confirmation


def test_where_every_base_is_of_another_datum_the_nearest_is_named_but_within_stays_open() -> None:
    far, near = base(1, away(62)), base(2, away(20, datum=Datum.BD09))

    nearest, distance = measure(HOME.model_copy(update={"datum": Datum.GCJ02}), [far, near])

    assert (nearest, distance.km, distance.within, distance.datum) == (near, 20, None, None)
    assert (distance.method, distance.needs_confirmation) == ("mixed_datum", True)


places = st.builds(
    Place,
    lat=st.floats(-90, 90),
    lon=st.floats(-180, 180),
    accuracy_m=st.none() | st.floats(0, 1_000_000),
    datum=st.sampled_from(Datum),
)


@given(site=places, at=st.lists(places, min_size=1, max_size=4), data=st.data())
def test_any_two_places_of_the_earth_can_be_measured_and_the_order_of_bases_does_not_matter(
    site: Place, at: list[Place], data: st.DataObject
) -> None:
    bases = [base(number, place) for number, place in enumerate(at)]

    nearest, distance = measure(site, bases)

    assert distance.km is not None
    assert 0 <= distance.km <= 20_004
    assert measure(site, data.draw(st.permutations(bases))) == (nearest, distance)


def test_of_equally_near_bases_the_lower_id_is_chosen() -> None:
    twins = [base(2, HOME), base(1, HOME), base(3, HOME)]

    nearest, _ = measure(away(10), twins)

    assert nearest == base(1, HOME)


def test_antipodes_are_half_the_earth_apart() -> None:
    _, distance = measure(
        HOME.model_copy(update={"lat": 0, "lon": 180}),
        [base(1, HOME.model_copy(update={"lat": 0, "lon": 0}))],
    )

    assert distance.km == pytest.approx(20_003.931, abs=0.001)
