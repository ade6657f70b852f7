"""Tables as files: CSV and XLSX that a spreadsheet opens as they are, and never runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import UTC, date, datetime, time

import xlsxwriter

from bot.reviewing.table import Cell, Table

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula."""
WIDEST = 60


def csv_file(table: Table) -> bytes:
    """UTF-8 with a byte order mark and semicolons, as a Danish Excel opens it. Numbers have the language's decimal
    sign. Words that would be run as a formula begin with an apostrophe."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";")
    writer.writerow(table.columns)
    writer.writerows([_plain(cell, table.decimal) for cell in row] for row in table.rows)
    return stream.getvalue().encode("utf-8-sig")


def xlsx_file(tables: Sequence[Table], now: datetime) -> bytes:
    """A workbook with a sheet for each table; words are words, whatever they begin with."""
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"created": now.astimezone(UTC).replace(tzinfo=None)})
        formats = {
            date: book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
            time: book.add_format({"num_format": "hh:mm", "valign": "top"}),
            str: book.add_format({"text_wrap": True, "valign": "top"}),
            float: book.add_format({"num_format": "0.0", "valign": "top"}),
            int: book.add_format({"num_format": "0", "valign": "top"}),
        }
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        for table in tables:
            sheet = book.add_worksheet(table.name)
            for column, name in enumerate(table.columns):
                sheet.write_string(0, column, name, bold)
                longest = max((len(str(row[column])) for row in table.rows if row[column] is not None), default=0)
                sheet.set_column(column, column, min(max(longest, len(name), 8) + 2, WIDEST))
            for number, row in enumerate(table.rows, 1):
                for column, cell in enumerate(row):
                    match cell:
                        case str():
                            sheet.write_string(number, column, cell, formats[str])
                        case date() | time():
                            sheet.write_datetime(number, column, cell, formats[type(cell)])
                        case int() | float():
                            sheet.write_number(number, column, cell, formats[type(cell)])
            sheet.freeze_panes(1, 0)
            if table.rows:
                sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    return stream.getvalue()


def _plain(cell: Cell, decimal: str) -> str:
    match cell:
        case None:
            return ""
        case str():
            return f"'{cell}" if cell.startswith(FORMULA) else cell
        case date():
            return cell.isoformat()
        case time():
            return f"{cell:%H:%M}"
    return f"{cell:g}".replace(".", decimal)
