import csv
from pathlib import Path


class Report:
    """Sums up sales by month."""

    def __init__(self, path: Path):
        self.path = path
        self.rows = []

    def load(self):
        with self.path.open() as file:
            for row in csv.DictReader(file):
                self.rows.append(row)

    def total(self):
        total = 0
        for row in self.rows:
            total += int(row["amount"])
        return total
