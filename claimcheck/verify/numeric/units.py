"""Units of numbers: how they are printed, which are one, which can be told in each other.

A unit is `%`, `pp` (points, also of percent), `x` (times, fold, a factor), a measure or a currency, or such a one by
another (`mg/kg`, `$/day`). Spelled out or as a sign, in one or many, it is the same unit.
"""

from __future__ import annotations

import re

# All spellings of a measure or a currency, the first of which stands for the others.
_SPELLINGS = """
ms millisecond milliseconds|s sec secs second seconds|min mins minute minutes|h hr hrs hour hours|day days|week weeks
|month months|year years yr yrs|nm nanometer nanometers nanometre nanometres
|μm um micron microns micrometer micrometers micrometre micrometres|mm millimeter millimeters millimetre millimetres
|cm centimeter centimeters centimetre centimetres|m meter meters metre metres|km kilometer kilometers kilometre
kilometres|mile miles|foot feet ft|inch inches|yard yards|ha hectare hectares|acre acres
|ng nanogram nanograms|μg ug mcg microgram micrograms|mg milligram milligrams|g gram grams gramme grammes
|kg kilogram kilograms kilo kilos|tonne tonnes ton tons|lb lbs|ounce ounces oz|pound pounds
|mL ml milliliter milliliters millilitre millilitres|μL microliter microliters microlitre microlitres
|L l liter liters litre litres|gallon gallons
|KB kilobyte kilobytes|MB megabyte megabytes|GB gigabyte gigabytes|TB terabyte terabytes|byte bytes|bit bits
|Hz hertz|kHz kilohertz|MHz megahertz|GHz gigahertz|mW milliwatt milliwatts|W watt watts|kW kilowatt kilowatts
|MW megawatt megawatts|GW gigawatt gigawatts|mV millivolt millivolts|V volt volts|kV kilovolt kilovolts|mA milliampere
milliamperes|ampere amperes amp amps|J joule joules|kJ kilojoule kilojoules|MJ megajoule megajoules
|calorie calories|kcal kilocalorie kilocalories|Wh|kWh kilowatt-hour kilowatt-hours|MWh|GWh|TWh|mGy milligray|Gy gray
|mSv millisievert millisieverts|Sv sievert sieverts|bp|kb kbp kilobase kilobases|Mb megabase
megabases|mbar millibar millibars
|bar|Mt megatonne megatonnes|Gt gigatonne gigatonnes|Pa pascal pascals|kPa kilopascal
kilopascals|MPa megapascal megapascals|mmHg|dB decibel decibels|lx lux|eV|keV|MeV|GeV|TeV|IU|ppm|ppb|bpm|rpm
|nM nanomolar|μM micromolar|mM millimolar|nmol nanomole nanomoles|mmol millimole millimoles|kDa kilodalton kilodaltons
|$ dollar dollars USD|€ euro euros EUR|£ GBP sterling|¥|yen JPY|yuan CNY RMB|₹ rupee rupees INR|CHF franc francs
|cent cents
"""
NAMES = {spelling: group.split()[0] for group in _SPELLINGS.split("|") for spelling in group.split()}
# Units that can be told in each other, each in the smallest of its kind.
_SIZES = {
    "time": {"ms": 1e-3, "s": 1.0, "min": 60.0, "h": 3.6e3, "day": 8.64e4, "week": 6.048e5, "month": 2.6298e6,
             "year": 3.15576e7},
    "length": {"nm": 1e-9, "μm": 1e-6, "mm": 1e-3, "cm": 1e-2, "m": 1.0, "km": 1e3, "inch": 0.0254, "foot": 0.3048,
               "yard": 0.9144, "mile": 1609.344},
    "area": {"ha": 1.0, "acre": 0.404686},
    "mass": {"ng": 1e-9, "μg": 1e-6, "mg": 1e-3, "g": 1.0, "kg": 1e3, "tonne": 1e6, "Mt": 1e12, "Gt": 1e15,
             "lb": 453.592, "ounce": 28.3495},
    "volume": {"μL": 1e-6, "mL": 1e-3, "L": 1.0, "gallon": 3.78541},
    "memory": {"KB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12},
    "frequency": {"Hz": 1.0, "kHz": 1e3, "MHz": 1e6, "GHz": 1e9},
    "power": {"mW": 1e-3, "W": 1.0, "kW": 1e3, "MW": 1e6, "GW": 1e9},
    "voltage": {"mV": 1e-3, "V": 1.0, "kV": 1e3},
    "energy": {"J": 1.0, "kJ": 1e3, "MJ": 1e6, "kcal": 4184.0, "calorie": 4.184, "Wh": 3.6e3, "kWh": 3.6e6,
               "MWh": 3.6e9, "GWh": 3.6e12, "TWh": 3.6e15},
    "particle energy": {"eV": 1.0, "keV": 1e3, "MeV": 1e6, "GeV": 1e9, "TeV": 1e12},
    "dose": {"mGy": 1e-3, "Gy": 1.0},
    "equivalent dose": {"mSv": 1e-3, "Sv": 1.0},
    "bases": {"bp": 1.0, "kb": 1e3, "Mb": 1e6},
    "pressure": {"Pa": 1.0, "kPa": 1e3, "MPa": 1e6, "mmHg": 133.322, "mbar": 100.0, "bar": 1e5},
    "amount": {"nmol": 1e-6, "mmol": 1.0},
    "concentration": {"nM": 1e-6, "μM": 1e-3, "mM": 1.0},
}  # fmt: skip
_SIZE = {unit: (kind, size) for kind, units in _SIZES.items() for unit, size in units.items()}
TIMES = frozenset(_SIZES["time"])
# What a machine is timed by: "142 ms per query".
_RUN_BY = "query request call step iteration token image sentence document example item prompt"
_RUNS = frozenset(_RUN_BY.split())
_MONEY = frozenset([*"$€£¥₹", "yen", "yuan"])
# Pounds are money or mass, and two currencies share a sign.
_PERHAPS_ONE = tuple(map(frozenset, (["pound", "£"], ["pound", "lb"], ["¥", "yen"], ["¥", "yuan"])))
# Between dollar signs stands a formula, if no number follows the second one.
CURRENCY = (
    r"(?:(?:US|CA|AU|NZ|HK|[CAS])?\$(?![^$]{1,60}\$(?!\s?\d))|[€£¥₹]"
    r"|(?:USD|EUR|GBP|CHF|JPY|CNY|RMB|INR)(?=\s?\d))\s?"
)
_WRITTEN = "|".join(re.escape(name) for name in sorted(NAMES.keys() - {"$"}, key=lambda name: (-len(name), name)))
MEASURE = rf"°\s?[CF]|degrees?\s(?:C|F|[Cc]elsius|[Ff]ahrenheit)|(?:US\s|U\.S\.\s)?(?:{_WRITTEN})|t(?=\s?/\s?ha\b)"
_PER = re.compile(
    r"\s?/\s?([A-Za-z]{1,12})(?![\w^])|\s(?:(?:of(?:\s[a-z-]{1,20}){1,2}\s)?per|an?|each|every)\s([A-Za-z]{1,12})(?![\w^])"
)


def unit(printed: str | None) -> str:
    """The unit that is printed behind a number, without what it is by; empty for none."""
    printed = (printed or "").strip().lstrip("-")
    lower = printed.lower()
    if re.search(r"point|^pp$", lower):
        return "pp"
    if lower.startswith(("%", "percent")):
        return "%"
    if lower.startswith(("°", "degree")):
        return "°F" if re.search(r"\bf(?:ahrenheit)?$", lower.replace("°", "")) else "°C"
    if printed == "‰":
        return printed
    last = printed.split("/")[0].split()[-1] if printed else ""
    name = NAMES.get(last) or ("tonne" if last == "t" else None)
    return name or ("x" if printed else "")


def currency(printed: str | None) -> str:
    """The currency that is printed before a number; empty for none."""
    printed = (printed or "").strip()
    return NAMES.get(printed[-1:]) or NAMES.get(printed) or ""


def by(text: str, end: int) -> str:
    """What the unit that ends at a place of a text is by: "15 dollars per day", "5 mg/kg"; empty for nothing."""
    match = _PER.match(text, end)
    if not match:
        return ""
    word = match[1] or match[2]
    name = NAMES.get({"d": "day"}.get(word, word), word.lower())
    return name if match[0].lstrip().startswith(("/", "per", "of ")) or name in TIMES else ""


def one_unit(one: str, other: str) -> bool:
    """Whether two units can be one: the same, and by the same. A time, a run, and what money is by may be left out."""
    (base, _, per), (other_base, _, other_per) = one.partition("/"), other.partition("/")
    if base != other_base and {base, other_base} not in _PERHAPS_ONE:
        return False
    if per == other_per:
        return True
    lone = per or other_per
    return not (per and other_per) and (lone in TIMES or base in _MONEY or (lone in _RUNS and base == "ms"))


def comparable(one: str, other: str) -> bool:
    """Whether two units are one, or of one kind: days and weeks."""
    return _kind(one) == _kind(other)


def told(value: float, unit_of: str) -> float | None:
    """A value in the basic unit of its kind; None for a unit that is told in no other one."""
    return value * _SIZE[unit_of][1] if unit_of in _SIZE else None


def _kind(unit_of: str) -> str:
    return _SIZE[unit_of][0] if unit_of in _SIZE else unit_of
