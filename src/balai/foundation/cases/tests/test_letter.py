"""The letter of the village: from the pack's own procedure to a signed document, in one transaction."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from balai.core.errors import Invalid
from balai.core.secret import seal
from balai.foundation.cases.api import ActInput, act
from balai.foundation.cases.effects import EffectContext
from balai.foundation.cases.issuing import facts_of
from balai.foundation.cases.models import Case
from balai.foundation.cases.procedure.checks import check_procedure
from balai.foundation.cases.tests.cast import Cast, submit
from balai.foundation.cases.tests.test_engine import snapshot

PACK = Path(__file__).parents[5] / "packs" / "surat-desa"


def entry(file: str) -> dict[str, Any]:
    """The first entry of a file of the pack."""
    return YAML(typ="safe").load(PACK / file)[0]


def test_the_procedure_of_the_pack_is_sound_and_fits_its_form_and_template() -> None:
    procedure = check_procedure(entry("procedures.yaml"))
    fields = {field["name"] for step in entry("forms.yaml")["steps"] for field in step["fields"]}
    settings = procedure.actions["tanda-tangani"].effects[0].settings
    recipes = [
        each for one in settings["facts"].values() for each in ([one] if isinstance(one, str) else one)
    ]
    named = {part.split("}")[0] for recipe in recipes for part in recipe.split("{")[1:]}
    assert named - fields == set()
    assert set(settings["facts"]) == {fact["name"] for fact in entry("documents.yaml")["facts"]}
    assert procedure.path_from("pemeriksaan")[-1].code == "terbit"


def test_recipes_take_the_first_that_is_complete(cast: Cast) -> None:
    number = seal("3510000101900001", "nik")
    card = submit(cast, data={"alamat": "Krajan", "rt": "001", "nik": number})
    case = Case.objects.unscoped().get(pk=card.id)
    recipes = {
        "alamat": "{alamat} RT {rt}",
        "usaha": ["{tempat}", "{alamat}"],
        "kosong": "{tempat}",
        "nik": "{nik}",
    }
    assert facts_of(case, recipes) == {
        "alamat": "Krajan RT 001",
        "usaha": "Krajan",
        "kosong": "",
        "nik": number,
    }


def test_a_letter_that_fails_undoes_the_decision(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from balai.foundation.cases import deciding
    from balai.foundation.cases.procedure.spec import EffectCall

    card = submit(cast)
    act(cast.operator, card.id, "teruskan", ActInput())
    before = snapshot(card.id)

    def refuse(name: str, context: EffectContext) -> None:
        raise Invalid("Data untuk surat belum lengkap.")

    action = Case.objects.unscoped().get(pk=card.id).procedure.spec.actions["tandatangani"]
    monkeypatch.setattr(deciding, "run_effect", refuse)
    object.__setattr__(action, "effects", (EffectCall("issue_document", {}),))
    with pytest.raises(Invalid, match="belum lengkap"):
        act(cast.head, card.id, "tandatangani", ActInput())
    object.__setattr__(action, "effects", ())
    assert snapshot(card.id) == before
