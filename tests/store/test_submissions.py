from __future__ import annotations

from sqlalchemy import Connection, Engine

from newsdesk.store import submissions
from newsdesk.store.database import writing
from newsdesk.store.submissions import KEPT, LOST_AFTER, State, Submission
from tests.store.values import EMOJI, MINUTE, NOW, at_once

PAYLOAD = {"text": EMOJI, "base": 5_000_000_000, "links": ["https://example.org/"]}


def _create(connection: Connection, desk_id: int) -> str:
    return submissions.create(
        connection, desk_id, user="Ed", kind="news-add", payload=PAYLOAD, now=NOW
    )


def _get(connection: Connection, desk_id: int, submission_id: str) -> Submission:
    found = submissions.get(connection, desk_id, submission_id)
    assert found is not None
    return found


def test_a_new_submission_holds_what_was_typed(
    connection: Connection, desk_id: int, other_desk: int
) -> None:
    made = _create(connection, desk_id)
    assert _get(connection, desk_id, made) == Submission(
        id=made,
        user="Ed",
        kind="news-add",
        payload=PAYLOAD,
        state=State.NEW,
        result=None,
        created=NOW,
        changed=NOW,
    )
    assert submissions.get(connection, other_desk, made) is None
    assert submissions.get(connection, desk_id, made + " ") is None


def test_ids_cannot_be_guessed(connection: Connection, desk_id: int) -> None:
    made = {_create(connection, desk_id) for _ in range(20)}
    assert len(made) == 20
    assert min(map(len, made)) >= 32


def test_of_many_clicks_at_once_one_begins(engine: Engine, desk_id: int) -> None:
    with writing(engine) as connection:
        made = _create(connection, desk_id)

    def click(_number: int) -> bool:
        with writing(engine) as connection:
            return submissions.begin(connection, desk_id, made, user="Ed", now=NOW)

    assert at_once(8, click).count(True) == 1


def test_somebody_else_cannot_begin_it(connection: Connection, desk_id: int) -> None:
    made = _create(connection, desk_id)
    assert not submissions.begin(connection, desk_id, made, user="Eve", now=NOW)
    assert not submissions.begin(connection, desk_id, "unknown", user="Ed", now=NOW)
    assert _get(connection, desk_id, made).state is State.NEW


def test_what_is_done_is_never_begun_again(connection: Connection, desk_id: int) -> None:
    made = _create(connection, desk_id)
    assert submissions.begin(connection, desk_id, made, user="Ed", now=NOW)
    result = {"revid": 17}
    assert submissions.finish(connection, desk_id, made, result=result, now=NOW + MINUTE)
    done = _get(connection, desk_id, made)
    assert (done.state, done.result, done.changed) == (State.DONE, result, NOW + MINUTE)
    assert not submissions.begin(connection, desk_id, made, user="Ed", now=NOW)
    assert not submissions.finish(connection, desk_id, made, result={}, now=NOW)


def test_what_failed_can_be_begun_again(connection: Connection, desk_id: int) -> None:
    made = _create(connection, desk_id)
    submissions.begin(connection, desk_id, made, user="Ed", now=NOW)
    submissions.finish(connection, desk_id, made, result={"code": "x"}, failed=True, now=NOW)
    assert _get(connection, desk_id, made).state is State.FAILED
    assert submissions.begin(connection, desk_id, made, user="Ed", now=NOW)


def test_a_submission_whose_process_died_can_be_told_and_taken_over_once(
    engine: Engine, desk_id: int
) -> None:
    later = NOW + LOST_AFTER
    with writing(engine) as connection:
        made = _create(connection, desk_id)
        assert not _get(connection, desk_id, made).lost(later)
        submissions.begin(connection, desk_id, made, user="Ed", now=NOW)
        sent = _get(connection, desk_id, made)
        assert not sent.lost(later - MINUTE)
        assert sent.lost(later)
        assert not submissions.take_over(connection, desk_id, made, user="Ed", now=NOW)
        assert not submissions.take_over(connection, desk_id, made, user="Eve", now=later)

    def take_over(_number: int) -> bool:
        with writing(engine) as connection:
            return submissions.take_over(connection, desk_id, made, user="Ed", now=later)

    assert at_once(6, take_over).count(True) == 1


def test_pruning_takes_what_is_old(connection: Connection, desk_id: int) -> None:
    made = _create(connection, desk_id)
    assert submissions.prune(connection, now=NOW + KEPT - MINUTE) == 0
    assert submissions.prune(connection, now=NOW + KEPT) == 1
    assert submissions.get(connection, desk_id, made) is None
