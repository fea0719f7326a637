"""鍵をつくる・替える・取り上げる; whose key it is and who does it come from the feature that knows people."""

from urakata.common.accounts.actions.accounts import change_address, close, open_account, reopen, set_password
from urakata.common.accounts.actions.devices import revoke_device, set_up_device, try_pin
from urakata.common.accounts.actions.invitations import accept, ask_mail, invite, mail, revoke_invitation

__all__ = [
    "accept",
    "ask_mail",
    "change_address",
    "close",
    "invite",
    "mail",
    "open_account",
    "reopen",
    "revoke_device",
    "revoke_invitation",
    "set_password",
    "set_up_device",
    "try_pin",
]
