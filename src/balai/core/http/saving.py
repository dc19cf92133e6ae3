"""What a form that saves itself (``data-autosave``) is answered, the same for every form of the house."""

from collections.abc import Callable

from django.http import JsonResponse

from balai.core.errors import Conflict, Invalid, NotVisible


def answer_save(save: Callable[[], int]) -> JsonResponse:
    """200 with the version that ``save`` gives, 409 where it raises Conflict, 422 for Invalid, 404 for NotVisible."""
    try:
        return JsonResponse({"version": save()})
    except Conflict as newer:
        return JsonResponse({"message": str(newer)}, status=409)
    except Invalid as refused:
        return JsonResponse({"message": str(refused), "errors": refused.fields}, status=422)
    except NotVisible as gone:
        return JsonResponse({"message": str(gone)}, status=404)
