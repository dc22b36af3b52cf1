"""Whether the pages of all tools say the same: reads copies of one row and compares them.

    python compare.py ROW NAME=FILE [NAME=FILE ...]

The first file is what the others are compared with. Words are compared as a collection: tools put notes and figures in
other places, and break words in others. What a tool is free in (quotation marks, dashes, bullets, capitals) is left
out. Ends with status 1 where something is missing."""
import collections
import ctypes
import re
import sys
import unicodedata

import pypdfium2
import pypdfium2.raw as pdfium

import worker

FIELDS = ["title", "name", "state", "district", "households", "share"]
PAGES = 2
# A hyphen at the end of a line is told in as many ways as there are readers.
HYPHENS = re.compile(r"[-\u00ad\u2010\u0002\ufffe]\s*")


def words(text):
    """Runs of letters and runs of digits, without the hyphens within them."""
    text = HYPHENS.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return re.findall(r"[^\W\d_]+|\d+", text)


def targets(document, page):
    """The addresses that the links of a page lead to."""
    found = set()
    place = ctypes.c_int(0)
    link = pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page, ctypes.byref(place), ctypes.byref(link)):
        action = pdfium.FPDFLink_GetAction(link)
        length = pdfium.FPDFAction_GetURIPath(document, action, None, 0) if action else 0
        if length:
            buffer = ctypes.create_string_buffer(length)
            pdfium.FPDFAction_GetURIPath(document, action, buffer, length)
            found.add(buffer.value.decode().rstrip("/").replace("https://www.", "https://"))
    return found


class Copy:
    """What a reader finds in a file."""

    def __init__(self, path):
        document = pypdfium2.PdfDocument(path)
        pages = list(document)
        self.pages = len(pages)
        self.words = collections.Counter(words("\n".join(p.get_textpage().get_text_bounded() for p in pages)))
        self.tagged = bool(pdfium.FPDFCatalog_IsTagged(document.raw))
        self.links = set().union(*(targets(document.raw, p.raw) for p in pages))
        self.pictures = sum(1 for p in pages for o in p.get_objects(max_depth=4) if o.type == pdfium.FPDF_PAGEOBJ_IMAGE)


def faults(copy, row, like):
    """What keeps a copy from being the same work as `like`."""
    if copy.pages != PAGES:
        yield f"{copy.pages} pages"
    if not copy.tagged:
        yield "no tags"
    if not copy.pictures:
        yield "no photo"
    for field in FIELDS:
        if collections.Counter(words(row[field])) - copy.words:
            yield f"`{field}` is missing: {row[field]}"
    for what, difference in (("lacks", like.words - copy.words), ("has more", copy.words - like.words)):
        if difference:
            yield f"{what}: {' '.join(sorted(difference.elements()))}"
    for what, difference in (("has no link to", like.links - copy.links), ("alone links to", copy.links - like.links)):
        if difference:
            yield f"{what} {', '.join(sorted(difference))}"


def main():
    number = int(sys.argv[1])
    files = [argument.split("=", 1) for argument in sys.argv[2:]]
    row = worker.recipients()[number]
    copies = [(name, Copy(path)) for name, path in files]
    first = copies[0][1]
    wrong = [f"{name}, row {number + 1}: {fault}" for name, copy in copies for fault in faults(copy, row, first)]
    print("\n".join(wrong) or
          f"row {number + 1}, {row['name']}: {first.words.total()} words, {len(first.links)} links, the same for all")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
