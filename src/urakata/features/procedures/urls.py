"""番地: 業務手順; a page is a noun, a change its verb by POST."""

from django.urls import path

from urakata.features.procedures.views import (
    deputies,
    editing,
    editions,
    importing,
    reading,
    shelving,
    step_files,
    writing,
)

urlpatterns = [
    path("", reading.shelf, name="procedures"),
    path("new/", writing.begin, name="procedure_new"),
    path("import/", importing.bring_in, name="procedure_import"),
    path("import/publish/", importing.publish, name="procedure_import_publish"),
    path("library/", importing.library, name="procedure_library"),
    path("library/<slug:key>/", importing.template, name="procedure_template"),
    path("library/<slug:key>/take/", importing.take, name="procedure_template_take"),
    path("<code:code>/", reading.page, name="procedure"),
    path("<code:code>/print/", reading.paper, name="procedure_print"),
    path("<code:code>/export/", reading.export, name="procedure_export"),
    path("<code:code>/folder/", reading.folder, name="procedure_folder"),
    path("<code:code>/editions/", editions.history, name="procedure_editions"),
    path("<code:code>/editions/<number:number>/", editions.edition, name="procedure_edition"),
    path("<code:code>/edit/", writing.edit, name="procedure_edit"),
    path("<code:code>/edit/rows/", writing.rows, name="procedure_rows"),
    path("<code:code>/edit/step/", writing.step, name="procedure_step"),
    path("<code:code>/edit/head/", writing.head, name="procedure_head"),
    path("<code:code>/edit/undo/", writing.undo, name="procedure_undo"),
    path("<code:code>/edit/redo/", writing.redo, name="procedure_redo"),
    path("<code:code>/edit/merge/", writing.merge, name="procedure_merge"),
    path("<code:code>/edit/settle/", writing.settle, name="procedure_settle"),
    path("<code:code>/edit/text/", editing.text, name="procedure_text"),
    path("<code:code>/edit/files/add/", step_files.add, name="procedure_file_add"),
    path("<code:code>/edit/files/remove/", step_files.remove, name="procedure_file_remove"),
    path("<code:code>/files/<code:file>/", step_files.file, name="procedure_file"),
    path("<code:code>/draft/discard/", editing.discard_draft, name="procedure_draft_discard"),
    path("<code:code>/publish/", editing.publish, name="procedure_publish"),
    path("<code:code>/deputies/add/", deputies.add, name="procedure_deputy_add"),
    path("<code:code>/deputies/move/", deputies.move, name="procedure_deputy_move"),
    path("<code:code>/deputies/remove/", deputies.remove, name="procedure_deputy_remove"),
    path("<code:code>/retire/", shelving.retire, name="procedure_retire"),
    path("<code:code>/bring-back/", shelving.bring_back, name="procedure_bring_back"),
]
