"""What the bare view sends for a number differs from request to request only where each number needs something new."""

from bench.number import marked

CALL = "UPDATE strip SET until = '2026-11-23T05:12:{second}.300100+00:00', day = '2026-11-23' WHERE number = {number}"


def test_a_second_that_follows_another_is_no_number() -> None:
    statements, kinds = marked([CALL.format(second="17", number=41)], [CALL.format(second="18", number=42)])
    before, after = CALL.format(second="17", number="|").split("|")
    assert kinds == ["number"]
    assert "".join(map(str, statements[0]["parts"])) == f"{before}0{after}"


def test_keys_and_codes_are_new_in_every_request() -> None:
    sent = "INSERT INTO visit VALUES ('{}', '{}')"
    first = sent.format("0f6f1c9a-2d53-4b5e-9a39-5c2f1f0a7a11", "A1B2-C3D4-E5F6")
    second = sent.format("5d1e6d0e-8f37-4b0c-8a53-9d8f2a1b7c22", "0A1B-2C3D-4E5F")
    statements, kinds = marked([first], [second])
    assert kinds == ["key", "code"]
    assert statements[0]["parts"] == ["INSERT INTO visit VALUES ('", 0, "', '", 1, "')"]
