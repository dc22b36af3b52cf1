#!/usr/bin/env python3
"""Draws the two brands' symbols into sheets/brands/*.svg, each in colour and in white.

    python3 assets/art/marks.py

Every shape is a filled path; no text, stroke, gradient or style sheet, so any program can draw them.
"""
from math import atan2, cos, degrees, pi, radians, sin
from pathlib import Path

OUT = Path(__file__).parents[2] / "sheets/brands"


def n(v):
    s = f"{v:.2f}".rstrip("0").rstrip(".")
    return "0" if s in ("-0", "") else s


def pt(cx, cy, r, deg):
    a = radians(deg)
    return cx + r * cos(a), cy + r * sin(a)


def disc(cx, cy, r, hole=False):
    f = 0 if hole else 1
    return (f"M{n(cx - r)} {n(cy)}A{n(r)} {n(r)} 0 1 {f} {n(cx + r)} {n(cy)}"
            f"A{n(r)} {n(r)} 0 1 {f} {n(cx - r)} {n(cy)}Z")


def seat(cx, cy, r0, r1, mid, span):
    """A ring segment with round ends: a chair seen from above."""
    cap = (r1 - r0) / 2
    a, b = mid - span / 2, mid + span / 2
    p = [pt(cx, cy, r1, a), pt(cx, cy, r1, b), pt(cx, cy, r0, b), pt(cx, cy, r0, a)]
    return (f"M{n(p[0][0])} {n(p[0][1])}A{n(r1)} {n(r1)} 0 0 1 {n(p[1][0])} {n(p[1][1])}"
            f"A{n(cap)} {n(cap)} 0 0 1 {n(p[2][0])} {n(p[2][1])}"
            f"A{n(r0)} {n(r0)} 0 0 0 {n(p[3][0])} {n(p[3][1])}"
            f"A{n(cap)} {n(cap)} 0 0 1 {n(p[0][0])} {n(p[0][1])}Z")


def leaf(x, y, deg, length, width):
    """A pointed leaf from (x, y) along deg."""
    a = radians(deg)
    ux, uy, vx, vy = cos(a), sin(a), -sin(a), cos(a)

    def q(t, s):
        return f"{n(x + ux * t * length + vx * s * width)} {n(y + uy * t * length + vy * s * width)}"
    return (f"M{q(0, 0)}C{q(.18, .52)} {q(.62, .62)} {q(1, 0)}C{q(.62, -.62)} {q(.18, -.52)} {q(0, 0)}Z")


def taper(points, w0, w1):
    """A stem along points (a smooth polyline), w0 wide at the root and w1 at the tip."""
    left, right = [], []
    for i, (x, y) in enumerate(points):
        x0, y0 = points[max(i - 1, 0)]
        x1, y1 = points[min(i + 1, len(points) - 1)]
        L = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** .5
        w = (w0 + (w1 - w0) * i / (len(points) - 1)) / 2
        nx, ny = -(y1 - y0) / L * w, (x1 - x0) / L * w
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    pts = left + right[::-1]
    return "M" + "L".join(f"{n(x)} {n(y)}" for x, y in pts) + "Z"


def svg(name, size, title, paths):
    body = "\n".join(f'  <path fill="{c}"{" fill-rule=%sevenodd%s" % (chr(34), chr(34)) if eo else ""} d="{d}"/>'
                     for c, eo, d in paths)
    (OUT / name).write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" '
                            f'width="{size}" height="{size}">\n  <title>{title}</title>\n{body}\n</svg>\n')


