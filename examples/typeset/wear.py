"""What a scanner or a phone does to paper: skew, tint, blur, noise, shadow, perspective. Seeded."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint8]
EVEN = 6.0  # grey levels of spread under which a piece of the page holds no letter


@dataclass(frozen=True, slots=True)
class Scanner:
    """A flatbed scanner in an office.

    Degrees of skew, paper tint (RGB), noise in grey levels, blur in pixels, how dark the shadow at the edge is,
    where the paper was folded (0 to 1 across), and how many specks of dust may settle.
    """

    dpi: int = 200
    skew: float = 0.6
    tint: tuple[int, int, int] = (252, 250, 243)
    noise: float = 4.0
    blur: float = 0.55
    shadow: float = 0.10
    folds: tuple[float, ...] = ()
    specks: int = 40


def _rotate(page: Pixels, degrees: float, border: tuple[int, int, int]) -> Pixels:
    height, width = page.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    turned = cv2.warpAffine(page, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=border)
    return turned.astype(np.uint8)


def _grain(shape: tuple[int, int], noise: np.random.Generator, scale: int) -> NDArray[np.float32]:
    """Low-frequency unevenness of paper and lamp, mean 0, about ±1."""
    coarse = noise.standard_normal((max(2, shape[0] // scale), max(2, shape[1] // scale))).astype(np.float32)
    return cv2.resize(coarse, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC).astype(np.float32)


def _fold_shade(width: int, folds: tuple[float, ...]) -> NDArray[np.float32]:
    """The faint double line a fold leaves: a shadow beside a highlight, multiplied into the page."""
    x = np.arange(width, dtype=np.float32)
    shade = np.ones(width, dtype=np.float32)
    for fold in folds:
        distance = x - fold * width
        shade -= 0.10 * np.exp(-((distance / 5) ** 2)) - 0.04 * np.exp(-(((distance - 9) / 6) ** 2))
        shade -= 0.03 * np.exp(-((distance / 60) ** 2))
    return shade


def _dust(pixels: NDArray[np.float32], noise: np.random.Generator, specks: int) -> None:
    """Specks of dust on the glass, drawn into the pixels where the paper is even.

    Not beside a letter: there a speck is a dấu nặng, and the true text would no longer be what a person reads.
    """
    height, width = pixels.shape[:2]
    for _ in range(specks):
        centre = (int(noise.integers(0, width)), int(noise.integers(0, height)))
        axes = (int(noise.integers(1, 3)), int(noise.integers(1, 4)))
        tilt = float(noise.integers(0, 180))
        grey = 120.0 if noise.random() < 0.8 else 255.0
        around = pixels[max(0, centre[1] - 24) : centre[1] + 24, max(0, centre[0] - 24) : centre[0] + 24]
        if around.std(axis=(0, 1)).max() < EVEN:
            cv2.ellipse(pixels, centre, axes, tilt, 0, 360, (grey, grey, grey), -1)


def scan(page: Image.Image, drawn_dpi: int, scanner: Scanner, seed: int) -> Image.Image:
    """A scan of a drawn page.

    Args:
        page: the drawing, RGB.
        drawn_dpi: its resolution.
        scanner: how it was scanned.
        seed: for the noise; the same seed gives the same bytes.

    Returns:
        RGB at ``scanner.dpi``.
    """
    noise = np.random.default_rng(seed)
    size = tuple(round(side * scanner.dpi / drawn_dpi) for side in page.size)
    pixels = np.asarray(page.resize((size[0], size[1]), Image.Resampling.LANCZOS)).astype(np.float32)
    pixels *= np.asarray(scanner.tint, dtype=np.float32) / 255
    pixels *= _fold_shade(size[0], scanner.folds)[None, :, None]
    pixels = _rotate(np.clip(pixels, 0, 255).astype(np.uint8), scanner.skew, (236, 236, 233)).astype(np.float32)
    _dust(pixels, noise, scanner.specks)
    pixels = cv2.GaussianBlur(pixels, (0, 0), scanner.blur).astype(np.float32)
    edge = np.linspace(1, 0, max(1, size[0] // 14), dtype=np.float32) ** 2
    pixels[:, : edge.size] *= 1 - scanner.shadow * edge[None, :, None]
    pixels += 1.5 * _grain(pixels.shape[:2], noise, 90)[..., None]
    pixels += scanner.noise * noise.standard_normal(pixels.shape[:2]).astype(np.float32)[..., None]
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def _desk(height: int, width: int, noise: np.random.Generator) -> NDArray[np.float32]:
    """A wooden desk: brown, grained along x, a little noisy."""
    rows = cv2.GaussianBlur(noise.standard_normal((height, 1)).astype(np.float32), (0, 0), 3)
    waves = cv2.resize(rows, (width, height)) * 38 + 7 * _grain((height, width), noise, 120)
    waves += 2.5 * _grain((height, width), noise, 9)
    return np.asarray((126, 88, 58), dtype=np.float32) + waves[..., None] * np.asarray((1, 0.85, 0.65), np.float32)


def photograph(page: Image.Image, seed: int, size: tuple[int, int] = (1800, 2400)) -> Image.Image:
    """A phone photo of a leaflet on a desk: perspective, a soft hand shadow, uneven light, slight blur.

    Args:
        page: the drawing, RGB.
        seed: for the desk and the noise.
        size: width and height of the photo in pixels.
    """
    noise = np.random.default_rng(seed)
    width, height = size
    left, top, right, bottom = 0.085 * width, 0.075 * height, 0.925 * width, 0.945 * height
    corners = np.asarray(
        [
            (left + 0.050 * width, top + 0.012 * height), (right - 0.035 * width, top - 0.010 * height),
            (right + 0.022 * width, bottom - 0.006 * height), (left - 0.012 * width, bottom + 0.014 * height),
        ],
        dtype=np.float32,
    )  # fmt: skip
    source = np.asarray([(0, 0), (page.width, 0), (page.width, page.height), (0, page.height)], dtype=np.float32)
    lens = cv2.getPerspectiveTransform(source, corners)
    soft = cv2.GaussianBlur(np.asarray(page), (0, 0), page.width / width * 0.55)
    paper = cv2.warpPerspective(soft, lens, size, flags=cv2.INTER_AREA).astype(np.float32)
    mask = cv2.warpPerspective(np.full(soft.shape[:2], 255, np.uint8), lens, size).astype(np.float32) / 255
    cast = cv2.GaussianBlur(np.roll(mask, (int(0.008 * height), int(0.009 * width)), (0, 1)), (0, 0), 11)
    scene = _desk(height, width, noise) * (1 - 0.45 * cast[..., None])
    scene = scene * (1 - mask[..., None]) + paper * np.asarray((1.0, 0.975, 0.92)) * mask[..., None]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    light = 1.05 - 0.30 * (x / width) * (0.4 + 0.6 * y / height)
    hand = 1 / (1 + np.exp(-((x - 0.30 * width) * 0.8 + (y - 0.80 * height)) / (0.045 * height)))
    scene *= (light * (1 - 0.26 * hand))[..., None]
    scene += 3.0 * noise.standard_normal((height, width, 1)).astype(np.float32)
    return Image.fromarray(np.clip(scene, 0, 255).astype(np.uint8))
