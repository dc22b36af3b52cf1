#!/usr/bin/env python3
"""Draws sheets/assets/ridges-at-dawn.jpg: ridges in mist over a river plain, seen through a wire fence.

    pip install numpy pillow
    python3 assets/art/ridges.py [output.jpg]

The picture is drawn from noise with a fixed seed, so the script gives the same pixels each time.
"""
import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

W, H = 2400, 1600
OUT = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[2] / "sheets/assets/ridges-at-dawn.jpg"
rng = np.random.default_rng(1953)


def rgb(hexa):
    return np.array([int(hexa[i:i + 2], 16) for i in (0, 2, 4)], float) / 255


def ramp(t, stops):
    """Colour at t (array in 0..1) along stops [(position, colour)]."""
    p = [s[0] for s in stops]
    c = np.stack([rgb(s[1]) for s in stops])
    return np.stack([np.interp(t, p, c[:, k]) for k in range(3)], -1)


def noise1(n, cells, rng):
    """Smooth 1-D noise in -1..1."""
    pts = rng.uniform(-1, 1, cells + 3)
    x = np.linspace(0, cells, n)
    i = x.astype(int)
    f = x - i
    f = f * f * (3 - 2 * f)
    return pts[i] * (1 - f) + pts[i + 1] * f


def fractal1(n, cells, octaves, fall, rng):
    out, amp = np.zeros(n), 1.0
    for o in range(octaves):
        out += amp * noise1(n, cells * 2 ** o, rng)
        amp *= fall
    return out


def noise2(h, w, ch, cw, rng):
    """Smooth 2-D noise in 0..1, by scaling up a small random image."""
    small = Image.fromarray((rng.random((ch, cw)) * 255).astype("uint8"))
    return np.asarray(small.resize((w, h), Image.BICUBIC), float) / 255


def fractal2(h, w, ch, cw, octaves, rng):
    out, amp, total = np.zeros((h, w)), 1.0, 0.0
    for o in range(octaves):
        out += amp * noise2(h, w, ch * 2 ** o, cw * 2 ** o, rng)
        total += amp
        amp *= 0.55
    return out / total


yy, xx = np.mgrid[0:H, 0:W].astype(float)
X = np.arange(W)

# Sky: a low sun to the right of the centre, warm at the horizon, slate above.
HORIZON = 900
sky = ramp(np.clip(yy / HORIZON, 0, 1),
           [(0, "5d6480"), (0.30, "8b88a0"), (0.55, "c1a9ad"), (0.78, "eac9b2"), (1, "f7e3c8")])
sx, sy = 1560, 640
d = np.hypot((xx - sx) / 1.5, yy - sy)
glow = np.exp(-(d / 430) ** 1.5)[..., None]
img = sky * (1 - 0.62 * glow) + rgb("fff0d2") * 0.62 * glow

# High streaked cloud, lit from below.
cl = fractal2(H, W, 14, 5, 5, rng)
cl = np.clip((cl - 0.50) * 4.2, 0, 1) * np.clip(1 - yy / 720, 0, 1) ** 0.7
lit = ramp(np.clip(yy / 700, 0, 1), [(0, "a79fb2"), (0.5, "e6c6bb"), (1, "fbe2c4")])
img = img * (1 - 0.55 * cl[..., None]) + lit * 0.55 * cl[..., None]

# The sun's disc, half lost in the haze.
disc = 1 / (1 + np.exp(np.clip((np.hypot(xx - sx, yy - sy) - 46) / 2.2, -60, 60)))
img = img * (1 - 0.9 * disc[..., None]) + rgb("fffaf0") * 0.9 * disc[..., None]

