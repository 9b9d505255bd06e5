"""Handwriting among print: numbers written into the blanks of a form, and where the hand that wrote them shows."""
