"""What was typed wrong, in plain words that say what to type instead."""

import click
from click.exceptions import (
    BadOptionUsage,
    BadParameter,
    MissingParameter,
    NoArgsIsHelpError,
    NoSuchOption,
    UsageError,
)

ARGUMENTS = {
    "PAKET": "folder, berkas ZIP, atau nama paket di katalog langganan; `balai pack update` menyebut yang ditawarkan",
    "ALAMAT": "alamat katalognya, misalnya https://balai.contohkab.go.id/katalog/",
    "NAMA": "nama paket yang terpasang, misalnya surat-desa",
    "TUJUAN": "folder baru atau berkas .zip",
}


def sentences(error: click.ClickException) -> str:
    """The fault, and where help is."""
    if isinstance(error, NoArgsIsHelpError):
        return error.format_message()
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "balai"
    return f"balai: {_fault(error, path)}\nLihat `{path} --help`."


def _fault(error: click.ClickException, path: str) -> str:
    if isinstance(error, NoSuchOption):
        near = f" Mungkin maksudnya {', '.join(error.possibilities)}." if error.possibilities else ""
        return f"`{path}` tidak mengenal {error.option_name}.{near}"
    if isinstance(error, MissingParameter):
        return _missing(error, path)
    if isinstance(error, BadOptionUsage):
        return f"{error.option_name} memerlukan nilai di belakangnya."
    if isinstance(error, BadParameter):
        return f"{_named(error)} tidak dapat dipakai: {error.message.partition(' is not ')[0]}"
    if isinstance(error, UsageError) and error.message.startswith("No such command"):
        return f"`{path}` tidak mempunyai perintah {error.message.split(maxsplit=3)[-1].rstrip('.')}."
    if isinstance(error, UsageError) and "unexpected extra argument" in error.message:
        return (
            f"`{path}` tidak memerlukan {error.message.partition('(')[2].rpartition('(')[2].strip(').s ')}."
        )
    if isinstance(error, UsageError) and error.message == "Missing command.":
        return f"sebut perintahnya sesudah `{path}`."
    return error.format_message()


def _missing(error: MissingParameter, path: str) -> str:
    name = _named(error)
    what = ARGUMENTS.get(name, "")
    return f"`{path}` memerlukan {name}{f': {what}' if what else ''}."


def _named(error: BadParameter) -> str:
    if error.param is None or error.ctx is None:
        return str(error.param_hint or "")
    if isinstance(error.param, click.Option):
        return max(error.param.opts, key=len)
    return error.param.make_metavar(error.ctx)