def peace_table():
    c = 60
    seats = "".join(seat(c, c, 47.5, 57, a, 31) for a in range(-90, 270, 60))
    table = disc(c, c, 39.5)
    # an olive sprig, root at lower left, tip at upper right
    pts = []
    for i in range(25):
        t = i / 24
        pts.append((41.5 + 33 * t, 80.5 - 38 * t - 6 * sin(pi * t)))
    stem = taper(pts, 3.0, 1.4)
    leaves = ""
    for t, side, L in ((.24, 1, 20), (.32, -1, 20), (.52, 1, 19), (.60, -1, 18), (.79, 1, 15), (.85, -1, 14.5)):
        i = round(t * 24)
        x, y = pts[i]
        x1, y1 = pts[min(i + 1, 24)]
        d = degrees(atan2(y1 - y, x1 - x))
        leaves += leaf(x, y, d + side * 47, L, 7.4)
    x, y = pts[-1]
    leaves += leaf(x - 1, y + 1, -50, 12.5, 6.4)
    for suffix, col, sprig in (("", "#6B2148", "#FFFFFF"), ("-mono", "#FFFFFF", None)):
        if sprig:
            paths = [(col, False, seats), (col, False, table), (sprig, False, stem), (sprig, False, leaves)]
        else:  # on a coloured band the table is a ring, so that the sprig stays the brightest thing
            ring = disc(c, c, 40) + disc(c, c, 36.8, hole=True)
            paths = [(col, False, seats), (col, False, ring), (col, False, stem), (col, False, leaves)]
        svg(f"peace-table{suffix}.svg", 120, "Peace Table Alliance", paths)


def clip_wave(c, R, y, amp, thick, period, phase):
    """A band of water, ended on a circle of radius R about (c, c)."""
    def f(x, off):
        return y + off + amp * sin(2 * pi * (x - phase) / period)

    def ends(off):
        lo, hi = c - R, c + R
        xs = [lo + (hi - lo) * i / 2000 for i in range(2001)]
        inside = [x for x in xs if (x - c) ** 2 + (f(x, off) - c) ** 2 <= R * R]
        return inside[0], inside[-1]
    a0, a1 = ends(0)
    b0, b1 = ends(thick)
    N = 60
    top = [(a0 + (a1 - a0) * i / N, f(a0 + (a1 - a0) * i / N, 0)) for i in range(N + 1)]
    bot = [(b1 + (b0 - b1) * i / N, f(b1 + (b0 - b1) * i / N, thick)) for i in range(N + 1)]
    d = "M" + "L".join(f"{n(x)} {n(yy)}" for x, yy in top)
    d += f"A{R} {R} 0 0 1 {n(bot[0][0])} {n(bot[0][1])}" + "L" + "L".join(f"{n(x)} {n(yy)}" for x, yy in bot[1:])
    d += f"A{R} {R} 0 0 1 {n(top[0][0])} {n(top[0][1])}Z"
    return d


def harbor():
    c = 60
    k, h, r = 8.5, 24, 2.5                 # a cross with barely rounded corners, as a sun over water
    cy = 44
    x = [c - h, c - k, c + k, c + h]
    y = [cy - h, cy - k, cy + k, cy + h]
    cross = (f"M{n(x[1])} {n(y[0] + r)}a{r} {r} 0 0 1 {r} -{r}H{n(x[2] - r)}a{r} {r} 0 0 1 {r} {r}V{n(y[1])}"
             f"H{n(x[3] - r)}a{r} {r} 0 0 1 {r} {r}V{n(y[2] - r)}a{r} {r} 0 0 1 -{r} {r}H{n(x[2])}"
             f"V{n(y[3] - r)}a{r} {r} 0 0 1 -{r} {r}H{n(x[1] + r)}a{r} {r} 0 0 1 -{r} -{r}V{n(y[2])}"
             f"H{n(x[0] + r)}a{r} {r} 0 0 1 -{r} -{r}V{n(y[1] + r)}a{r} {r} 0 0 1 {r} -{r}H{n(x[1])}Z")
    w1 = clip_wave(c, 51, 73, 3.4, 7, 40, 50)
    w2 = clip_wave(c, 51, 86, 3.4, 7, 40, 50)
    w3 = clip_wave(c, 51, 98.5, 3, 5.2, 40, 50)
    ring = disc(c, c, 58) + disc(c, c, 54, hole=True)
    for suffix, col, acc in (("", "#0B4F5C", "#2A8C98"), ("-mono", "#FFFFFF", "#FFFFFF")):
        svg(f"harbor-health{suffix}.svg", 120, "Harbor County Public Health",
            [(col, False, ring), (col, False, cross), (acc, False, w1), (acc, False, w2), (acc, False, w3)])


peace_table()
harbor()