# Ridges, far to near: each darker, each rising out of its own mist.
LAYERS = [  # base, height, cells, octaves, colour at the crest, colour of the mist at the foot
    (690, 60, 4, 6, "c9adb0", "f0d5c0"),
    (735, 85, 5, 7, "ab95a3", "ecd0bd"),
    (790, 100, 4, 7, "897b92", "e2c5b6"),
    (838, 110, 6, 7, "675f7d", "d3b6ae"),
    (888, 125, 5, 8, "4b4866", "c3a5a4"),
]
for k, (base, height, cells, octv, crest, foot) in enumerate(LAYERS):
    prof = fractal1(W, cells, octv, 0.47, rng)
    sharp = -np.abs(fractal1(W, cells + 2, octv, 0.5, rng)) * 0.9   # ridged noise: peaks, not waves
    y = base - height * (0.55 * prof + 0.95 * (sharp + 0.55))
    y += 26 * np.exp(-((X - sx) / 520.0) ** 2) * (k > 1)            # a saddle under the sun
    edge = np.clip((yy - y[None, :]) / 1.6 + 0.5, 0, 1)
    depth = np.clip((yy - y[None, :]) / (165 + 18 * k), 0, 1)
    body = ramp(depth ** 0.85, [(0, crest), (1, foot)])
    tex = fractal2(H, W, 60, 40, 4, rng)                             # gullies and forest
    body *= (1 + (tex - 0.5)[..., None] * 0.26 * (1 - depth[..., None]) * (0.4 + 0.2 * k))
    warm = np.exp(-((xx - sx) / 620) ** 2)[..., None] * (0.20 - 0.025 * k)
    body = body * (1 - warm) + rgb("ffe1b5") * warm
    img = img * (1 - edge[..., None]) + body * edge[..., None]
    m = fractal2(H, W, 26, 5, 4, rng)                                # drifting mist
    band = np.exp(-((yy - (base + 60)) / 46) ** 2) * np.clip((m - 0.38) * 3.2, 0, 1) * 0.85
    img = img * (1 - band[..., None]) + rgb(foot) * 1.03 * band[..., None]

# The plain: paddies in perspective and a river that catches the sky.
PLAIN = 985
t = np.clip((yy - PLAIN) / (H - PLAIN), 0, 1)
plain = ramp(t, [(0, "cbb0a3"), (0.12, "a8938c"), (0.4, "6f6a6a"), (0.75, "3f4149"), (1, "2a2c36")])
tex = fractal2(H, W, 150, 14, 4, rng)
plain *= 1 + (tex - 0.5)[..., None] * (0.25 + 0.55 * t[..., None])
persp = 1 / (0.05 + t)
rows = np.sin(persp * 9.0 + (xx - 1200) / 900 * 0.6)
plain *= 1 + 0.055 * (rows * (t > 0.015) * np.clip(1 - t * 1.25, 0, 1))[..., None]
pedge = np.clip((yy - PLAIN - 5 * noise1(W, 9, rng)[None, :]) / 26 + 0.5, 0, 1)
img = img * (1 - pedge[..., None]) + plain * pedge[..., None]

z = 1 / (t + 0.055)                                                  # river, laid out on the ground plane
gx = (xx - 1330) * z / 1150
course = 1.25 * np.sin(0.78 * z + 0.15) + 0.35 * np.sin(1.9 * z)
slope = 1.25 * 0.78 * np.cos(0.78 * z + 0.15) + 0.35 * 1.9 * np.cos(1.9 * z)
dist = (np.abs(gx - course + 0.03 * noise1(H, 90, rng)[:, None]) / np.sqrt(1 + slope ** 2) - 0.17) / z * 1150
river = 1 / (1 + np.exp(np.clip(dist / (1.2 + 2.0 * t), -60, 60)))
river *= (yy > PLAIN + 4) * np.clip((1475 - yy) / 70, 0, 1)
water = ramp(t, [(0, "fbe6c9"), (0.25, "edcdb9"), (0.55, "c3a6ab"), (1, "80778c")])
rip = fractal2(H, W, 260, 9, 3, rng)
water *= 1 + (rip - 0.5)[..., None] * 0.16
img = img * (1 - 0.93 * river[..., None]) + water * 0.93 * river[..., None]

