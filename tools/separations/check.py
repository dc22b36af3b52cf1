"""Separations of press files, as a raster image processor makes them.

    python check.py FILE.pdf...        needs Ghostscript, numpy and Pillow; status 1 where a file fails

Each page is separated by Ghostscript (`tiffsep`, overprint simulated) as it is, without its shapes, without its text, and
with its pictures alone. From these follows, independently of how the file was written:

- black text stands on the black plate alone (no other ink where text is solid black beside pictures);
- it overprints (what lies under it is on the other plates as if the text were not there);
- no spot of a page takes more ink than the limit, by the sum of all plates.
"""

import argparse
import pathlib
import subprocess
import sys
import tempfile

import numpy
from PIL import Image

RESOLUTION = 100
PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
# Anti-aliased edges and the rounding to bytes.
SOLID = 98.0
TOLERANCE = 1.5


def separate(pdf, folder, *options):
    """The plates of every page: a list of {name: per cent of ink}."""
    folder.mkdir()
    subprocess.run(
        ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", f"-r{RESOLUTION}",
         "-dOverprint=/simulate", "-dUseBleedBox", *options, f"-sOutputFile={folder}/%d.tif", str(pdf)],
        check=True,
    )
    pages = []
    while (composite := folder / f"{len(pages) + 1}.tif").exists():
        number = composite.stem
        plates = {}
        for path in sorted(folder.glob(f"{number}(*).tif")):
            name = path.name[len(number) + 1:-len(").tif")]
            with Image.open(path) as image:
                # A separation is a grey picture: 0 is solid ink.
                plates[name] = 100.0 - numpy.asarray(image.convert("L"), dtype=numpy.float32) / 2.55
        pages.append(plates)
    return pages


def faults(whole, words, grounds, pictures, limit):
    """What is wrong with a page, in sentences."""
    others = [name for name in whole if name != "Black"]
    bare = sum(pictures.values()) < TOLERANCE if pictures else True
    black = (words["Black"] >= SOLID) & bare
    if not black.any():
        yield "no black text was found"
    for name in others:
        if name in words and (words[name][black] > TOLERANCE).any():
            yield f"black text is on the {name} plate too"
        under = grounds.get(name)
        if under is not None and (abs(whole[name] - under)[black] > TOLERANCE).any():
            yield f"black text does not overprint: it leaves a hole in the {name} plate"
    ink = sum(whole.values())
    if (most := ink.max()) > limit + TOLERANCE:
        yield f"{most:.0f} % of ink in all, the limit is {limit:.0f} %"


def check(pdf, limit):
    found = []
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        whole = separate(pdf, scratch / "whole")
        # FILTERIMAGE would take the glyphs along, which are bitmaps at this stage.
        words = separate(pdf, scratch / "words", "-dFILTERVECTOR")
        grounds = separate(pdf, scratch / "grounds", "-dFILTERTEXT")
        pictures = separate(pdf, scratch / "pictures", "-dFILTERTEXT", "-dFILTERVECTOR")
    most = 0.0
    for number, page in enumerate(zip(whole, words, grounds, pictures), 1):
        most = max(most, sum(page[0].values()).max())
        found += [f"page {number}: {fault}" for fault in faults(*page, limit)]
    spots = sorted({name for page in whole for name in page} - set(PROCESS))
    plates = ", ".join(["4 process inks", *spots])
    print(f"{pdf.name}: {len(whole)} pages, {plates}, {most:.0f} % of ink at most")
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--limit", type=float, default=300.0, help="most ink of all plates, in per cent")
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    arguments = parser.parse_args()
    failed = False
    for pdf in arguments.files:
        for fault in check(pdf, arguments.limit):
            print(f"  {fault}", file=sys.stderr)
            failed = True
    sys.exit(failed)


if __name__ == "__main__":
    main()
