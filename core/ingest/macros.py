"""The cell parsers as SQL macros: text of any export in, typed values out, NULL where a cell cannot be read.

Each has a fast way for the usual spelling and a slow way for the others, so a million rows take seconds.
Personal values are hashed with a key that is kept beside the store (HMAC-SHA256, RFC 2104).

Slow ways stand in a lambda or name their input once: DuckDB computes a subexpression that occurs twice for
all
rows, also for those that take the fast way.
"""

from __future__ import annotations

import duckdb

_SPACES = " \t\r\n\u00a0\u2007\u2009\u202f\u3000\ufeff\u200b"
_NOTHING = r"^(?:null|-+|—|–|n/a|#n/a|\\N|0000-00-00(?: 00:00:00)?)$"
# Text that needs no cleaning: neither end is a space or a guard, and it is none of the words for nothing.
_SCRIPTS = r"\x{c0}-\x{24f}\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Cyrillic}"
_CLEAN = rf"(?s)[1-9A-MO-Za-mo-z{_SCRIPTS}](?:.*[!-~）】{_SCRIPTS}])?"
_CLEAN_TEXT = rf"{_CLEAN}|[Nn][ -~]{{4,}}[!-~]|[A-Z]{{2,3}}|-?[0-9.]+"
_CLEAN_ID = rf"{_CLEAN}|[0-9][0-9A-Za-z]*|[A-Za-z#][0-9A-Za-z#_.:-]*[0-9]"
_GUARD = r"""^(?:="?([^"]*)"?|[''`](.*))$"""
_CURRENCY = r"RMB|Rp\.?|R\$|US\$|NT\$|HK\$|S\$|[A-Za-z]{3}|zł|kr|[¥￥$€£₩₫฿₹]"
_NUMBER = (
    rf"^[(（]?\s*[-+−–]?\s*(?:{_CURRENCY})?\s*[-+−–]?\s*([0-9][0-9.,'’ "
    rf"\x{{a0}}\x{{2009}}\x{{202f}}]*|[.,][0-9]+)\s*[万亿]?(?:{_CURRENCY}|元|円|%|件|个|只)?\s*-?\s*[)）]?$"
)
_THOUSANDS = r"^[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$|^[0-9]{1,2}(,[0-9]{2})+,[0-9]{3}(\.[0-9]+)?$"
_POINT = rf"^[0-9]*\.[0-9]+$|^[0-9]+\.?$|{_THOUSANDS}"
_COMMA = r"^[0-9]*,[0-9]+$|^[0-9]+,?$|^[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?$"

_ZONE_HOURS = {
    "UTC": 0, "GMT": 0, "WET": 0, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "SGT": 8, "JST": 9,
    "AEST": 10, "AEDT": 11, "EDT": -4, "EST": -5, "CDT": -5, "CST": -6, "MDT": -6, "MST": -7, "PDT": -7,
    "PST": -8,
}  # fmt: skip
"""Hours that a zone's short name stands before UTC, as American and European reports write it."""
# The names of zones with a fixed offset count the other way round (IANA time zone database).
_ZONE_CASES = " ".join(f"WHEN '{word}' THEN 'Etc/GMT{-hours:+d}'" for word, hours in _ZONE_HOURS.items())

_PACKED = "ID|Qty|SKU|Name|Weight|Variation Details|Unit Price|Total Price|Option|Type|UPC|Bin|Category"
_CLOCKS = ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p")
_DAYS = {
    "ymd": ("%Y-%m-%d", "%Y%m%d"),
    # Two-digit years first: "%Y" would read 26 as the year 26.
    "dmy": ("%d-%m-%y", "%d-%m-%Y"),
    "mdy": ("%m-%d-%y", "%m-%d-%Y"),
    "words": ("%d-%b-%y", "%b-%d-%y", "%d-%b-%Y", "%d-%B-%Y", "%b-%d-%Y", "%B-%d-%Y"),
}


def _formats(order: str) -> str:
    names = [
        day + clock
        for kind in dict.fromkeys((order, "ymd", "words"))
        for day in _DAYS[kind]
        for clock in _CLOCKS
    ]
    if order == "ymd":
        names += ["%Y%m%d%H%M%S", "%Y%m%d%H%M"]
    return "[" + ", ".join(f"'{name}'" for name in names) + "]"


