"""番地: short random addresses, so that neither gaps nor order tell anything."""

import secrets

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0 o 1 l i: read aloud and written on paper


def new_code(length: int = 7) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
