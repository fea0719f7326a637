"""The table of tokens, in the way of each database; written out here so that later versions of `index` leave it alone."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

CREATE = {
    # ascii: every character beyond ASCII belongs to a token, whatever its Unicode version; letters come folded.
    # detail=none, columnsize=0: only whether a token is there, a third of the size.
    "sqlite": [
        "CREATE VIRTUAL TABLE search_grams "
        "USING fts5(grams, tokenize='ascii', detail=none, columnsize=0, prefix='1 2')",
    ],
    # No foreign key: emptying all tables (tests, restore) would be refused.
    "postgresql": [
        "CREATE TABLE search_grams (rowid bigint PRIMARY KEY, grams tsvector NOT NULL)",
        "CREATE INDEX search_grams_by_gram ON search_grams USING gin (grams)",
    ],
}


def create(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute("DROP TABLE search_grams")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_search_document")]

    operations = [migrations.RunPython(create, drop)]
