"""Trains the network: `python -m training.digits.train WORDS FONTS OUT`.

WORDS is a text whose words stand around the numbers, FONTS a folder whose fonts are used if they have every Vietnamese
letter (on a Debian machine: Liberation, Noto, DejaVu), OUT the .npz file. First the crops are drawn, then the network
sees each some ten times. Needs PyTorch, which nothing else here needs, so no lock names it. The network we ship was
trained by a first form of this script, which `digits.LICENSE.txt` tells of.
"""

from __future__ import annotations

import argparse
import math
import random
import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from converters.derivatives.drawing.fonts import missing_letters
from converters.ocr.second_reading.crops import Grey
from converters.ocr.second_reading.digits.alphabet import SIGNS
from converters.ocr.second_reading.digits.network import HEIGHT, SHAPES
from training.digits.drawing import Drawer

BATCH = 64
RATE, LEAST_RATE, WARM_UP = 2.5e-3, 1e-5, 0.02
PAD = 8  # white pixels after a strip
Sample = tuple[Grey, list[int]]


def main() -> None:
    """Train, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", type=Path)
    parser.add_argument("fonts", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--crops", type=int, default=100_000)
    parser.add_argument("--steps", type=int, default=15_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    words = [word for word in re.findall(r"[^\W\d_]+[,.;:]?", arguments.words.read_text("utf-8")) if len(word) < 9]
    files = [path for path in sorted(arguments.fonts.rglob("*.[to]tf")) if not missing_letters(path)]
    chance = random.Random(arguments.seed)  # noqa: S311
    drawer = Drawer(chance, files, words)
    network = trained([labelled(drawer) for _ in range(arguments.crops)], arguments.steps, chance)
    np.savez_compressed(arguments.out, **packed(network))


def labelled(drawer: Drawer) -> Sample:
    """A drawn strip, and its signs as numbers from 1."""
    strip, signs = drawer.draw()
    return strip, [SIGNS.index(sign) + 1 for sign in signs]


def trained(samples: Sequence[Sample], steps: int, chance: random.Random) -> Any:
    """A network trained on these strips, by connectionist temporal classification with a cosine schedule."""
    import torch

    network = built()
    optimizer = torch.optim.AdamW(network.parameters(), weight_decay=1e-2)
    for step in range(steps):
        share = step / steps
        for group in optimizer.param_groups:
            group["lr"] = RATE * min(1, share / WARM_UP) * (1 + math.cos(math.pi * share)) / 2 + LEAST_RATE
        loss = _loss(network, chance.choices(samples, k=BATCH), chance)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimizer.step()
        if step % 200 == 0:
            print(f"{share:6.1%}  loss {float(loss.detach()):.4f}", flush=True)  # noqa: T201
    return network.eval()


def built() -> Any:
    """The layers of `network.SHAPES`, each but the last followed by batch normalization and a rectifier."""
    from torch import nn

    layers: list[Any] = []
    for before, shape in pairwise([None, *SHAPES]):
        assert shape is not None  # noqa: S101
        last = shape is SHAPES[-1]
        channels = before.channels if before else 1
        layers.append(nn.Conv2d(channels, shape.channels, shape.kernel, shape.stride, shape.padding, bias=last))
        layers += [] if last else [nn.BatchNorm2d(shape.channels), nn.ReLU()]
    return nn.Sequential(*layers)


def packed(network: Any) -> dict[str, Any]:
    """The arrays of `network.unpacked`: batch normalization folded into the convolutions, half precision."""
    parts = list(network)
    arrays: dict[str, Any] = {}
    for place in range(len(SHAPES)):
        convolution = parts[3 * place]
        weights = convolution.weight.detach().numpy()
        if convolution.bias is None:
            normal = parts[3 * place + 1]
            scale = (normal.weight / (normal.running_var + normal.eps).sqrt()).detach().numpy()
            bias = normal.bias.detach().numpy() - normal.running_mean.numpy() * scale
            weights = weights * scale[:, np.newaxis, np.newaxis, np.newaxis]
        else:
            bias = convolution.bias.detach().numpy()
        arrays[f"weights{place}"] = weights.transpose(2, 3, 1, 0).reshape(-1, len(bias)).astype(np.float16)
        arrays[f"bias{place}"] = bias.astype(np.float16)
    return arrays


def _loss(network: Any, samples: Sequence[Sample], chance: random.Random) -> Any:
    import torch
    from torch.nn import functional

    strips = np.zeros((len(samples), 1, HEIGHT, max(strip.shape[1] for strip, _ in samples) + PAD), np.float32)
    for place, (strip, _) in enumerate(samples):
        left = chance.randint(0, PAD // 2)
        strips[place, 0, :, left : left + strip.shape[1]] = (255 - strip.astype(np.float32)) / 255
    scores = network(torch.from_numpy(strips))[:, :, 0].permute(2, 0, 1)
    return functional.ctc_loss(
        functional.log_softmax(scores, dim=2),
        torch.tensor([sign for _, signs in samples for sign in signs]),
        torch.full((len(samples),), scores.shape[0]),
        torch.tensor([len(signs) for _, signs in samples]),
        zero_infinity=True,
    )


if __name__ == "__main__":
    main()
