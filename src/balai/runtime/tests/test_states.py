"""What is drawn frugally between two migrations is what Django draws when it draws everything."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.state import ProjectState, StateApps
from django.db.models import Model

from balai.runtime.states import FrugalState


def facts(apps: StateApps) -> dict[str, dict[str, Any]]:
    """What tables and queries are made of, by model."""
    return {model._meta.label: facts_of(model) for model in apps.get_models(include_auto_created=True)}


def facts_of(model: type[Model]) -> dict[str, Any]:
    return {
        "table": model._meta.db_table,
        "fields": [field_of(field) for field in model._meta.local_fields],
        "between": [field_of(field) for field in model._meta.local_many_to_many],
        "leading here": sorted(str(relation.get_accessor_name()) for relation in model._meta.related_objects),
        "indexes": [index.deconstruct() for index in model._meta.indexes],
        "constraints": [constraint.deconstruct() for constraint in model._meta.constraints],
    }  # fmt: skip


def field_of(field: Any) -> str:
    """Fields of another field are told apart by their words only."""
    return repr((field.name, field.column, field.deconstruct()[1:]))


@pytest.mark.django_db
def test_after_all_migrations_every_model_is_what_django_draws() -> None:
    executor = MigrationExecutor(connection)
    state = FrugalState(real_apps=executor.loader.unmigrated_apps)
    assert list(state.apps.get_models()) == list(StateApps(state.real_apps, {}).get_models())
    for migration, _backwards in executor.migration_plan(
        executor.loader.graph.leaf_nodes(), clean_start=True
    ):
        migration.mutate_state(state, preserve=False)
    assert facts(state.apps) == facts(StateApps(state.real_apps, state.models))


class Counting(FrugalState):
    """Notes what Django draws anew."""

    drawn: list[set[tuple[str, str]]]

    def _reload(self, related_models: set[tuple[str, str]]) -> None:
        self.drawn.append(related_models)
        super()._reload(related_models)


@pytest.fixture
def state() -> Iterator[Counting]:
    """A house with people, drawn."""
    made = Counting()
    made.drawn = []
    key = ("id", models.BigAutoField(primary_key=True))
    CreateModel("Person", [key]).state_forwards("house", made)
    assert made.apps.get_model("house.Person")
    return made


def forward(state: ProjectState, *operations: Any) -> None:
    for operation in operations:
        operation.state_forwards("house", state)


def test_what_is_new_is_drawn_alone(state: Counting) -> None:
    person = state.apps.get_model("house.Person")
    key = ("id", models.BigAutoField(primary_key=True))
    forward(
        state,
        CreateModel("Letter", [key, ("of", models.ForeignKey("house.Person", models.CASCADE))]),
        AddField("Letter", "to", models.ForeignKey("house.Person", models.CASCADE, related_name="received")),
        AddField("Person", "age", models.IntegerField(default=0)),
        AddIndex("Person", models.Index(fields=["age"], name="by_age")),
        AddConstraint("Person", models.CheckConstraint(condition=models.Q(age__gte=0), name="born")),
    )
    assert state.drawn == []
    assert state.apps.get_model("house.Person") is person
    assert facts(state.apps) == facts(StateApps(set(), state.models))
    assert facts_of(person)["leading here"] == ["letter_set", "received"]


def test_what_changes_is_drawn_by_django(state: Counting) -> None:
    person = state.apps.get_model("house.Person")
    forward(state, AddField("Person", "knows", models.ManyToManyField("house.Person")))
    assert len(state.drawn) == 1
    assert state.apps.get_model("house.Person") is not person
    assert facts(state.apps) == facts(StateApps(set(), state.models))
