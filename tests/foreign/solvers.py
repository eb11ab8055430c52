#!/usr/bin/env python3
"""Solves the very same model with solvers of others: OR-tools CP-SAT and HiGHS, as they come from PyPI.

    lotsenwerk solve problem.json --list-candidates listed.json > plan.json
    solvers.py listed.json --plan plan.json --time-limit 120 --json result.json

Reads problem files that list their candidates, builds the model of docs/MATCHING.md (`model.py`), and gives each solver the
one objective `scale × weight − effort`. With a plan it also checks the plan against the model, recomputes both of its levels, and
tells how long each solver needs for the same quality and for 0.1 % and 1 % less, as seconds and as a multiple of the plan's own.
Seconds are those of the solver alone: reading the file and building the model in Python are left out.

Exit codes: 0 all agree; 1 somebody is wrong (a plan breaks a row, or a solver beats a proven bound); 2 wrong usage;
3 a solver is not installed (tests/foreign/requirements-solvers.txt).
"""

import argparse
import json
import sys
import time

try:
    import highspy
    import numpy
    from ortools.sat.python import cp_model
except ImportError as missing:
    print(f"{missing}: pip install -r tests/foreign/requirements-solvers.txt", file=sys.stderr)
    sys.exit(3)

from model import Model

QUALITIES = {"same": 0.0, "0.1 %": 0.001, "1 %": 0.01}


class Run:
    """What one solver did: its solutions over time, its best one, its bound."""

    def __init__(self, solver):
        self.solver = solver
        # (seconds, objective), best last.
        self.history = []
        self.values = None
        self.bound = None
        self.optimal = False
        self.seconds = 0.0

    def reached(self, objective):
        return next((seconds for seconds, value in self.history if value >= objective - 0.5), None)


def cp_sat(model, scale, limit, workers):
    run = Run(f"CP-SAT, {workers} workers")
    program = cp_model.CpModel()
    columns = [program.new_bool_var("") for _ in model.weight]
    for terms, most in model.rows:
        if most == 1 and all(factor == 1 for factor in terms.values()):
            program.add_at_most_one(columns[at] for at in terms)
        else:
            row = cp_model.LinearExpr.weighted_sum([columns[at] for at in terms], list(terms.values()))
            program.add(row <= most)
    worth = [scale * weight - effort for weight, effort in zip(model.weight, model.effort)]
    program.maximize(cp_model.LinearExpr.weighted_sum(columns, worth))

    class Watch(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self):
            run.history.append((self.wall_time, self.objective_value))

    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = limit
    solver.parameters.num_workers = workers
    begun = time.perf_counter()
    status = solver.solve(program, Watch())
    run.seconds = time.perf_counter() - begun
    run.optimal = status == cp_model.OPTIMAL
    run.bound = solver.best_objective_bound
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        run.values = [int(solver.boolean_value(column)) for column in columns]
    return run


def highs(model, scale, limit, threads):
    run = Run("HiGHS, 1 thread" if threads == 1 else "HiGHS")
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(model.weight), len(model.rows)
    lp.sense_ = highspy.ObjSense.kMaximize
    worth = [scale * weight - effort for weight, effort in zip(model.weight, model.effort)]
    lp.col_cost_ = numpy.array(worth, dtype=float)
    lp.col_lower_, lp.col_upper_ = numpy.zeros(lp.num_col_), numpy.ones(lp.num_col_)
    kinds = {False: highspy.HighsVarType.kInteger, True: highspy.HighsVarType.kContinuous}
    lp.integrality_ = [kinds[continuous] for continuous in model.continuous]
    lp.row_lower_ = numpy.full(lp.num_row_, -highspy.kHighsInf)
    lp.row_upper_ = numpy.array([most for _, most in model.rows], dtype=float)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = numpy.cumsum([0] + [len(terms) for terms, _ in model.rows])
    lp.a_matrix_.index_ = numpy.array([at for terms, _ in model.rows for at in terms])
    lp.a_matrix_.value_ = numpy.array([factor for terms, _ in model.rows for factor in terms.values()], dtype=float)

    highspy.Highs.resetGlobalScheduler(True)
    solver = highspy.Highs()
    solver.silent()
    options = {"time_limit": float(limit), "mip_rel_gap": 0.0, "mip_abs_gap": 0.5}
    for name, value in (options | ({"threads": threads} if threads else {})).items():
        solver.setOptionValue(name, value)
    solver.passModel(lp)
    begun = time.perf_counter()

    def improved(event):
        run.history.append((time.perf_counter() - begun, event.data_out.objective_function_value))

    solver.cbMipImprovingSolution.subscribe(improved)
    solver.run()
    run.seconds = time.perf_counter() - begun
    run.optimal = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    info = solver.getInfo()
    run.bound = info.mip_dual_bound
    if info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
        run.values = [round(value) for value in solver.getSolution().col_value]
    return run


def own(model, scale, plan):
    """What a plan of ours says and what it comes to; with the faults found."""
    values = model.values(plan)
    weight, effort = model.levels(values)
    faults = []
    if model.broken(values):
        faults.append(f"the plan breaks {model.broken(values)} rows")
    if (weight, effort) != (plan["totals"]["weight"], plan["totals"]["effort"]):
        faults.append(f"the plan says {plan['totals']['weight']}, {plan['totals']['effort']}; it is {weight}, {effort}")
    seconds = sum(phase["milliseconds"] for phase in plan["run"]["phases"]) / 1000
    proof = plan["proof"]
    return {
        "solver": "lotsenwerk",
        "seconds": seconds,
        "weight": weight,
        "effort": effort,
        "objective": scale * weight - effort,
        "weight_bound": proof["weight"]["bound"],
        "effort_bound": proof["effort"]["bound"],
        "proven": proof["weight"]["optimal"] and proof["effort"]["optimal"],
    }, faults


