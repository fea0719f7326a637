"""会社の言葉, for templates."""

from django import template

from urakata.features.company.wording import clearance_label, held_label, role_label

register = template.Library()
register.filter("clearance_label", clearance_label)
register.filter("role_label", role_label)
register.filter("held_label", held_label)
