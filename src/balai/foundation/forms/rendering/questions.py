"""Questions whose answers nobody keeps: asked on one page, answered in its address."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from balai.foundation.forms.examine import Examination, examine
from balai.foundation.forms.raw import read_post
from balai.foundation.forms.rendering.boxes import Typed, plain_boxes
from balai.foundation.forms.spec import FormSpec


@dataclass(frozen=True)
class Questions:
    """What was sent, and what came of it."""

    spec: FormSpec
    typed: Mapping[str, Any]
    judged: Examination

    def render(self, request: HttpRequest, *, with_faults: bool) -> SafeString:
        """The questions as the inside of a form; the page brings the form and its buttons."""
        errors = self.judged.errors if with_faults else {}
        fields = list(self.spec.fields())
        drawn = list(plain_boxes(fields, Typed(self.typed, errors), self.judged))
        return render_to_string("forms/questions.html", {"boxes": drawn, "errors": errors}, request)


def read_questions(spec: FormSpec, data: QueryDict | Mapping[str, Any]) -> Questions:
    """The answers as they were sent (or as they were kept), judged."""
    typed = read_post(spec.fields(), data, {}) if isinstance(data, QueryDict) else dict(data)
    return Questions(spec, typed, examine(spec, typed))
