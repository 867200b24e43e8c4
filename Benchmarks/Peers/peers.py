"""Runs the same tasks in NumPy, SciPy, statsmodels, R and in this library by turns, and prints a table.

    peers.py OURS FOLDER [TASK …]

OURS is the program of Sources/Ours, FOLDER where the inputs are kept; RUNS (11) is the number of
turns, of which slow tools take fewer. THREADS (1) is what the BLAS of the others may use.
"""

import datetime
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import time

threads = os.environ.get("THREADS", "1")
for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = threads

import numpy as np  # noqa: E402  (the variables come first)

import tasks  # noqa: E402

RUNS = int(os.environ.get("RUNS", "11"))
SLOW = 20.0  # the seconds a tool may take of a task in all, after its warm-up


class Program:
    """A program that answers the name of a task with seconds and numbers."""

    def __init__(self, *command, environment=None):
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, **(environment or {})})

    def run(self, task):
        self.process.stdin.write(task + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().split()
        if not answer or answer[0] == "unknown":
            return None
        return float(answer[0]), np.array(answer[1:], dtype=float)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def flat(result):
    return np.concatenate([np.atleast_1d(np.asarray(part, dtype=float)) for part in result])


def digits(numbers, truth):
    """The least log relative error of estimates and, where a task has them, of standard errors, 16 at
    most; of places of breaks too, 0 where their number is another."""
    p = len(truth[0])
    found = []
    for place, exact in enumerate(truth):
        got = np.asarray(numbers[place * p:(place + 1) * p], dtype=np.longdouble)
        if len(got) != len(exact):
            found.append(0.0)
            continue
        with np.errstate(divide="ignore"):
            error = np.max(np.abs(got - exact) / np.abs(exact))
            found.append(min(16.0, float(-np.log10(error))))
    return found


def shown(seconds):
    return f"{seconds * 1e6:.0f} µs" if seconds < 1e-3 else (
        f"{seconds * 1e3:.1f} ms" if seconds < 1 else f"{seconds:.2f} s")


def processor():
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
        return next(line.split(": ")[1] for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor()


def main():
    ours_path, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    data = tasks.inputs(folder)
    wanted = sys.argv[3:] or list(tasks.TASKS)
    here = pathlib.Path(__file__).parent
    ours = Program(ours_path, str(folder))
    r = None
    try:
        # Debian's OpenBLAS does not know every processor; R gets the kernels it can run.
        r = Program("Rscript", "--vanilla", str(here / "peers.R"), str(folder),
                    environment={"OPENBLAS_CORETYPE": os.environ.get("CORETYPE", "SkylakeX")}
                    if os.environ.get("CORETYPE") or "avx512f" in
                    pathlib.Path("/proc/cpuinfo").read_text() else None)
    except OSError:
        print("R is not there", file=sys.stderr)
    import scipy
    import statsmodels
    version = subprocess.run(["Rscript", "-e", "cat(R.version.string)"], capture_output=True,
                             text=True).stdout if r else "no R"
    print(f"{datetime.date.today().isoformat()}; {processor()}, {os.cpu_count()} processors; "
          f"NumPy {np.__version__}, SciPy {scipy.__version__}, statsmodels {statsmodels.__version__}, "
          f"Python {platform.python_version()}, {version}; BLAS of the others on {threads} thread(s), this "
          f"library on as many as there are; load {os.getloadavg()[0]:.1f} at the start; a warm-up "
          f"and up to {RUNS} runs of each by turns.")
    print()
    print("| task | tool | median | quartiles | runs | times ours | digits: estimates, errors |")
    print("|---|---|--:|--:|--:|--:|--:|")
    for task in wanted:
        name, peers = tasks.TASKS[task]
        x, y = data[name]

        def timed(function):
            start = time.perf_counter()
            result = function(x, y)
            return time.perf_counter() - start, flat(result)

        tools = {"this library": lambda: ours.run(task)}
        tools |= {peer: (lambda f=function: timed(f)) for peer, function in peers.items()}
        if r:
            tools["R"] = lambda: r.run(task)
        # The warm-up says what each takes and gives.
        first = {tool: run() for tool, run in tools.items()}
        first = {tool: answer for tool, answer in first.items() if answer}
        times = {tool: [] for tool in first}
        for turn in range(RUNS):
            for tool in first:
                if turn < 3 or sum(times[tool]) + first[tool][0] < SLOW:
                    times[tool].append(statistics.median(
                        tools[tool]()[0] for _ in range(tasks.IN_A_ROW.get(task, 1))))
        exact = tasks.truth(task, x, y)
        base = statistics.median(times["this library"])
        for tool, seconds in times.items():
            median = statistics.median(seconds)
            low, _, high = statistics.quantiles(seconds, n=4)
            reached = ", ".join(f"{found:.1f}" for found in digits(first[tool][1], exact))
            print(f"| {task} | {tool} | {shown(median)} | {shown(low)} – {shown(high)} | "
                  f"{len(seconds)} | {median / base:.2f} | {reached} |",
                  flush=True)
    ours.close()
    if r:
        r.close()


if __name__ == "__main__":
    main()
