"""What is wanted of the queue stands in the ids of its buttons."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.desk.queue import STATES, Wanted

NUMBERS = st.integers(0, 2**63 - 1)
GUIDELINES = st.just("") | st.from_regex(r"[a-z0-9][a-z0-9-]{0,39}", fullmatch=True)


@given(
    st.builds(
        Wanted,
        which=st.sampled_from(sorted(STATES)),
        guideline=GUIDELINES,
        member_id=NUMBERS,
        moderator_id=NUMBERS,
        older_than=st.integers(0, 60 * 24 * 400).map(lambda minutes: timedelta(minutes=minutes)),
        backwards=st.booleans(),
        edge=st.integers(0, 2**31),
    )
)
def test_what_is_written_down_fits_and_is_read_as_it_was(wanted: Wanted) -> None:
    assert len(wanted.custom_id) <= 100
    assert Wanted.read(wanted.custom_id) == wanted


@pytest.mark.parametrize("custom_id", ["", "desk:queue:x::0:0:0:>0", "desk:queue:w::0:0:>0"])
def test_what_is_no_part_of_the_queue_is_refused(custom_id: str) -> None:
    with pytest.raises(ValueError, match="no part of the queue"):
        Wanted.read(custom_id)
