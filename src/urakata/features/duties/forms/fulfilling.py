"""済みにする: the day, and what proves it."""

from datetime import date, timedelta

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy

from urakata.common.files.sniff import MAX_BYTES
from urakata.common.web.fields import DayField
from urakata.features.duties.actions.fulfilling import LONGEST_NOTE, LONGEST_RECEIPT, MOST_PAPERS, Paper

A_YEAR = timedelta(days=364)


class FulfilForm(forms.Form):
    done_on = DayField(label=gettext_lazy("済んだ日"))
    receipt = forms.CharField(label=gettext_lazy("受付番号"), max_length=LONGEST_RECEIPT, required=False)
    note = forms.CharField(label=gettext_lazy("ひとこと"), max_length=LONGEST_NOTE, required=False)

    def __init__(self, *args: object, today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        day = self.fields["done_on"]
        assert isinstance(day, DayField)
        day.today = today - A_YEAR  # 11/16 is the last such day, not the coming one


def papers_in(sent: MultiValueDict[str, UploadedFile]) -> list[Paper]:
    """控え: one more than may come is read, so that it can be refused; of each no more than may be kept."""
    return [Paper(file.name or "", file.read(MAX_BYTES + 1)) for file in sent.getlist("papers")[: MOST_PAPERS + 1]]
