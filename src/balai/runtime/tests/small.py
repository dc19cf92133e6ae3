"""A house in small for backup and restore: the tables they look at, a filling, files; and its commands to kill.

python -m balai.runtime.tests.small (backup|restore) HOME URL FILE KEY
"""

import hashlib
import os
import secrets
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import psycopg

from balai.core.keys import data_keys
from balai.runtime.backup import measure
from balai.runtime.backup.create import back_up
from balai.runtime.backup.farm import walk
from balai.runtime.backup.restore import judge, put_back
from balai.runtime.keyring.sheet import recovery_identity
from balai.runtime.problem import Problem

MIGRATIONS = {"accounts": ["0001_initial"], "cases": ["0001_initial", "0002_append_only"]}
TABLES = """
CREATE TABLE django_migrations (id bigint GENERATED ALWAYS AS IDENTITY, app text, name text);
CREATE TABLE regions_regency (region_id text);
CREATE TABLE documents_documentfile (id uuid PRIMARY KEY, path text, sha256 text);
CREATE TABLE forms_attachment (id uuid PRIMARY KEY, path text);
CREATE TABLE audit_event (id uuid PRIMARY KEY, happened_at timestamptz, facts jsonb);
CREATE TABLE balai_cache (cache_key text, value text);
CREATE TABLE filling (id bigint PRIMARY KEY, words text);
INSERT INTO regions_regency VALUES ('35.10');
INSERT INTO balai_cache VALUES ('halaman', 'simpanan');
INSERT INTO audit_event SELECT gen_random_uuid(), now(), '{"berkas": 1}' FROM generate_series(1, 50);
"""
FILLING = "INSERT INTO filling SELECT n, repeat(md5(n::text), 8) FROM generate_series(1, %s) AS n"


@dataclass(frozen=True)
class House:
    """A home with its database."""

    home: Path
    url: str

    def furnish(self, rows: int = 2000, files: int = 5) -> None:
        """Tables, rows, files and a data key."""
        self.home.mkdir(parents=True, exist_ok=True)
        data_keys(self.home)
        with psycopg.connect(self.url) as connection:
            connection.execute(TABLES)
            for app, names in MIGRATIONS.items():
                for name in names:
                    connection.execute(
                        "INSERT INTO django_migrations (app, name) VALUES (%s, %s)", [app, name]
                    )
            connection.execute(FILLING, [rows])
            for _ in range(files):
                self.add_document(connection)

    def strip(self) -> None:
        """Take everything away but the keys."""
        shutil.rmtree(self.home / "files")
        with psycopg.connect(self.url) as connection:
            connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")

    def add_document(self, connection: psycopg.Connection, size: int = 20_000) -> str:
        """A file, and then the row that names it, as Balai does it."""
        content = secrets.token_bytes(size)
        digest = hashlib.sha256(content).hexdigest()
        path = self.home / "files" / "dokumen" / digest[:2] / digest
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        name = f"dokumen/{digest[:2]}/{digest}"
        insert = "INSERT INTO documents_documentfile VALUES (gen_random_uuid(), %s, %s)"
        connection.execute(insert, [name, digest])
        return name

    def measured(self) -> measure.Measure:
        """What stands in the database."""
        with psycopg.connect(self.url) as connection:
            return measure.measure(connection)

    def table_names(self) -> list[str]:
        """The tables."""
        with psycopg.connect(self.url) as connection:
            return measure.tables(connection)

    def file_digests(self) -> dict[str, str]:
        """Every file with the digest of its content."""
        files = self.home / "files"
        return {
            path.relative_to(files).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in walk(files)
        }

    def everything(self) -> tuple[measure.Measure, dict[str, str]]:
        """Database and files, to be compared."""
        return self.measured(), self.file_digests()


def main(command: str, house: House, file: Path, key: Path) -> int:
    """Run one command; ``begin`` is printed when the work begins."""
    print("begin", flush=True)
    try:
        if command == "backup":
            back_up(house.home, house.url, file, print)
        else:
            judged = judge(house.home, file, recovery_identity(key.read_text()), MIGRATIONS, print)
            put_back(house.home, house.url, judged, replace="REPLACE" in os.environ, say=print)
    except (Problem, OSError) as problem:
        print(f"problem: {problem}", flush=True)
        return 1
    print("done", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], House(Path(sys.argv[2]), sys.argv[3]), Path(sys.argv[4]), Path(sys.argv[5])))
