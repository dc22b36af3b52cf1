#!/usr/bin/env python3
"""The same two-page sheet for 535 offices by Typst, WeasyPrint and Handbill, measured side by side.

    cargo build --release && cargo build --release --example floor
    python3 benches/peers/run.py

Needs Python 3.10 or newer on Linux or macOS; README.md says how to read what comes out. What is installed and written
goes into target/peers. Ends with status 1 where the pages do not say the same."""
import argparse
import datetime
import json
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE))
import worker  # noqa: E402

CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
KIB = 1 if sys.platform == "darwin" else 1024


def options():
    say = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    say.add_argument("--handbill", type=pathlib.Path, default=ROOT / "target/release/handbill", help="our program")
    say.add_argument("--floor", type=pathlib.Path, default=ROOT / "target/release/examples/floor", help="the floor's")
    say.add_argument("--typst", default=shutil.which("typst"), help="Typst's program; without it that line is left out")
    say.add_argument("--python", type=pathlib.Path, help="a Python that has requirements.txt already")
    say.add_argument("--out", type=pathlib.Path, default=ROOT / "target/peers", help="where files go")
    say.add_argument("--rounds", type=int, default=5, help="how often each has its turn (5)")
    say.add_argument("--processes", type=int, default=CORES, help=f"how many at a time ({CORES})")
    say.add_argument("--share", type=int, default=4, help="copies of WeasyPrint in a turn and process (4)")
    say.add_argument("--keep", action="store_true", help="write the results into README.md")
    say.add_argument("--json", type=pathlib.Path, help="write all figures there")
    return say.parse_args()


# ---- the tools ------------------------------------------------------------------------------------------------------


class Turn:
    """What a turn has cost: seconds, seconds of processors, bytes held at once."""

    def __init__(self, copies, wall, cpu, memory):
        self.copies, self.wall, self.cpu, self.memory = copies, wall, cpu, memory

    rate = property(lambda self: self.copies / self.wall)


class Workers:
    """A peer in Python: processes that live as long as the benchmark, so that starting one is never counted."""

    def __init__(self, kind, name, version, share, processes, python, fonts):
        self.name, self.version, self.processes, self.share = name, version, processes, share * processes
        self.folder_name = f"{kind}-{processes}"
        command = [str(python), str(HERE / "worker.py"), kind, str(fonts)]
        pipe = subprocess.PIPE
        self.running = [subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) for _ in range(processes)]
        for process in self.running:
            self.answer(process)

    def answer(self, process):
        line = process.stdout.readline()
        if not line:
            sys.exit(f"{self.name} has ended: see its message above")
        return json.loads(line)

    def turn(self, first, folder):
        start = time.perf_counter()
        for nth, process in enumerate(self.running):
            print(first + nth, self.share // self.processes, self.processes, folder, file=process.stdin, flush=True)
        spent = [self.answer(process) for process in self.running]
        wall = time.perf_counter() - start
        return Turn(self.share, wall, sum(s["cpu"] for s in spent), sum(s["memory"] for s in spent))

    def file(self, folder, row):
        return folder / f"{row}.pdf"

    def end(self):
        for process in self.running:
            process.stdin.close()
            process.wait()


def spent(command, processors=None):
    """Seconds, seconds of processors and bytes that a command takes from its start to its end."""

    def narrow():
        if processors and hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:processors])

    environment = dict(os.environ, RAYON_NUM_THREADS=str(processors)) if processors else None
    start = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                               env=environment, preexec_fn=narrow)
    told = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(map(str, command))}: status {process.returncode}\n{told.decode(errors='replace')}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * KIB


class TypstProgram:
    """Typst's own program, started for each copy."""

    def __init__(self, program, share, rows, fonts):
        self.program, self.share, self.processes, self.rows, self.fonts = program, share, 1, rows, fonts
        self.name, self.folder_name = "Typst, its program, started for each copy", "typst-program"
        told = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
        self.version = told.stdout.split()[1]

    def turn(self, first, folder):
        turns = [spent(self.command(nth % len(self.rows), folder)) for nth in range(first, first + self.share)]
        return Turn(self.share, sum(t[0] for t in turns), sum(t[1] for t in turns), max(t[2] for t in turns))

    def command(self, row, folder):
        inputs = [part for cell in self.rows[row].items() for part in ("--input", "=".join(cell))]
        return [self.program, "compile", "--root", HERE, "--font-path", self.fonts, "--ignore-system-fonts",
                "--pdf-standard", "a-2a,ua-1", *inputs, HERE / "typst/main.typ", self.file(folder, row)]

    def file(self, folder, row):
        return folder / f"{row}.pdf"

    def end(self):
        pass