mm = fractal2(H, W, 22, 4, 5, rng)                                   # low mist where plain meets hills
band = np.exp(-((yy - 1000) / 42) ** 2) * np.clip((mm - 0.28) * 2.4, 0, 1) * 0.9
img = img * (1 - band[..., None]) + rgb("f0d6c2") * band[..., None]
band = np.exp(-((yy - 1135) / 30) ** 2) * np.clip((fractal2(H, W, 20, 4, 5, rng) - 0.50) * 3, 0, 1) * 0.55
img = img * (1 - band[..., None]) + rgb("dcc2b6") * band[..., None]

# Near bank: a dark slope with grass, and on it the fence.
bank = 1462 + 26 * noise1(W, 4, rng) + 7 * noise1(W, 40, rng) - 40 * (X / W - 0.5)
be = np.clip((yy - bank[None, :]) / 3 + 0.5, 0, 1)
bt = np.clip((yy - bank[None, :]) / 150, 0, 1)
btx = fractal2(H, W, 90, 160, 4, rng)
bcol = ramp(bt, [(0, "2b2a36"), (1, "17161f")]) * (1 + (btx - 0.5)[..., None] * 0.5)
img = img * (1 - be[..., None]) + bcol * be[..., None]

S = 2  # silhouettes drawn at double size, then reduced, for clean edges
mask = Image.new("L", (W * S, H * S), 0)
dr = ImageDraw.Draw(mask)


def line(pts, width):
    dr.line([(x * S, y * S) for x, y in pts], fill=255, width=max(1, int(width * S)), joint="curve")


for _ in range(5200):                                               # grass
    x = rng.uniform(-10, W + 10)
    y0 = bank[int(np.clip(x, 0, W - 1))] + rng.uniform(2, 40)
    h = rng.gamma(3.0, 8.5)
    lean = rng.normal(0.10, 0.22) * h
    pts = [(x + lean * s * s, y0 - h * s) for s in np.linspace(0, 1, 5)]
    line(pts, rng.uniform(0.9, 2.0))
for _ in range(46):                                                 # taller reeds with heads
    x = rng.choice([rng.normal(330, 150), rng.normal(2080, 170)])
    y0 = bank[int(np.clip(x, 0, W - 1))] + 12
    h = rng.uniform(60, 150)
    lean = rng.normal(0.16, 0.10) * h
    pts = [(x + lean * s ** 1.8, y0 - h * s) for s in np.linspace(0, 1, 9)]
    line(pts, 1.7)
    tx, ty = pts[-1]
    for j in range(13):
        a = rng.normal(0.5, 0.5)
        L = rng.uniform(8, 17)
        yb = ty + j * 2.2
        line([(tx - j * 0.5, yb), (tx - j * 0.5 + L * np.sin(a), yb - L * np.cos(a) * 0.6)], 1.2)

posts = np.array([-90, 300, 690, 1080, 1475, 1870, 2265, 2655], float)
tops = []
for i, px in enumerate(posts):
    b = bank[int(np.clip(px, 0, W - 1))]
    top = 1120 + rng.normal(0, 4) - 22 * (px / W - 0.5)
    dr.polygon([(q[0] * S, q[1] * S) for q in
                [(px - 8, b + 40), (px - 6.5, top), (px + 6.5, top), (px + 8, b + 40)]], fill=255)
    arm = [(px, top + 6), (px - 46, top - 62)]                        # outrigger for the barbed strands
    line(arm, 8.5)
    tops.append((px, top, b))


def strand(off_a, off_b, w, sag, barbs):
    for (x0, t0, _), (x1, t1, _) in zip(tops, tops[1:]):
        a, b = off_a((x0, t0)), off_b((x1, t1))
        s = np.linspace(0, 1, 60)
        xs = a[0] + (b[0] - a[0]) * s
        ys = a[1] + (b[1] - a[1]) * s + sag * 4 * s * (1 - s)
        line(list(zip(xs, ys)), w)
        if barbs:
            for q in np.arange(0.04, 1, 0.085):
                bx = a[0] + (b[0] - a[0]) * q
                by = a[1] + (b[1] - a[1]) * q + sag * 4 * q * (1 - q)
                for sg in (-1, 1):
                    line([(bx - 7, by - 8 * sg), (bx + 7, by + 8 * sg)], 1.7)


