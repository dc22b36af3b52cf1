"""One process of a peer: sets copies when it is told to, and says what they cost.

    python worker.py typst-inputs|typst-source|weasyprint FONTS

Reads orders from standard input, a line each, `FIRST COUNT STEP FOLDER`; answers each with a line of JSON. Everything
that can be kept between copies is kept: the compiler with its fonts and its cache, the style sheet, the images. One
copy is made before the first order, so that nothing is counted but copies."""
import csv
import html
import json
import os
import pathlib
import resource
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
STANDARDS = ["a-2a", "ua-1"]


def table(path):
    """The rows of a CSV file, with a byte order mark for spreadsheets or without."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def recipients():
    return table(HERE / "recipients.csv")


def typst_inputs(fonts):
    """A row as `sys.inputs`, the way that Typst's documentation shows."""
    import typst

    compiler = typst.Compiler(
        str(HERE / "typst" / "main.typ"), root=str(HERE), font_paths=[fonts], ignore_system_fonts=True
    )

    def copy(row, path):
        compiler.compile(output=path, sys_inputs=row, pdf_standards=STANDARDS)

    return copy


def typst_source(fonts):
    """A row within the text of the main file: what Typst keeps between two compilations then stays good, since its
    library, of which the inputs are a part, is the same. The fastest way that we have found."""
    import typst

    compiler = typst.Compiler(root=str(HERE), font_paths=[fonts], ignore_system_fonts=True)

    def copy(row, path):
        cells = json.dumps(json.dumps(row, ensure_ascii=False), ensure_ascii=False)
        main = f'#import "/typst/sheet.typ": sheet\n#sheet(json(bytes({cells})))\n'
        compiler.compile(input=main.encode(), output=path, pdf_standards=STANDARDS)

    return copy


def weasyprint(_fonts):
    """Fields replaced in the text of the page; fonts, style sheet and images are shared by all copies."""
    import logging
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    fonts, images = FontConfiguration(), {}
    folder = HERE / "weasyprint"
    style = CSS(filename=folder / "style.css", font_config=fonts)
    page = (folder / "sheet.html").read_text(encoding="utf-8")

    def copy(row, path):
        text = page
        for name, value in row.items():
            text = text.replace("{{" + name + "}}", html.escape(value.replace("'", "’")))
        HTML(string=text, base_url=f"{folder}/").write_pdf(
            path, stylesheets=[style], font_config=fonts, cache=images, pdf_variant="pdf/ua-1"
        )

    return copy


PEERS = {"typst-inputs": typst_inputs, "typst-source": typst_source, "weasyprint": weasyprint}


def memory():
    """The most that this process has held, in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def main():
    copy = PEERS[sys.argv[1]](sys.argv[2])
    rows = recipients()
    copy(rows[0], os.devnull)
    print(json.dumps({"ready": True}), flush=True)
    for order in sys.stdin:
        first, count, step, folder = order.rstrip("\n").split(" ", 3)
        wall, cpu = time.perf_counter(), time.process_time()
        for nth in range(int(first), int(first) + int(count) * int(step), int(step)):
            row = nth % len(rows)
            copy(rows[row], f"{folder}/{row}.pdf")
        spent = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu, "memory": memory()}
        print(json.dumps(spent), flush=True)


if __name__ == "__main__":
    main()