_MACROS = {
    "trimmed_of(t)": f"trim(t, '{_SPACES}')",
    "slow_text(t)": f"nullif(regexp_replace(trimmed_of(t), '{_NOTHING}', '', 'i'), '')",
    # Chinese exports put a tab before what a spreadsheet would take for a number, and a dash for nothing.
    "text_of(t)": f"""CASE WHEN t IS NULL OR t IN ('-', 'null') THEN NULL
        WHEN regexp_full_match(t, '{_CLEAN_TEXT}') THEN t ELSE list_transform([ltrim(t, chr(9))], lambda x:
            CASE WHEN regexp_full_match(x, '{_CLEAN_TEXT}') THEN x ELSE slow_text(x) END)[1] END""",
    # Guards against Excel: ="123", '123, `123
    "unguarded(t)": """CASE WHEN starts_with(t, '="') AND ends_with(t, '"') THEN t[3:-2]
        ELSE ltrim(t, chr(9)) END""",
    "slow_id(t)": f"slow_text(regexp_replace(trimmed_of(t), '{_GUARD}', '\\1\\2'))",
    "id_of(t)": f"""CASE WHEN t IS NULL OR t IN ('-', 'null') THEN NULL
        WHEN regexp_full_match(t, '{_CLEAN_ID}') THEN t ELSE list_transform([unguarded(t)], lambda x:
            CASE WHEN regexp_full_match(x, '{_CLEAN_ID}') THEN x ELSE slow_id(t) END)[1] END""",
    # For a column in which every id ends in .0
    "whole_id_of(t)": "id_of(left(t, length(t) - 2))",
    "is_damaged_id(t)": r"coalesce(regexp_full_match(t, '[0-9](\.[0-9]+)?E\+[0-9]{2}', 'i'), false)",
    # Spreadsheets keep 15 digits of a number: of 17 and more, two zeros at the end are chance in one of 100.
    "is_rounded_id(t)": "coalesce(regexp_full_match(t, '[1-9][0-9]{14}00+'), false)",
    "point_number(t)": (
        f"CASE WHEN regexp_matches(t, '{_POINT}') THEN try_cast(replace(t, ',', '') AS DECIMAL(28,8)) END"
    ),
    "comma_number(t)": f"""CASE WHEN regexp_matches(t, '{_COMMA}')
        THEN try_cast(replace(replace(t, '.', ''), ',', '.') AS DECIMAL(28,8)) END""",
    "digits_of(t)": rf"""regexp_replace(regexp_extract(t, '{_NUMBER.replace("'", "''")}', 1), '[''’
        \x{{a0}}\x{{2009}}\x{{202f}}]', '', 'g')""",
    "is_negative(t)": "regexp_matches(t, '[-−–(（]')",
    "half_width(t)": "translate(t, '０１２３４５６７８９．，－＋％', '0123456789.,-+%')",
    "bare_of(t)": (
        "half_width(CASE WHEN contains(t, '（') AND NOT starts_with(t, '（') THEN "
        "regexp_replace(t, '（[^）]*）', '') ELSE t END)"
    ),
    "myriads_of(t)": (
        "CASE WHEN contains(t, '万') THEN 10000 WHEN contains(t, '亿') THEN 100000000 ELSE 1 END"
    ),
    "signed_number(t, sign)": """(CASE WHEN is_negative(t) THEN -1 ELSE 1 END) * myriads_of(t)
        * CASE WHEN sign = ',' THEN comma_number(digits_of(t)) ELSE point_number(digits_of(t)) END""",
    "odd_number(t, sign)": "list_transform([bare_of(t)], lambda x: signed_number(x, sign))[1]",
    "number_of(t, sign)": """CASE WHEN sign = ',' THEN odd_number(t, sign)
        ELSE coalesce(try_cast(t AS DECIMAL(28,8)), odd_number(t, sign)) END""",
    # DECIMAL(18,4) is read ten times faster than DECIMAL(28,8), and enough for money and quantities.
    "amount_of(t, sign)": """CASE WHEN sign = ',' THEN try_cast(odd_number(t, sign) AS DECIMAL(18,4))
        ELSE coalesce(try_cast(t AS DECIMAL(18,4)), try_cast(odd_number(t, sign) AS DECIMAL(18,4))) END""",
    # Of a cell as it stands in the file: nearly all are plain numbers and need no cleaning first.
    "cell_amount(t, sign)": """CASE WHEN t IS NULL THEN NULL
        WHEN sign <> ',' AND try_cast(t AS DECIMAL(18,4)) IS NOT NULL
        THEN try_cast(t AS DECIMAL(18,4)) ELSE amount_of(text_of(t), sign) END""",
    "share_of(t, sign)": "number_of(t, sign) / CASE WHEN contains(t, '%') THEN 100 ELSE 1 END",
    "whole_of(t, sign)": (
        "CASE WHEN number_of(t, sign) % 1 = 0 THEN try_cast(number_of(t, sign) AS BIGINT) END"
    ),
    "flag_of(t)": """CASE WHEN lower(t) IN ('true', 'yes', 'y', '1', '1.0', 't', '是', '√', 'on') THEN true
        WHEN lower(t) IN ('false', 'no', 'n', '0', '0.0', 'f', '否', '×', 'off') THEN false END""",
    # Some systems write a clock of 24 hours with AM or PM behind it: 14:15:00 PM.
    "day_clock(t)": r"""regexp_replace(t,
        '(^|[^0-9:])(00|1[3-9]|2[0-3])(:\d\d(?::\d\d)?)\s*[AaPp][Mm]', '\1\2\3')""",
    # German reports name the months in German.
    "english_months(t)": r"""CASE WHEN regexp_matches(t, '(?i)mai|okt|dez|m[äa]rz|mär|mrz')
        THEN replace(replace(replace(regexp_replace(lower(t), 'm(ärz|arz|är|rz)', 'mar'), 'mai', 'may'),
            'okt', 'oct'), 'dez', 'dec') ELSE t END""",
    "even_moment(t)": r"""regexp_replace(regexp_replace(regexp_replace(
        day_clock(half_width(english_months(t))),
        '[年月/.](\s*\d|\s*[A-Za-z])',
        '-\1', 'g'), '日|,', ''),
        '^(\d{1,2}|[A-Za-z]+)[- ]+(\d{1,2}|[A-Za-z]+)[- ]+(\d{2,4})', '\1-\2-\3')""",
    "excel_day(t)": """CASE WHEN try_cast(t AS DOUBLE) BETWEEN 20000 AND 80000
        THEN TIMESTAMP '1899-12-30' + to_seconds(round(try_cast(t AS DOUBLE) * 86400)) END""",
    "sane_moment(m)": "CASE WHEN m > TIMESTAMP '1900-01-01' THEN m END",
    **{
        f"{order}_moment(t)": (
            f"coalesce(sane_moment(CAST(try_strptime(even_moment(t), "
            f"{_formats(order)}) AS TIMESTAMP)), excel_day(t))"
        )
        for order in ("ymd", "dmy", "mdy")
    },
    # In a column that mixes both orders only a date that can be read in one way is believed.
    "mixed_moment(t)": """CASE WHEN dmy_moment(t) IS NULL OR mdy_moment(t) IS NULL OR dmy_moment(t) =
        mdy_moment(t)
        THEN coalesce(dmy_moment(t), mdy_moment(t)) END""",
    **{
        # The quick way is for whole years in front only: 12/1/26 would be the year 12.
        f"{order}_local(t)": f"""CASE WHEN substr(t, 5, 1) IN ('-', '/')
            AND try_cast(left(t, 4) AS SMALLINT) IS NOT NULL AND try_cast(t AS TIMESTAMP) IS NOT NULL
            THEN try_cast(t AS TIMESTAMP) ELSE list_transform([t], lambda x: {order}_moment(x))[1] END"""
        for order in ("ymd", "dmy", "mdy", "mixed")
    },
    "has_offset(t)": """length(t) > 16 AND (ends_with(t, 'Z') OR contains(t[-6:], '+') OR contains(t[-6:],
        '-'))""",
    # As programs write it: 2026-03-31 18:05:00, and with an offset 2026-03-31 18:05:00 -0400
    "is_plain_local(t)": (
        "regexp_full_match(t, '[12][0-9]{3}-[01][0-9]-[0-3][0-9] [0-2][0-9]:[0-5][0-9](:[0-5][0-9])?')"
    ),
    "is_plain_offset(t)": "t LIKE '____-__-__ __:__:__ -____' OR t LIKE '____-__-__ __:__:__ +____'",
    "minutes_of_offset(hhmm)": "to_minutes(hhmm // 100 * 60 + hhmm % 100)",
    "plain_offset(t)": (
        "try_cast(left(t, 19) AS TIMESTAMP) - minutes_of_offset(try_cast(substr(t, 21, 5) AS BIGINT))"
    ),
    "offset_moment(t)": r"""timezone('UTC', try_cast(regexp_replace(t, '\s*([+-]\d{2}):?(\d{2})$', '\1:\2') AS
        TIMESTAMPTZ))""",
    # A time may end in the short name of its zone, as in "Sep 3, 2026 10:15:00 AM PDT".
    "has_zone_word(t)": r"""CASE WHEN right(t, 1) IN ('T', 'C')
        THEN regexp_matches(t, '[0-9M]\s+[A-Z]{3,4}$') ELSE false END""",
    "bare_moment(t)": r"regexp_replace(t, '\s+[A-Z]{3,4}$', '')",
    "zone_of_word(t)": f"CASE regexp_extract(t, '[A-Z]{{3,4}}$') {_ZONE_CASES} END",
    # Where a row stands among those of all files of an import, as one number.
    "row_place(file_no, source_row)": "file_no * 1000000000000 + source_row",
    # The way by microseconds is three times as fast as timezone('UTC', ...), which asks the calendar again.
    "utc_of(moment, zone)": "make_timestamp(epoch_us(timezone(zone, moment)))",
    "local_day(moment, zone)": "CAST(timezone(zone, to_timestamp(epoch_us(moment) / 1000000)) AS DATE)",
    "plain_word(t)": r"lower(regexp_replace(replace(t, '，', ','), '\s+', ' ', 'g'))",
    # What is hidden already stays as it is, so that a mended row still names the same person.
    "hidden_id(t)": """CASE WHEN regexp_full_match(t, 'h-[0-9a-f]{24}') THEN t ELSE 'h-' ||
        sha256(getvariable('hash_outer') || unhex(sha256(getvariable('hash_inner') ||
        encode(lower(t)))))[1:24] END""",
    # Of a histogram; among equals the first in the alphabet, so that a file gives the same twice.
    "most_frequent(h)": "map_keys(h)[list_position(map_values(h), list_max(map_values(h)))]",
    # BigCommerce packs a line into one text: "Product ID: 24, Product Qty: 2, Product SKU: A, ..."
    "packed_value(t, word)": f"""nullif(trim(regexp_extract(t,
        '(?s)(?:^|, )Product ' || word || ': (.*?)(?:, '
        'Product (?:{_PACKED})[^:,]*: |$)', 1)), '')""",
    "is_masked(t)": "coalesce(contains(t, '*') OR contains(t, '密文') OR contains(t, '●'), false)",
    "is_email(t)": r"coalesce(regexp_full_match(trim(t), '[^@\s]+@[^@\s]+\.[^@\s]+'), false)",
    # Of China with and without the country's number, of elsewhere with it.
    "is_phone(t)": r"""coalesce(regexp_full_match(regexp_replace(t, '[\s()\-]', '', 'g'),
        '((\+|00)?86)?1[3-9][0-9]{9}|\+[1-9][0-9]{7,14}'), false)""",
    # An account or person named by phone or e-mail is known by its keyed hash, the same in every shop.
    "private_id(t)": r"""CASE WHEN is_masked(t) THEN NULL WHEN is_email(t) THEN hidden_id(trim(t))
        WHEN is_phone(t) THEN hidden_id(regexp_replace(regexp_replace(t, '[\s()\-]', '', 'g'),
            '^(\+|00)?86(1[3-9][0-9]{9})$', '\2')) ELSE t END""",
}


def install(connection: duckdb.DuckDBPyConnection, key: bytes) -> None:
    """Give a connection the parsers. key: secret of this installation, for values that must not be kept as
    they are."""
    if not _knows_parsers(connection):
        for head, body in _MACROS.items():
            connection.execute(f"CREATE OR REPLACE MACRO {head} AS {body}")
    block = key.ljust(64, b"\0")
    for name, mask in (("hash_inner", 0x36), ("hash_outer", 0x5C)):
        connection.execute(f"SET VARIABLE {name} = ?", [bytes(byte ^ mask for byte in block)])


def _knows_parsers(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether another connection of the same engine has made them: all of them share one catalog."""
    try:
        connection.execute("SELECT private_id(NULL)")
    except duckdb.CatalogException:
        return False
    return True
