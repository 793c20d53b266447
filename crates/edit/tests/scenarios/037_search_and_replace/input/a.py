"""Prices of the shop."""

from typing import Protocol


class Priced(Protocol):
    def price(self) -> int: ...


def total(items: list[Priced]) -> int:
    sum = 0
    for item in items:
        sum += item.price()
    return sum


def average(items: list[Priced]) -> float:
    if not items:
        return 0.0
    return total(items) / len(items)
