"""記録の鎖: holds with eight processes writing at once."""

import json

WRITERS, ACTS = 8, 12
WRITER = """
from urakata.common.audit import acts as audit
from urakata.common.audit.about import About
from urakata.config.home import now
from urakata.core.viewer import operator
for number in range({acts}):
    with audit.act(by=operator(now().date()), at=now()) as record:
        record("task.finished", about=About("task", "t{writer}-" + str(number), "作業"), number=number)
        record("task.noted", about=About("task", "t{writer}-" + str(number), "作業"), number=number)
"""
READER = """
import json
from dataclasses import asdict
from urakata.common.audit import queries
from urakata.common.audit.models import Entry
print(json.dumps([asdict(queries.verify()), list(Entry.objects.order_by("seq").values_list("about_key", flat=True))]))
"""


def test_eight_writers_leave_one_chain_without_a_gap(company):
    writers = [company.python(WRITER.format(writer=writer, acts=ACTS)) for writer in range(WRITERS)]
    for writer in writers:
        _, err = writer.communicate(timeout=120)
        assert writer.returncode == 0, err

    verdict, keys = json.loads(company.done(READER))
    assert verdict["ok"], verdict
    assert len(keys) == WRITERS * ACTS * 2
    assert keys[::2] == keys[1::2]  # an act of two entries is never torn apart by another