for f in (0.05, 0.5, 0.97):                                           # three barbed strands on the arms
    off = lambda p, f=f: (p[0] - 46 * f, p[1] + 6 - 68 * f)
    strand(off, off, 2.3, 7, True)
for dy in (14, 92, 170, 248, 318):                                    # plain line wires
    off = lambda p, dy=dy: (p[0], p[1] + dy)
    strand(off, off, 2.0, 4, False)
mask = mask.filter(ImageFilter.GaussianBlur(0.8)).resize((W, H), Image.LANCZOS)

mesh = Image.new("L", (W * S, H * S), 0)                              # chain link, thin
md = ImageDraw.Draw(mesh)
step = 39
for k in range(-40, int(W / step) + 40):
    for sgn in (1, -1):
        p0 = (k * step, 1130)
        p1 = (k * step + sgn * 360, 1490)
        md.line([(p0[0] * S, p0[1] * S), (p1[0] * S, p1[1] * S)], fill=255, width=3)
mesh = mesh.filter(ImageFilter.GaussianBlur(0.9)).resize((W, H), Image.LANCZOS)
ma = np.asarray(mesh, float) / 255 * 0.62 * (yy > 1128)
img = img * (1 - ma[..., None]) + rgb("2b2a36") * ma[..., None]
sa = np.asarray(mask, float)[..., None] / 255 * 0.96
img = img * (1 - sa) + rgb("201e29") * sa

# Birds, a loose skein.
bm = Image.new("L", (W * S, H * S), 0)
bd = ImageDraw.Draw(bm)
for i in range(9):
    side = -1 if i % 2 else 1
    n = (i + 1) // 2
    bx = 760 + n * 42 + rng.normal(0, 5)
    by = 372 + side * n * 17 + n * 5 + rng.normal(0, 4)
    sp = rng.uniform(15, 19)
    lift = rng.uniform(3, 8)
    for sg in (-1, 1):
        pts = [(bx + sg * sp * s, by - lift * np.sin(s * 2.3) + s * 2) for s in np.linspace(0, 1, 8)]
        bd.line([(p[0] * S, p[1] * S) for p in pts], fill=255, width=5)
bm = bm.filter(ImageFilter.GaussianBlur(1.0)).resize((W, H), Image.LANCZOS)
ba = np.asarray(bm, float)[..., None] / 255 * 0.75
img = img * (1 - ba) + rgb("4b4760") * ba

# Finish: bloom, vignette, contrast, grain.
img = np.clip(img, 0, 1)
soft = Image.fromarray((img * 255).astype("uint8")).filter(ImageFilter.GaussianBlur(34))
soft = np.asarray(soft, float) / 255
img = 1 - (1 - img) * (1 - 0.20 * soft * glow)
vig = 1 - 0.26 * np.clip(np.hypot((xx - W / 2) / (W * 0.62), (yy - H / 2) / (H * 0.68)) - 0.35, 0, 1) ** 1.6
img *= vig[..., None]
img = img + 0.10 * (img - 0.5) * (1 - np.abs(2 * img - 1))
paint = fractal2(H, W, 200, 300, 3, rng) - 0.5                        # broad brush-like variation
img *= 1 + paint[..., None] * 0.022
g = rng.normal(0, 1, (H, W))
g = np.asarray(Image.fromarray((g * 30 + 128).clip(0, 255).astype("uint8")).filter(ImageFilter.GaussianBlur(0.9)), float)
img += ((g - 128) / 255)[..., None] * 0.11
out = Image.fromarray((np.clip(img, 0, 1) * 255 + 0.5).astype("uint8"))
for q in (88, 85, 82, 79, 76, 72, 68):
    out.save(OUT, quality=q, optimize=True, progressive=False, subsampling=0 if q > 80 else 2, dpi=(300, 300))
    if OUT.stat().st_size < 880_000:
        break
print(OUT, out.size, q, OUT.stat().st_size)
