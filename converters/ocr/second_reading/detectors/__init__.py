"""What on a page is read again, and what of it cannot be right as it is written: ordered tables of small detectors.

To add one, write it in the file of its idea, with an example it finds and one it must not find (a line of print, the
word in question between angle brackets), and name it in that file's tuple. The order of the tuples is in `finding.py`.

    subject           a word with all that stands around it; the span a detector answers with
    finding           the one loop, and the order in which detectors are asked
    quantities        amounts, dates, numbers … in their full form
    quantity_faults   quantities that cannot be right as they are written
    number_forms      how numbers are written, and how they never are
    labels            labels of Điều, khoản, điểm after their unit and in lists
    opening_labels    labels that open a line
    dates             dates that lost a part
    document_numbers  document numbers that broke or lost a part
    counts            bare numbers, and what stands where a count must
    unsure_words      short words the engine was unsure of
"""

from __future__ import annotations
