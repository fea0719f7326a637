"""行き先: where a sign-in may lead back to."""

from django.utils.http import url_has_allowed_host_and_scheme


def is_own_path(path: str) -> bool:
    """A path of this installation; another host, even one that ALLOWED_HOSTS would let in, is none."""
    return path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
