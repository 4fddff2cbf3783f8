"""Rounding that keeps a sum: parts are printed so that they add up to the printed whole."""

import math
from collections.abc import Sequence

ADDS_UP_WITHIN = 0.01


class PartsDoNotAddUpError(ValueError):
    """The parts of a change are not the change: the marts or the page are wrong."""


def apportion(parts: Sequence[float], whole: float) -> list[float]:
    """The parts rounded to one decimal, by largest remainder, so that they add up to `whole`.

    `whole` is rounded first, as it is printed. A part of exactly nought stays so.

    Raises:
        PartsDoNotAddUpError: the parts differ from the whole before any rounding.
    """
    if abs(math.fsum(parts) - whole) > ADDS_UP_WITHIN:
        raise PartsDoNotAddUpError(f"parts sum to {math.fsum(parts):.4f}, the whole is {whole:.4f}")
    tenths = [math.floor(part * 10) for part in parts]
    remainders = [part * 10 - tenth for part, tenth in zip(parts, tenths, strict=True)]
    missing = round(float(f"{whole:.1f}") * 10) - sum(tenths)
    order = sorted(
        (number for number, part in enumerate(parts) if part != 0),
        key=lambda number: (-remainders[number], number),
    )
    step = 1 if missing > 0 else -1
    for turn in range(abs(missing)):
        candidates = order if step > 0 else order[::-1]
        tenths[candidates[turn % len(candidates)]] += step
    return [tenth / 10 for tenth in tenths]