class Handbill:
    """Our program: all copies in each turn, from its start to its end, into a new folder."""

    def __init__(self, program, share, processes):
        self.program, self.share, self.processes = program, share, processes
        self.name, self.folder_name = "Handbill", f"handbill-{processes}"
        told = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
        self.version = told.stdout.split()[1]
        self.files = {}

    def turn(self, _first, folder):
        command = [self.program, "batch", HERE / "sheet.yaml", "--recipients", HERE / "recipients.csv", "-o", folder]
        turn = Turn(self.share, *spent(command, self.processes))
        self.files = manifest(folder)
        if len(self.files) != self.share:
            sys.exit(f"handbill wrote {len(self.files)} copies, not {self.share}: see {folder}/manifest.csv")
        return turn

    def file(self, folder, row):
        return folder / self.files[row]

    def end(self):
        pass


def manifest(folder):
    """The file of each row, from 0."""
    lines = worker.table(folder / "manifest.csv")
    return {int(line["row"]) - 1: line["file"] for line in lines if line["file"]}


# ---- a run ----------------------------------------------------------------------------------------------------------


def environment_of(python, out):
    """A Python with what requirements.txt names."""
    if python:
        return python
    folder = out / "venv"
    python = folder / "bin/python"
    wanted = (HERE / "requirements.txt").read_text()
    stamp = folder / "installed.txt"
    if not stamp.exists() or stamp.read_text() != wanted:
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "-r", HERE / "requirements.txt"], check=True)
        stamp.write_text(wanted)
    return python


def pinned():
    """The versions that requirements.txt names."""
    return dict(line.split("==") for line in (HERE / "requirements.txt").read_text().split() if "==" in line)


def tools(asked, python, rows, fonts):
    """All that take part, ours first, in the order of their turns."""
    versions = pinned()
    kinds = [
        ("typst-source", "Typst, one compiler, row in the source", versions["typst"], 15 * asked.share),
        ("typst-inputs", "Typst, one compiler, row as inputs", versions["typst"], 5 * asked.share),
        ("weasyprint", "WeasyPrint, all shared", versions["weasyprint"], asked.share),
    ]
    counts = sorted({1, asked.processes})
    yield from (Handbill(asked.handbill, len(rows), count) for count in counts)
    for kind, name, version, share in kinds:
        yield from (Workers(kind, name, version, share, count, python, fonts) for count in counts)
    if asked.typst:
        yield TypstProgram(asked.typst, 2 * asked.share, rows, fonts)