def foreign(model, scale, run, ours):
    """One run of a foreign solver as figures; with the faults found."""
    faults = []
    figures = {"solver": run.solver, "seconds": run.seconds, "proven": run.optimal, "bound": run.bound}
    if run.values is not None:
        weight, effort = model.levels(run.values)
        objective = scale * weight - effort
        figures |= {"weight": weight, "effort": effort, "objective": objective}
        # Its units of load may lie otherwise than ours; only the candidates count.
        chosen = [{**model.candidates[at]} for at in range(len(model.candidates)) if run.values[at]]
        if model.broken(model.values({"proposals": chosen})):
            faults.append(f"{run.solver} breaks rows")
        if run.bound:
            figures["gap_percent"] = 100 * max(0.0, run.bound - objective) / max(1, abs(objective))
        if ours:
            if weight > ours["weight_bound"]:
                faults.append(f"{run.solver} serves {weight}, more than the bound {ours['weight_bound']}")
            if weight == ours["weight"] and effort < ours["effort_bound"]:
                faults.append(f"{run.solver} needs {effort}, less than the bound {ours['effort_bound']}")
    if ours:
        least = {name: ours["objective"] - abs(ours["objective"]) * part for name, part in QUALITIES.items()}
        figures["reached"] = {name: run.reached(objective) for name, objective in least.items()}
        figures["times_as_long"] = {
            name: seconds and seconds / max(1e-9, ours["seconds"]) for name, seconds in figures["reached"].items()
        }
    return figures, faults


def measure(path, plan_path, arguments):
    begun = time.perf_counter()
    model = Model(path, arguments.area)
    scale = model.scale()
    result = {
        "problem": path,
        "columns": len(model.weight),
        "rows": len(model.rows),
        "nonzeros": sum(len(terms) for terms, _ in model.rows),
        "scale": scale,
        "building_seconds": time.perf_counter() - begun,
        "runs": [],
    }
    ours, faults = None, []
    if plan_path:
        with open(plan_path, encoding="utf-8") as file:
            ours, faults = own(model, scale, json.load(file))
        result["runs"].append(ours)
    limit = arguments.time_limit
    solvers = {
        "cp-sat": lambda: cp_sat(model, scale, limit, arguments.workers),
        "highs-1": lambda: highs(model, scale, limit, 1),
        "highs": lambda: highs(model, scale, limit, None),
    }
    for name in arguments.solvers.split(","):
        figures, wrong = foreign(model, scale, solvers[name](), ours)
        result["runs"].append(figures)
        faults += wrong
    result["faults"] = faults
    return result


def show(result):
    print(f"{result['problem']}: {result['columns']} columns, {result['rows']} rows, {result['nonzeros']} nonzeros")
    heads = ["solver", "seconds", "weight", "effort", "proven", "gap %"]
    heads += [f"s to {name}" for name in QUALITIES] + [f"× to {name}" for name in QUALITIES]
    table = [heads]
    for run in result["runs"]:
        def figure(value, digits):
            return "–" if value is None else f"{value:.{digits}f}"

        line = [run["solver"], figure(run["seconds"], 2), str(run.get("weight", "–")), str(run.get("effort", "–"))]
        line += ["yes" if run["proven"] else "no", figure(run.get("gap_percent"), 3)]
        line += [figure(run.get("reached", {}).get(name), 2) for name in QUALITIES]
        line += [figure(run.get("times_as_long", {}).get(name), 1) for name in QUALITIES]
        table.append(line)
    widths = [max(len(line[at]) for line in table) for at in range(len(heads))]
    for line in table:
        cells = (cell.rjust(width) if at else cell.ljust(width) for at, (cell, width) in enumerate(zip(line, widths)))
        print("  ".join(cells).rstrip())
    for fault in result["faults"]:
        print(f"WRONG: {fault}")


def main():
    parser = argparse.ArgumentParser(description="Solves listed problems with OR-tools CP-SAT and HiGHS.")
    parser.add_argument("problems", nargs="+", help="problem files that list their candidates")
    parser.add_argument("--plan", action="append", default=[], help="a plan for each problem, in the same order")
    parser.add_argument("--area", default="germany", help="whose postcodes the problems name")
    parser.add_argument("--time-limit", type=float, default=60, help="seconds for each solver")
    parser.add_argument("--workers", type=int, default=2, help="workers of CP-SAT")
    parser.add_argument("--solvers", default="cp-sat,highs-1,highs", help="which, separated by commas")
    parser.add_argument("--json", help="file for the figures")
    arguments = parser.parse_args()
    if arguments.plan and len(arguments.plan) != len(arguments.problems):
        parser.error("as many plans as problems, or none")
    unknown = set(arguments.solvers.split(",")) - {"cp-sat", "highs-1", "highs"}
    if unknown:
        parser.error(f"there is no solver {', '.join(sorted(unknown))}")
    plans = arguments.plan or [None] * len(arguments.problems)
    results = []
    for path, plan in zip(arguments.problems, plans):
        results.append(measure(path, plan, arguments))
        show(results[-1])
    if arguments.json:
        with open(arguments.json, "w", encoding="utf-8") as file:
            json.dump(results, file, indent=2)
    return 1 if any(result["faults"] for result in results) else 0


if __name__ == "__main__":
    sys.exit(main())
