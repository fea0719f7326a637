"""行を入れる: many rows of a model at once, without an object for each."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model

TOGETHER = 20_000  # rows in one transaction


def insert(model: type[Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows whose values stand in the order of `names`; every other field takes its default.

    A million objects would cost minutes to make and to compile; a prepared statement takes the values as they are.
    """
    defaults = _defaults(model, names)
    column_of = {field.name: field.column or "" for field in model._meta.concrete_fields}
    columns = [column_of[name] for name in [*names, *defaults]]
    quoted = ", ".join(map(connection.ops.quote_name, columns))
    marks = ", ".join(["%s"] * len(columns))
    table = connection.ops.quote_name(model._meta.db_table)
    sql = f"INSERT INTO {table} ({quoted}) VALUES ({marks})"  # noqa: S608 - names of the model's own columns
    always = tuple(defaults.values())
    rest = iter(rows)
    while some := list(islice(rest, TOGETHER)):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(sql, [(*map(_plain, row), *always) for row in some])


def count_on(model: type[Model]) -> None:
    """After rows with keys of their own: the next key is a free one."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(sql)


def _defaults(model: type[Model], given: Sequence[str]) -> dict[str, Any]:
    left = [field for field in model._meta.concrete_fields if field.name not in given and not field.primary_key]
    return {field.name: field.get_db_prep_save(field.get_default(), connection) for field in left}


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, int | str) else _adapted(value)


@lru_cache(maxsize=100_000)
def _adapted(value: Any) -> Any:
    """Days and moments as the database takes them; the same ones come again and again."""
    if hasattr(value, "hour"):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value)
