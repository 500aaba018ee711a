"""One run of HiGHS (Huangfu and Hall 2018) on a mixed 0/1 programme.

Its own Python binding and not SciPy's: that one prints to standard output where a solution has to
be mended, and cannot be told the tolerance.
"""

import highspy
import numpy as np
from attrs import evolve, frozen

from dragoman.bargaining.programme.rows import Row, matrix_of
from dragoman.bargaining.space import Flags, Floats
from dragoman.errors import BadIssueSpace

TOLERANCE = 1e-9
"""How far a row may be missed, or a whole number be off."""

Status = highspy.HighsModelStatus
DECIDED = (Status.kOptimal, Status.kInfeasible)
STOPPED = (Status.kSolutionLimit, Status.kIterationLimit, Status.kTimeLimit)


@frozen(kw_only=True)
class Limits:
    """How long to search: nodes of the tree, and the relative gap that counts as solved.

    Both are the same on every machine; ``seconds`` are not, and bound what somebody waits for.
    ``presolve``: whether the solver simplifies the programme first; it pays where bars are held,
    and not where they are free.
    """

    nodes: int = 50_000
    seconds: float = np.inf
    gap: float = 0.0
    presolve: bool = True


@frozen(kw_only=True, eq=False)
class Solution:
    """What a run of the solver gave.

    ``columns`` is None where there is none (``is_proved``: because there can be none). ``bound``:
    no solution has a smaller objective. Without ``is_proved`` a limit was reached.
    """

    columns: Floats | None
    bound: float
    is_proved: bool


@frozen(kw_only=True, eq=False)
class Problem:
    """Minimise ``objective`` times columns, within ``low`` and ``high``, under the rows.

    All arrays have the shape ``(n_columns,)``; both ends are closed.
    """

    objective: Floats
    low: Floats
    high: Floats
    is_whole: Flags
    rows: tuple[Row, ...]


def minimise(problem: Problem, limits: Limits) -> Solution:
    """The solution with the smallest objective; the same one every time, but for ``seconds``.

    Where the solver stumbles over its own simplifying, or finds by that alone that nothing fits
    (wrong once in 1,468 small spaces tried: under a tight tolerance), it runs once more without.

    Raises:
        BadIssueSpace: the solver gave up for another reason than its limits.
    """
    if (problem.low > problem.high).any():
        return Solution(columns=None, bound=np.inf, is_proved=True)
    solver = _run(problem, limits)
    status = solver.getModelStatus()
    if limits.presolve and (status not in (*DECIDED, *STOPPED) or _is_hasty(solver)):
        solver = _run(problem, evolve(limits, presolve=False))
        status = solver.getModelStatus()
    if status not in (*DECIDED, *STOPPED):
        words = solver.modelStatusToString(status)
        raise BadIssueSpace(f"the solver stopped ({words}); write worths between 0 and 1")
    info = solver.getInfo()
    has_columns = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    return Solution(
        columns=np.array(solver.getSolution().col_value) if has_columns else None,
        bound=float(info.mip_dual_bound),
        is_proved=status in DECIDED,
    )


def _is_hasty(solver: highspy.Highs) -> bool:
    """Whether the programme was called infeasible before any node of the tree was looked at."""
    is_infeasible = solver.getModelStatus() == Status.kInfeasible
    return bool(is_infeasible and solver.getInfo().mip_node_count <= 0)


def _run(problem: Problem, limits: Limits) -> highspy.Highs:
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    for name, value in _options(limits).items():
        solver.setOptionValue(name, value)
    solver.passModel(_model(problem))
    solver.run()
    return solver


def _options(limits: Limits) -> dict[str, bool | int | float | str]:
    return {
        "output_flag": False,
        "mip_feasibility_tolerance": TOLERANCE,
        "primal_feasibility_tolerance": TOLERANCE,
        "mip_rel_gap": limits.gap,
        "mip_abs_gap": TOLERANCE,
        "mip_max_nodes": limits.nodes,
        "time_limit": limits.seconds,
        "presolve": "choose" if limits.presolve else "off",
    }


def _model(problem: Problem) -> highspy.HighsLp:
    matrix, low, high = matrix_of(problem.rows, len(problem.low))
    model = highspy.HighsLp()
    model.num_row_, model.num_col_ = matrix.shape
    model.a_matrix_.num_row_, model.a_matrix_.num_col_ = matrix.shape
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = matrix.indptr
    model.a_matrix_.index_ = matrix.indices
    model.a_matrix_.value_ = matrix.data
    model.col_cost_ = problem.objective
    model.col_lower_, model.col_upper_ = problem.low, problem.high
    model.row_lower_, model.row_upper_ = low, high
    kinds = highspy.HighsVarType
    model.integrality_ = [kinds.kInteger if w else kinds.kContinuous for w in problem.is_whole]
    return model
