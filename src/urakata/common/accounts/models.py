"""入口の鍵: who may sign in, and with what."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, email: str | None = None, password: str | None = None) -> "Account":
        account = self.model(email=email.strip().lower() if email else None)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """アカウント: a way in for one person; those without an address sign in by PIN."""

    email = models.EmailField(null=True, unique=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = AccountManager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(Lower("email"), name="an_address_belongs_to_one_account")]

    def __str__(self) -> str:
        return self.email or f"account {self.pk}"


class Invitation(models.Model):
    """招待: a one-time link (also as QR or mail) with which a person makes their own key."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)  # of the token; the token itself is never stored
    purpose = models.CharField(max_length=10, default="password")  # password | pin
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    mail_to = models.EmailField(blank=True)  # where the link goes; a job makes the token, so that none waits in a queue
    mailed_at = models.DateTimeField(null=True)


class Device(models.Model):
    """端末: one telephone or tablet on which a person may sign in by PIN; revocable on its own."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="devices")
    digest = models.CharField(max_length=64, unique=True)  # of the secret in the device's cookie
    label = models.CharField(max_length=80)
    pin = models.CharField(max_length=128)  # hashed like a password
    failures = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
