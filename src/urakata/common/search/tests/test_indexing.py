from urakata.common.search import actions, index, queries
from urakata.common.search.models import SearchDocument


def keys(viewer, text):
    return [hit.key for hit in queries.search(viewer, text)]


def rows_of_grams():
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM search_grams")
        return cursor.fetchone()[0]


def test_a_changed_thing_is_found_by_its_new_words_only(shelved, morita):
    shelved("給与計算", "銀行に送る", key="payroll")

    shelved("賃金計算", "郵便で送る", key="payroll")

    assert keys(morita, "給与") == keys(morita, "銀行") == []
    assert keys(morita, "賃金") == ["payroll"]
    assert SearchDocument.objects.count() == rows_of_grams() == 1


def test_a_thing_that_is_gone_leaves_the_index(shelved, shelves, morita):
    shelved("給与計算")
    shelves["procedure"].things.clear()

    actions.index("procedure", ["給与計算"])

    assert SearchDocument.objects.count() == rows_of_grams() == 0


def test_removing_takes_one_kind_only(shelved, morita):
    shelved("給与計算", key="x")
    shelved("給与計算 11月", key="x", kind="run")

    actions.remove("procedure", ["x"])

    assert [hit.kind for hit in queries.search(morita, "給与")] == ["run"]


def test_reindexing_twice_changes_nothing_and_forgets_what_is_gone(shelved, shelves, morita):
    shelved("給与計算")
    shelved("月次決算")
    del shelves["procedure"].things["月次決算"]
    SearchDocument.objects.create(kind="bygone", key="1", title="給与", path="/", heading="給与", audience="assigned")

    actions.reindex()
    actions.reindex("procedure")

    assert list(SearchDocument.objects.values_list("key", flat=True)) == ["給与計算"]
    assert keys(morita, "給与") == ["給与計算"]


def test_a_very_long_text_is_kept_up_to_its_bound(shelved, morita):
    shelved("長い規程", "".join(chr(0x4E00 + number % 20_000) for number in range(200_000)) + "末尾語")

    assert keys(morita, chr(0x4E00) + chr(0x4E01)) == ["長い規程"]
    assert len(SearchDocument.objects.get().body) == actions.LONGEST_BODY


def test_the_index_goes_back_with_its_transaction(shelved, morita):
    from django.db import transaction

    try:
        with transaction.atomic():
            shelved("給与計算")
            raise LookupError
    except LookupError:
        pass

    assert SearchDocument.objects.count() == rows_of_grams() == 0


def test_the_tokens_of_a_title_stand_twice():
    assert index.tokens("給与", "与") == ["給与", "与", index.TITLE + "給与", index.TITLE + "与"]
