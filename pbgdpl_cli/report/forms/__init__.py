"""The numbers as files: workbook, page, Markdown, and any form of the office with placeholders in it."""
