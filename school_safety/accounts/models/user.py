"""One account for everybody who signs in: staff, guardians and students alike."""

import uuid

from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin, UserManager
from django.db import models


class User(AbstractBaseUser, PermissionsMixin):
    """No e-mail is needed. What a person may do comes from role assignments, never from flags.

    `is_staff` is only Wagtail's word for "may open the CMS"; groups hold page permissions alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(max_length=150, unique=True)
    name = models.CharField(max_length=60)
    email = models.EmailField(blank=True)
    staff_number = (
        models.CharField(  # as in the school's directory; matched for signing in elsewhere
            max_length=40, blank=True, default="", db_default=""
        )
    )
    language = models.CharField(max_length=10, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        """The name as colleagues write it; Wagtail asks for it by this method."""
        return self.name or self.username

    def get_short_name(self) -> str:
        """Chinese names are not shortened."""
        return self.get_full_name()
