"""What the tables are between two migrations, drawn anew only where something changed.

After each operation Django draws every model again that is related to the changed one, over however many steps.
Around people and units that is the whole house: nine tenths of the time in which an installation gets its tables.
Nothing leads yet to a model that is new, so it is drawn alone; a field, an index or a constraint is added to the
model as it stands. Whatever else happens to a model is left to Django.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState
from django.db.models import BaseConstraint, Field, Index, Model


class FrugalState(ProjectState):
    """Django's state of all models, with less to draw."""

    @classmethod
    def of(cls, executor: MigrationExecutor) -> "FrugalState":
        """The state of what the database has."""
        known = executor.migrate([], plan=[])
        return cls(models=known.models, real_apps=known.real_apps)

    def reload_model(self, app_label: str, model_name: str, delay: bool = False) -> None:
        if self._is_drawn() and model_name not in self.apps.all_models[app_label]:
            self.apps.render_multiple([self.models[app_label, model_name]])
        else:
            super().reload_model(app_label, model_name, delay)

    def add_field(
        self, app_label: str, model_name: str, name: str, field: "Field[Any, Any]", preserve_default: bool
    ) -> None:
        """Also a foreign key; what is more than a column of its own makes Django draw."""
        if not self._is_drawn() or field.primary_key or field.many_to_many:
            return super().add_field(app_label, model_name, name, field, preserve_default)
        with self._undrawn():
            super().add_field(app_label, model_name, name, field, preserve_default)
        added = self.models[app_label, model_name].fields[name].clone()
        self._model(app_label, model_name).add_to_class(name, added)
        self.apps.clear_cache()
        return None

    def add_index(self, app_label: str, model_name: str, index: Index) -> None:
        with self._undrawn():
            super().add_index(app_label, model_name, index)
        self._note(app_label, model_name, "indexes", index)

    def add_constraint(self, app_label: str, model_name: str, constraint: BaseConstraint) -> None:
        with self._undrawn():
            super().add_constraint(app_label, model_name, constraint)
        self._note(app_label, model_name, "constraints", constraint)

    def _note(self, app_label: str, model_name: str, name: str, added: Index | BaseConstraint) -> None:
        """Among the options of the model as it stands, if it is drawn."""
        if self._is_drawn():
            options = self._model(app_label, model_name)._meta
            setattr(options, name, [*getattr(options, name), added])

    def _model(self, app_label: str, model_name: str) -> type[Model]:
        return self.apps.get_model(app_label, model_name)

    def _is_drawn(self) -> bool:
        return "apps" in self.__dict__  # to ask for it would draw it

    @contextmanager
    def _undrawn(self) -> Iterator[None]:
        """Within: what is changed is only written down."""
        drawn = {name: self.__dict__.pop(name) for name in ("apps",) if name in self.__dict__}
        try:
            yield
        finally:
            self.__dict__.update(drawn)
