"""Install a brought pack as it was chosen; a job does the work and tells how far it is."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from io import BytesIO
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from balai.core.actor import SYSTEM, Actor
from balai.core.errors import Conflict, NotAllowed
from balai.foundation.packs.access import get_arrival
from balai.foundation.packs.actions.check_arrival import still_choosable
from balai.foundation.packs.actions.install_pack import Installation, decision_of, install_pack
from balai.foundation.packs.actions.subscribe import have_told
from balai.foundation.packs.archive import unpacked
from balai.foundation.packs.manifest import PackError
from balai.foundation.packs.models import Arrival


@transaction.atomic
def choose(actor: Actor, arrival_id: UUID, sides: Mapping[str, str]) -> None:
    """Keep choices until the pack is installed: "kind/key" or "kind/key#place" with a side; others know nothing of it.

    Raises NotAllowed, NotVisible, Conflict.
    """
    row = get_arrival(actor, arrival_id, lock=True)
    _require_ready(row)
    row.choices |= still_choosable(sides, row.findings)
    row.save(update_fields=["choices"])


@transaction.atomic
def ask_to_install(actor: Actor, arrival_id: UUID, sides: Mapping[str, str]) -> None:
    """Have the pack installed as it was chosen before and with these sides. Raises NotAllowed, NotVisible, Conflict."""
    from balai.foundation.packs.tasks import install

    if not actor.second_factor:
        raise NotAllowed(_("Memasang paket memerlukan verifikasi dua langkah."))
    row = get_arrival(actor, arrival_id, lock=True)
    _require_ready(row)
    row.choices |= still_choosable(sides, row.findings)
    row.state, row.step, row.steps = Arrival.State.INSTALLING, 0, len(row.findings["counts"])
    row.save(update_fields=["state", "choices", "step", "steps", "changed_at"])
    facts = {"arrival_id": str(row.pk), "user_id": str(actor.user_id), "name": actor.name}
    transaction.on_commit(partial(install.defer, **facts, sides=dict(row.choices)))


def _require_ready(row: Arrival) -> None:
    if row.state != Arrival.State.READY:
        raise Conflict(_("Kiriman ini sedang atau sudah diproses."))


def install_arrival(actor: Actor, arrival_id: UUID, sides: Mapping[str, str]) -> None:
    """Install as chosen; refused, it waits to be compared again, with the reason. Twice does it once."""
    row = Arrival.objects.filter(pk=arrival_id, state=Arrival.State.INSTALLING).first()
    if row is None:
        return
    try:
        decision = decision_of(sides, row.findings["seen"], row.publisher_id)
        with unpacked(BytesIO(bytes(row.content))) as folder, transaction.atomic():
            done = install_pack(actor, folder, decision, partial(_tell, row.pk))
            _finish(row, done)
    except (PackError, Conflict) as error:
        findings = {**row.findings, "refused": str(error)}
        Arrival.objects.filter(pk=row.pk).update(state=Arrival.State.READY, findings=findings)


def in_the_name_of(user_id: str, name: str) -> Actor:
    """The job's actor: a page has found that this person may, and the work is done in their name."""
    return replace(SYSTEM, user_id=UUID(user_id), name=name)


def _tell(arrival_id: UUID, step: int, steps: int, doing: str) -> None:
    """How far the work is, on a second connection: the first one tells nobody before its end."""
    row = Arrival.objects.using("witness").filter(pk=arrival_id)
    row.update(step=step, steps=steps, doing=doing)


def _finish(row: Arrival, done: Installation) -> None:
    result: dict[str, Any] = {
        "changed": done.changed,
        "kept": [f"{kind}/{key}" for kind, key in done.kept],
        "merged": [f"{kind}/{key}" for kind, key in done.merged],
    }
    row.state, row.content = Arrival.State.INSTALLED, b""
    row.findings = {**row.findings, "result": result}
    row.save(update_fields=["state", "content", "findings", "changed_at"])
    if row.publisher_id:
        have_told(row.publisher_id)