def measure(asked, python):
    rows = worker.recipients()
    fonts = only_fonts(asked.out / "fonts")
    taking_part = list(tools(asked, python, rows, fonts))
    turns = {tool.folder_name: [] for tool in taking_part}
    floors, faults = [], 0
    for number in range(asked.rounds):
        print(f"round {number + 1} of {asked.rounds}", flush=True)
        folder = asked.out / "copies"
        shutil.rmtree(folder, ignore_errors=True)
        # Every round begins elsewhere in the list, the same for all; of five, the fourth name is in Korean letters.
        first = (number * len(rows) // asked.rounds + 67) % len(rows)
        for tool in taking_part:
            own = folder / tool.folder_name
            own.mkdir(parents=True)
            turns[tool.folder_name].append(tool.turn(first, own))
        floors.append(floor(asked, folder))
        for row in (first, first + asked.share - 1):
            faults += not same(python, taking_part, folder, row % len(rows))
    sizes = {tool.folder_name: size(folder / tool.folder_name) for tool in taking_part}
    for tool in taking_part:
        tool.end()
    return taking_part, turns, sizes, floors, faults


def only_fonts(folder):
    """One folder of all faces, as Typst wants it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for face in sorted((ROOT / "fonts").glob("*/*.ttf")):
        (folder / face.name).symlink_to(face)
    return folder


def floor(asked, folder):
    """What deflating and writing alone take, for the copies of all processors."""
    if not asked.floor.exists():
        return None
    command = [asked.floor, folder / f"handbill-{asked.processes}", str(asked.processes)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def same(python, taking_part, folder, row):
    """Whether the copies of a row say the same."""
    files = [f"{tool.folder_name}={tool.file(folder / tool.folder_name, row)}" for tool in taking_part]
    return subprocess.run([python, HERE / "compare.py", str(row), *files]).returncode == 0


def size(folder):
    """Bytes of a copy, on average."""
    return statistics.mean(path.stat().st_size for path in folder.glob("*.pdf"))


# ---- what comes of it -----------------------------------------------------------------------------------------------


def spread(values):
    """The median with the least and the most, in three digits."""
    middle = statistics.median(values)
    digits = 0 if middle >= 100 else 1 if middle >= 10 else 2
    return f"{middle:.{digits}f} ({min(values):.{digits}f}–{max(values):.{digits}f})"


def report(taking_part, turns, sizes, floors):
    """The table of results and the floor, in Markdown."""
    ours = {tool.processes: turns[tool.folder_name] for tool in taking_part if isinstance(tool, Handbill)}
    most = ours[max(ours)]
    lines = [
        "| | processors | copies a second | CPU ms a copy | memory, MB | kB a copy |"
        f" times, Handbill on {max(ours)} | times, on as many |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for tool in taking_part:
        own = turns[tool.folder_name]
        cells = [
            f"{tool.name}, {tool.version}",
            str(tool.processes),
            spread([turn.rate for turn in own]),
            f"{statistics.median(1000 * turn.cpu / turn.copies for turn in own):.2f}",
            f"{max(turn.memory for turn in own) / 1e6:.0f}",
            f"{sizes[tool.folder_name] / 1000:.0f}",
        ]
        if not isinstance(tool, Handbill):
            for those in (most, ours[tool.processes]):
                cells.append(spread([our.rate / turn.rate for our, turn in zip(those, own)]))
        else:
            cells += ["", ""]
        lines.append(f"| {' | '.join(cells)} |")
    if all(floors):
        lines += ["", floor_line(most, floors)]
    return lines


def floor_line(most, floors):
    whole = [f["deflate"] + f["write"] for f in floors]
    strict = [f["deflate_strict"] + f["write"] for f in floors]
    ratios = [turn.wall / floor for turn, floor in zip(most, whole)]
    hard = [turn.wall / floor for turn, floor in zip(most, strict)]
    last = floors[-1]
    return (
        f"The floor, deflating {last['deflated'] / last['copies'] / 1000:.1f} kB and writing "
        f"{last['written'] / last['copies'] / 1000:.0f} kB a copy: {statistics.median(whole):.3f} s for "
        f"{last['copies']} copies ({statistics.median(f['deflate'] for f in floors):.3f} s and "
        f"{statistics.median(f['write'] for f in floors):.3f} s). Handbill takes {spread(ratios)} times as long; "
        f"{spread(hard)} times, where only single objects that differ are counted "
        f"({last['deflated_strict'] / last['copies'] / 1000:.1f} kB)."
    )


def keep(lines):
    """Puts results in the place of those that README.md ends with."""
    readme = HERE / "README.md"
    before = readme.read_text(encoding="utf-8").split("\n## Results\n")[0]
    readme.write_text("\n".join([before, "## Results", "", *lines, ""]), encoding="utf-8")


def others(taking_part):
    """What to say of a program on the path that is of another version than the bindings beside it."""
    wanted = pinned()["typst"]
    programs = [tool for tool in taking_part if isinstance(tool, TypstProgram) and tool.version != wanted]
    return [f"The program `typst` is {tool.version}, and requirements.txt names {wanted}: its line is not comparable."
            for tool in programs]


def machine():
    model = platform.processor() or platform.machine()
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
        model = next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{model}, {CORES} processors, {memory:.0f} GB, {platform.system()}, {datetime.date.today():%-d %B %Y}"


def main():
    asked = options()
    if not asked.handbill.exists():
        sys.exit(f"there is no {asked.handbill}: cargo build --release")
    if not asked.floor.exists():
        print("SKIPPED the floor: cargo build --release --example floor")
    if not asked.typst:
        print("SKIPPED Typst's program: it is not on the path")
    asked.out = asked.out.absolute()
    asked.out.mkdir(parents=True, exist_ok=True)
    load = os.getloadavg()[0]
    python = environment_of(asked.python, asked.out)
    taking_part, turns, sizes, floors, faults = measure(asked, python)
    lines = [f"{machine()}. Median of {asked.rounds} rounds, least and most in brackets."]
    if load > 0.5:
        lines.append(f"The machine was busy when this began (load {load:.1f}): these figures say little.")
    lines += others(taking_part)
    lines += ["", *report(taking_part, turns, sizes, floors)]
    print("", *lines, sep="\n")
    if asked.keep and not faults:
        keep(lines)
    if asked.json:
        figures = {name: [vars(turn) for turn in own] for name, own in turns.items()}
        asked.json.write_text(json.dumps({"machine": machine(), "turns": figures, "floors": floors}, indent=1) + "\n")
    if faults:
        sys.exit(f"of {faults} rows the pages do not say the same: see above")


if __name__ == "__main__":
    main()
