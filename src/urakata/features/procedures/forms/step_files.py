"""手順のファイル: what is added to which step; what it is, its bytes say."""

from django import forms

from urakata.core.step_files import LONGEST_ALT


class StepFileForm(forms.Form):
    """添える."""

    step = forms.CharField(max_length=64)
    file = forms.FileField(max_length=400)
    alt = forms.CharField(max_length=LONGEST_ALT, required=False)
    instead = forms.CharField(max_length=120, required=False)
