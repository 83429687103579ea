"""How texts write units of measure and currencies: each way to write one -> its name, and what it multiplies by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from reportgen.language.number_words import word_set

ONE = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit: its name in items (`percent`, `km`, `USD`), the factor to it, whether it is money."""

    name: str
    factor: Decimal = ONE
    money: bool = False


# Name: the ways to write it. In this table the case of letters does not matter.
_WORDS = """
percent: percent|pc|per cent|per-cent|pct|процент|процента|процентов|процентам|prozent|pour cent|por ciento|per cento
  |procent|个百分
percentage-point: percentage point|percentage points|percent point|percentage-point|п.п|п. п|процентных пунктов
  |процентных пункта|процентный пункт|百分点|个百分点|pp
basis-point: basis point|basis points|bps|базисных пунктов|базисных пункта|基点
km: km|kilometre|kilometres|kilometer|kilometers|kms|км|километр|километра|километров|километрах|公里|千米|kilómetros
  |kilomètres
m: metre|metres|meter|meters|метр|метра|метров|метрах|米|mètres|metros
cm: cm|centimetre|centimetres|centimeter|centimeters|см|сантиметр|сантиметра|сантиметров|厘米|zentimeter
mm: mm|millimetre|millimetres|millimeter|millimeters|мм|миллиметр|миллиметра|миллиметров|毫米|millimeter
μm: μm|µm|micron|microns|micrometre|micrometres|micrometer|micrometers|мкм|微米
nm: nm|nanometre|nanometres|nanometer|nanometers|нм|纳米
mile: mile|miles|mi|миля|мили|миль|英里
nmi: nautical mile|nautical miles|nmi|морских миль|海里
ft: ft|foot|feet|фут|фута|футов|英尺
in: inch|inches|дюйм|дюйма|дюймов|英寸
yd: yd|yds|yard|yards|ярд|ярда|ярдов|码
league: league|leagues
fathom: fathom|fathoms
light-year: light year|light years|light-year|light-years|световых лет|光年
km2: km2|km²|sq km|sq. km|square km|square kilometre|square kilometres|square kilometer|square kilometers|кв. км
  |кв км|км2|км²|квадратных километров|квадратных километра|平方公里|quadratkilometer
m2: m2|m²|sq m|sq. m|square metre|square metres|square meter|square meters|sqm|кв. м|кв м|м2|м²|квадратных метров
  |квадратных метра|平方米|quadratmeter
cm2: cm2|cm²|square centimetre|square centimetres|square centimeter|square centimeters
mi2: square mile|square miles|sq mi|sq. mi
ft2: square foot|square feet|sq ft|sq. ft
ha: ha|hectare|hectares|га|гектар|гектара|гектаров|公顷|hektar
acre: acre|acres|акр|акра|акров|英亩|亩
m3: m3|m³|cubic metre|cubic metres|cubic meter|cubic meters|cu m|куб. м|куб м|м3|м³|кубометр|кубометра|кубометров
  |кубических метров|立方米|kubikmeter
km3: km3|km³|cubic kilometre|cubic kilometres|cubic kilometer|cubic kilometers
ft3: cubic foot|cubic feet|cu ft
L: litre|litres|liter|liters|л|литр|литра|литров|升
mL: ml|millilitre|millilitres|milliliter|milliliters|мл|миллилитров|毫升
gal: gallon|gallons|галлонов
barrel: barrel|barrels|bbl|баррель|барреля|баррелей|桶
pint: pint|pints
cup: cup|cups
tsp: teaspoon|teaspoons|tsp
tbsp: tablespoon|tablespoons|tbsp
bushel: bushel|bushels
TEU: teu|teus|标准箱|twenty-foot equivalent units
dwt: dwt
kg: kg|kgs|kilogram|kilograms|kilogramme|kilogrammes|kilo|kilos|кг|килограмм|килограмма|килограммов|公斤|千克|kilogramm
g: gram|grams|gramme|grammes|г|грамм|грамма|граммов|克|gramm
mg: mg|milligram|milligrams|мг|миллиграмм|миллиграмма|миллиграммов|毫克
μg: μg|µg|mcg|microgram|micrograms|мкг|微克
t: tonne|tonnes|metric ton|metric tons|т|тонна|тонны|тонн|тонну|吨|tonnen|tonne|toneladas|mt
Gt: gigaton|gigatons|gigatonne|gigatonnes|гигатонн
Mt: megaton|megatons|megatonne|megatonnes|мегатонн
kt: kiloton|kilotons|kilotonne|kilotonnes|килотонн
ton: ton|tons|short tons|long tons
lb: lb|lbs|-pound
pound: pound|pounds
oz: oz|ounce|ounces|унция|унции|унций|盎司
hundredweight: hundredweight|cwt|центнер|центнера|центнеров
carat: carat|carats|карат|карата
s: sec|secs|second|seconds|сек|секунда|секунды|секунд|секунду|秒|秒钟|sekunden|secondes|segundos
ms: ms|millisecond|milliseconds|мс|毫秒
min: min|mins|minute|minutes|мин|минута|минуты|минут|минуту|分钟|minuten|minutos
h: hour|hours|hr|hrs|час|часа|часов|часам|小时|stunde|stunden|heures|horas
day: day|days|день|дня|дней|сутки|суток|天|tag|tage|tagen|jours|días
week: week|weeks|неделя|недели|недель|неделю|周|星期|woche|wochen|semaines|semanas
month: month|months|месяц|месяца|месяцев|个月|monat|monate|monaten|mois|meses
year: year|years|yr|yrs|год|года|лет|年|岁|jahr|jahre|jahren|ans|années|años|year-old|years old
decade: decade|decades|десятилетие|десятилетия|десятилетий
century: century|centuries|век|века|веков|столетий|столетия|世纪
km/h: km/h|kph|kmh|kilometres per hour|kilometers per hour|kilometres an hour|kilometers an hour|км/ч|км/час
  |km per hour|km an hour|километров в час|公里每小时
mph: mph|miles per hour|miles an hour
m/s: m/s|metres per second|meters per second|м/с|метров в секунду|米每秒
knot: knot|knots|узел|узла|узлов|节
°C: °c|℃|degrees celsius|degree celsius|degrees centigrade|degrees c|градус|градуса|градусов|摄氏度|°с|градусов цельсия
  |градуса цельсия|grad
°F: °f|degrees fahrenheit|degree fahrenheit|degrees f|华氏度
K: kelvin|kelvins
degree: degree|degrees|°
W: watt|watts|вт|ватт|瓦
kW: kw|kilowatt|kilowatts|квт|киловатт|киловатта|千瓦
MW: megawatt|megawatts|мвт|мегаватт|мегаватта|兆瓦
GW: gw|gigawatt|gigawatts|гвт|гигаватт|гигаватта|吉瓦
TW: tw|terawatt|terawatts
Wh: wh|watt hours|watt-hours
kWh: kwh|kilowatt hour|kilowatt hours|kilowatt-hour|kilowatt-hours|квт·ч|квт-ч|квт*ч|киловатт-часов|千瓦时|度电
MWh: mwh|megawatt hour|megawatt hours|megawatt-hour|megawatt-hours|мвт·ч|兆瓦时
GWh: gwh|gigawatt hour|gigawatt hours|gigawatt-hour|gigawatt-hours
TWh: twh|terawatt hour|terawatt hours|terawatt-hour|terawatt-hours
J: joule|joules|джоуль|джоулей
kJ: kj|kilojoule|kilojoules
kcal: kcal|kilocalorie|kilocalories|ккал|千卡
cal: calorie|calories
hp: hp|bhp|horsepower|л.с|л. с|лошадиных сил|马力
V: volt|volts|вольт|伏
A: amp|amps|ampere|amperes
Hz: hz|hertz|гц|герц|赫兹
kHz: khz|kilohertz|кгц
MHz: megahertz|мгц|mhz|兆赫
GHz: ghz|gigahertz|ггц|吉赫
bit: bits
bytes: byte|bytes
kB: kb|kilobyte|kilobytes|кбайт|кб
MB: megabyte|megabytes|мб|мбайт
GB: gb|gigabyte|gigabytes|гб|гбайт
TB: tb|terabyte|terabytes|тб
PB: pb|petabyte|petabytes
Mbps: mbps|mbit/s|mb/s|megabits per second|мбит/с
Gbps: gbps|gbit/s|gigabits per second|гбит/с
dB: db|decibel|decibels|дб|децибел|分贝
nit: nit|nits
lumen: lumen|lumens
px: px|pixel|pixels
MP: mp|megapixel|megapixels
rpm: rpm|revolutions per minute|об/мин
bpm: bpm|beats per minute
mmHg: mmhg|mm hg
Pa: pascal|pascals
kPa: kpa|kilopascals
MPa: megapascals|мпа
hPa: hpa|hectopascals
bar: bars
psi: psi
ppm: ppm|parts per million
ppb: ppb|parts per billion
mol: mole|moles
sievert: sievert|sieverts
times: times|time|x|×|fold|-fold|раз|раза|倍|fois|veces|-mal
CO2e: co2e
"""

