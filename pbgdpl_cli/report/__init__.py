"""The office's own numbers: counted package by package, told as a workbook, a page or the office's own form."""
