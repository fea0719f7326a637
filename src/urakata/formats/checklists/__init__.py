"""チェックリスト: a checklist in Markdown becomes a procedure; no box is lost silently."""

from urakata.formats.checklists.read import ChecklistRead, Skipped, has_boxes, read_checklist
from urakata.formats.checklists.write import write_checklist

__all__ = ["ChecklistRead", "Skipped", "has_boxes", "read_checklist", "write_checklist"]