# In this table the case matters: "MB" but not "mb", "5 G" is no mass.
_SYMBOLS = """
m: m|м
g: g
t: t
L: l|L
s: s
h: h|ч
d: d
W: W
MW: MW
V: V
kV: kV|кВ
Mt: Mt
Gt: Gt
kt: kt
MB: MB
MB/s: MB/s
GB/s: GB/s
Mb: Mb
MPa: MPa
GPa: GPa
mPa: mPa
kN: kN
mSv: mSv
μSv: μSv
TWh: ТВт·ч
dpi: dpi
fps: fps
mAh: mAh
Ah: Ah
J: J
MJ: MJ
GJ: GJ
TJ: TJ
PJ: PJ
EJ: EJ
percent: %|％|﹪
per-mille: ‰
in: ″
pH: pH
"""

# ISO 4217: the codes in use that are no words of other meaning in capitals before a number.
CURRENCY_CODES = word_set(
    """AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF
    CLP CNH CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL
    HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL
    MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON
    RSD RUB RUR RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS
    UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL DEM FRF ITL ESP ATS NLG"""
)

# Written after a number: code, how it is written, one hundredth where the factor says so.
_MONEY = """
USD: dollar|dollars|us dollars|us dollar|u.s. dollars|u.s. dollar|american dollars|$|долл|доллар|доллара|долларов
  |долларов сша|доллара сша|долл. сша|美元|dólares|dollari|δολάρια|δολαρίων
AUD: australian dollars|澳元
CAD: canadian dollars|加元
NZD: new zealand dollars
HKD: hong kong dollars|港元|港币
SGD: singapore dollars|新加坡元
TWD: taiwan dollars|新台币
EUR: euro|euros|€|евро|欧元|ευρώ
GBP: pounds sterling|british pounds|sterling|£|фунтов стерлингов|фунта стерлингов|英镑
JPY: yen|japanese yen|иен|иены|йен|日元|円
CNY: yuan|renminbi|rmb|chinese yuan|юань|юаня|юаней|元|人民币|元人民币
RUB: ruble|rubles|rouble|roubles|russian rubles|₽|р|руб|рубль|рубля|рублей|рублю|рублям|рублями|卢布
INR: rupee|rupees|indian rupees|рупий|卢比
KRW: south korean won|korean won|вон|韩元
CHF: swiss franc|swiss francs|швейцарских франков|瑞士法郎
UAH: hryvnia|hryvnias|hryvnyas|гривна|гривны|гривен|грн
KZT: tenge|тенге
TRY: turkish lira|turkish liras|lira|liras
BRL: real|reais|reals
ZAR: rand|south african rand
MXN: mexican pesos
ARS: argentine pesos
PHP: philippine pesos
SEK: swedish kronor|swedish krona|kronor
NOK: norwegian kroner|norwegian krone|kroner|krone
DKK: danish kroner|danish krone
PLN: zloty|zlotys|złoty|zł|злотых
THB: baht
IDR: rupiah
MYR: ringgit
VND: dong
ILS: shekel|shekels
AED: dirham|dirhams
SAR: riyal|riyals
"""
_CENTS = """
USD: cent|cents|¢|цент|цента|центов|美分
GBP: pence|penny|p
RUB: копейка|копейки|копеек
EUR: euro cents|eurocents
"""


