"""manage.py first_administrator: the first unit and the account that administers it."""

import getpass
import os

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.text import slugify

from organisations.actions import make_first_administrator
from organisations.clock import today
from organisations.models import Unit
from organisations.refusals import Refused

_UNACCENTED_D = str.maketrans("đĐ", "dD")


class Command(BaseCommand):
    """After this command a province is set up through pages alone."""

    help = (
        "Makes the first unit and its administrator. The password is read from the variable "
        "ADMINISTRATOR_PASSWORD, asked for when --ask-password is given, or generated and printed once."
    )

    def add_arguments(self, parser):
        parser.add_argument("username", help="name to sign in with")
        parser.add_argument("--name", required=True, help="full name of the person")
        parser.add_argument("--phone", default="", help="telephone, shown where help is needed")
        parser.add_argument("--email", default="")
        parser.add_argument("--unit-name", required=True, help="for example: Tỉnh Lạng Sơn")
        parser.add_argument("--unit-kind", default=Unit.Kind.PROVINCE, choices=Unit.Kind.values)
        parser.add_argument("--unit-code", default="", help="code in addresses; from the name if left out")
        parser.add_argument(
            "--issuer-name", default="", help="heading of the unit's papers, e.g. Ủy ban nhân dân tỉnh Lạng Sơn"
        )
        parser.add_argument("--place-name", default="", help="place in dates of papers, e.g. Lạng Sơn")
        parser.add_argument(
            "--valid-from",
            default="",
            metavar="YYYY-MM-DD",
            help="first day of the unit and of the rights; today if left out",
        )
        parser.add_argument("--ask-password", action="store_true")
        parser.add_argument("--another-root", action="store_true", help="a further province beside the existing ones")

    def handle(self, *args, **options):
        name = options["unit_name"]
        unit = Unit(
            name=name,
            kind=options["unit_kind"],
            code=options["unit_code"] or slugify(name.translate(_UNACCENTED_D)),
            valid_from=options["valid_from"] or today(),
            issuer_name=options["issuer_name"],
            place_name=options["place_name"],
        )
        given = os.environ.get("ADMINISTRATOR_PASSWORD", "")
        if options["ask_password"]:
            given = getpass.getpass("Mật khẩu: ")
        try:
            unit.clean_fields(exclude=["parent"])
            user, password = make_first_administrator(
                username=options["username"],
                full_name=options["name"],
                phone=options["phone"],
                email=options["email"],
                unit=unit,
                valid_from=unit.valid_from,
                password=given,
                another_root=options["another_root"],
            )
        except Refused as refusal:
            raise CommandError(refusal.sentence) from refusal
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"Đã lập {unit.name} ({unit.code}) và tài khoản quản trị {user.username}.")
        if not given:
            self.stdout.write(f"Mật khẩu ban đầu, chỉ hiện một lần: {password}")
