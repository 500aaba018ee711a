"""One 0/1 programme through OR-Tools CP-SAT: rows on standard input, answer on standard output.

A process of its own, run by ``blocks.py --cp-sat PYTHON``: OR-Tools and highspy each bring a
library called HiGHS and cannot be loaded together.
"""

import json
import sys
import time
from importlib import import_module
from typing import Any

UNIT = 10**6
"""Whole numbers stand for millionths: of columns that are not whole, and of every coefficient."""


def solve(problem: Any, cp_model: Any) -> dict[str, object]:
    model, solver = cp_model.CpModel(), cp_model.CpSolver()
    scale = [UNIT if whole else 1 for whole in problem["is_whole"]]
    columns = [
        model.new_int_var(0, 1 if unit == UNIT else int(high * UNIT) + 1, "")
        for unit, high in zip(scale, problem["high"], strict=True)
    ]

    def total(terms: list[tuple[int, float]]) -> Any:
        return sum(
            round(number * UNIT) * scale[column] * columns[column] for column, number in terms
        )

    for row in problem["rows"]:
        low = -(2**60) if row["low"] is None else int(row["low"] * UNIT**2) - 1
        high = 2**60 if row["high"] is None else int(row["high"] * UNIT**2) + 1
        model.add_linear_constraint(total(row["terms"]), low, high)
    model.minimize(total(problem["objective"]))
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = 60
    start = time.process_time()
    status = solver.status_name(solver.solve(model))
    seconds = time.process_time() - start
    return {"cost": solver.objective_value / UNIT**2, "status": status, "seconds": seconds}


if __name__ == "__main__":
    print(json.dumps(solve(json.load(sys.stdin), import_module("ortools.sat.python.cp_model"))))
