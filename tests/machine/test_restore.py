"""The runbook of a restore, with PostgreSQL's own tools, on the server that phones and desks speak to."""

from tests.machine.stage import Scene, Stage


def test_after_a_restore_the_epoch_is_new_and_no_number_is_given_twice(stage: Stage) -> None:
    with Scene(stage) as scene:
        before = scene.world.fetch("SELECT value FROM epoch")
        backup = scene.world.backup()
        lost = scene.desk.read(scene.issue())
        assert lost is not None
        scene.world.restore(backup)
        assert scene.world.fetch("SELECT value FROM epoch") != before
        assert scene.world.fetch("SELECT number FROM dispatch_order WHERE number = $1", lost["number"]) == []
        later = scene.desk.read(scene.issue())
        assert later is not None
        assert later["number"] > lost["number"]
        assert len(scene.world.fetch("SELECT id FROM dispatch_order")) == len(stage.orders) + 1
