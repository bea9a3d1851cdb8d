"""The palette, computed: contrast by WCAG 2, and hues told apart by eyes that see fewer colours."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from graphfind.render.page.marks import MOST

STYLE = Path(__file__).parents[2] / "graphfind" / "render" / "page" / "parts" / "palette.css"
THEMES = [
    dict(re.findall(r"--(\w+): (#\w{6})", block))
    for block in STYLE.read_text(encoding="utf-8").partition("@media (forced-colors")[0].split("color-scheme: dark)")
]
HUES = [f"m{at}" for at in range(MOST)]
Floats = NDArray[np.float64]

SIGHT = {
    "usual": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}
"""How linear colours are seen (Machado, Oliveira & Fernandes 2009, severity 1)."""

APART = 0.09
"""In Oklab (Ottosson 2020); 0.02 is about the least difference that is seen side by side."""


def linear(color: str) -> Floats:
    channels = np.array([int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2."""
    darker, lighter = sorted(float(linear(color) @ [0.2126, 0.7152, 0.0722]) for color in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


def oklab(color: Floats) -> Floats:
    long = np.array([
        [0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ])  # fmt: skip
    lab = np.array([
        [0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ])  # fmt: skip
    found: Floats = lab @ np.cbrt(long @ np.clip(color, 0, 1))
    return found


def test_both_themes_name_the_same_colours() -> None:
    assert len(THEMES) == 2
    assert THEMES[0].keys() == THEMES[1].keys()


@pytest.mark.parametrize("colors", THEMES, ids=["light", "dark"])
def test_text_and_graphics_have_contrast(colors: dict[str, str]) -> None:
    for ground in ("paper", "ground", "card", "tint"):
        for text in ("ink", "soft", "accent", "weak"):
            assert contrast(colors[text], colors[ground]) >= 4.5, (text, ground)
    assert contrast(colors["paper"], colors["accent"]) >= 4.5  # a name on the box that a path ends at
    assert contrast(colors["paper"], colors["ink"]) >= 4.5
    for ground in ("paper", "ground"):
        assert contrast(colors["tie"], colors[ground]) >= 3, ground
    for hue in HUES:
        assert contrast(colors["on"], colors[hue]) >= 4.5, hue
        assert min(contrast(colors[hue], colors[ground]) for ground in ("paper", "ground", "card")) >= 3, hue


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("colors", THEMES, ids=["light", "dark"])
def test_hues_are_told_apart(colors: dict[str, str], sight: str) -> None:
    seen = {hue: oklab(np.asarray(SIGHT[sight]) @ linear(colors[hue])) for hue in HUES}
    for one, other in combinations(HUES, 2):
        assert np.linalg.norm(seen[one] - seen[other]) >= APART, (one, other)
    weak, accent = (oklab(np.asarray(SIGHT[sight]) @ linear(colors[name])) for name in ("weak", "accent"))
    assert np.linalg.norm(weak - accent) >= APART