def _read(text: str, *, factor: Decimal = ONE, money: bool = False) -> dict[str, Unit]:
    found: dict[str, Unit] = {}
    for line in text.strip().replace("\n  |", "|").splitlines():
        name, _, forms = line.partition(": ")
        unit = Unit(name=name, factor=factor, money=money)
        found.update(dict.fromkeys(forms.split("|"), unit))
    return found


LOWER: Mapping[str, Unit] = {
    **_read(_WORDS),
    **_read(_MONEY, money=True),
    **_read(_CENTS, factor=Decimal("0.01"), money=True),
    "成": Unit(name="percent", factor=Decimal(10)),  # a tenth
}
EXACT: Mapping[str, Unit] = {
    **_read(_SYMBOLS),
    **{code: Unit(name={"RUR": "RUB", "CNH": "CNY"}.get(code, code), money=True) for code in CURRENCY_CODES},
}

# Russian adjectives of measure, without their endings: "45-летний", "15-процентная".
ADJECTIVES: Mapping[str, Unit] = {
    stem: {**EXACT, **LOWER}[form]
    for stem, form in (
        ("летн", "year"), ("процентн", "percent"), ("километров", "km"), ("метров", "metre"), ("сантиметров", "cm"),
        ("тонн", "tonne"), ("часов", "hour"), ("дневн", "day"), ("месячн", "month"), ("недельн", "week"), ("минутн",
        "min"),
        ("килограммов", "kg"), ("мегаваттн", "megawatt"), ("градусн", "°c"), ("рублев", "рубль"), ("долларов",
        "доллар"),
    )
}  # fmt: skip
