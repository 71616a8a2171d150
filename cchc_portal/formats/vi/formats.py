"""Vietnamese dates and numbers, named as Django's format modules name them.

Django adds the ISO forms (2027-01-05) to every input list by itself; `strptime` takes 5/1/2027 for `%d/%m/%Y` too.
NUMBER_GROUPING stays 0 on purpose: together with USE_THOUSAND_SEPARATOR this *reads* 1.234,5 as 1234,5
but *prints* the year 2027 as 2027 and not as 2.027. Amounts are grouped where a page asks for it.
"""

DATE_FORMAT = "d/m/Y"
SHORT_DATE_FORMAT = "d/m/Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "H:i d/m/Y"
SHORT_DATETIME_FORMAT = "H:i d/m/Y"
YEAR_MONTH_FORMAT = r"\t\há\n\g n/Y"
MONTH_DAY_FORMAT = "d/m"
FIRST_DAY_OF_WEEK = 1

DATE_INPUT_FORMATS = ["%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y"]
TIME_INPUT_FORMATS = ["%H:%M", "%H:%M:%S", "%Hh%M"]
DATETIME_INPUT_FORMATS = [
    "%d/%m/%Y %H:%M",
    "%d/%m/%Y %H:%M:%S",
    "%d/%m/%Y",
    "%H:%M %d/%m/%Y",
    "%d.%m.%Y %H:%M",
    "%d-%m-%Y %H:%M",
]

DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "."
NUMBER_GROUPING = 0
