"""A push process in small, for the tests to follow, starve and kill: its contents are the rows of one table."""

import os
import sys
from collections.abc import Collection

import psycopg

from balai.core.live import Topic
from balai.runtime.push import application, channel, process

TABLES = """
    CREATE TABLE board (code text PRIMARY KEY, place text, content text);
    CREATE TABLE readings (place text);
"""


class Board:
    """Tells the rows, and writes down each time that it was asked."""

    def place_of(self, topic: Topic) -> str | None:
        with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
            row = connection.execute("SELECT place FROM board WHERE code = %s", [topic.code]).fetchone()
        return row[0] if row else None

    def read(self, place: str, topics: Collection[Topic]) -> dict[Topic, str]:
        with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
            connection.execute("INSERT INTO readings VALUES (%s)", [place])
            rows = connection.execute("SELECT code, content FROM board WHERE place = %s", [place]).fetchall()
        contents = dict(rows)
        return {topic: contents[topic.code] for topic in topics if topic.code in contents}


if __name__ == "__main__":
    application.SLOW, channel.PACE = float(os.environ["TEST_SLOW"]), float(os.environ["TEST_PACE"])
    process.run(sys.argv[1], int(sys.argv[2]), Board())
