"""番地: 業務手順; a page is a noun, a change its verb by POST."""

from django.urls import path

from urakata.features.procedures.views import deputies, editing, editions, importing, reading, shelving

urlpatterns = [
    path("", reading.shelf, name="procedures"),
    path("import/", importing.bring_in, name="procedure_import"),
    path("import/publish/", importing.publish, name="procedure_import_publish"),
    path("library/", importing.library, name="procedure_library"),
    path("library/<slug:key>/", importing.template, name="procedure_template"),
    path("library/<slug:key>/take/", importing.take, name="procedure_template_take"),
    path("<code:code>/", reading.page, name="procedure"),
    path("<code:code>/print/", reading.paper, name="procedure_print"),
    path("<code:code>/export/", reading.export, name="procedure_export"),
    path("<code:code>/editions/", editions.history, name="procedure_editions"),
    path("<code:code>/editions/<number:number>/", editions.edition, name="procedure_edition"),
    path("<code:code>/edit/", editing.edit, name="procedure_edit"),
    path("<code:code>/draft/", editing.save_draft, name="procedure_draft_save"),
    path("<code:code>/draft/discard/", editing.discard_draft, name="procedure_draft_discard"),
    path("<code:code>/publish/", editing.publish, name="procedure_publish"),
    path("<code:code>/deputies/add/", deputies.add, name="procedure_deputy_add"),
    path("<code:code>/deputies/move/", deputies.move, name="procedure_deputy_move"),
    path("<code:code>/deputies/remove/", deputies.remove, name="procedure_deputy_remove"),
    path("<code:code>/retire/", shelving.retire, name="procedure_retire"),
    path("<code:code>/bring-back/", shelving.bring_back, name="procedure_bring_back"),
]
