"""記録: `with audit.act(by=, at=) as record:` is the only way to write anything that matters.

Actions read `from urakata.common.audit import acts as audit`; models read `About` from `audit.about`.
"""
