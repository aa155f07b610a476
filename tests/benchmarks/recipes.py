"""Runs the recipes of `resources/recipes` for real and holds them against their bars.

`python -m tests.benchmarks.recipes [--only NAME] [--runs FOLDER] [--json FILE] [--set FIELD=VALUE]`; CNNVIZ_DATA says
where the data are. A quarter of an hour on one free core for all of them: no test runs them whole.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from cnnviz.resources import resource
from cnnviz.training import config as configuration
from cnnviz.training import events, run_dir
from cnnviz.training.trainer import conduct

BARS = {
    "mnist-class": 0.99,
    "mnist-tuned": 0.994,
    "mnist-ann": 0.98,
    "mnist-dropout-cnn": 0.992,
    "fashion-dnn": 0.88,
    "fashion-cnn": 0.92,
}
"""The least share of the test images that has to be right."""
GAIN = ("cifar-plain", "cifar-deep", 0.05)
"""The second recipe is so much better than the first."""
THIRD = ("mnist-class", "mnist-tuned", 1 / 3)
"""The second recipe reaches `REACHED` in such a part of the time that the first takes to reach it, or to end."""
REACHED = 0.99
NAMES = (*BARS, "cifar-plain", "cifar-deep", "cats-and-dogs")


@dataclass
class Result:
    """What a recipe gave.

    Attributes:
        accuracy: on the test images.
        seconds: from the start to the end of the test, by the clock.
        processor_seconds: of this process; other programs on the machine do not change them much.
        reached: processor seconds until the validation accuracy was `REACHED`; None where it never was.
        epochs: validation accuracy and processor seconds so far after each.
    """

    name: str
    accuracy: float = 0.0
    seconds: float = 0.0
    processor_seconds: float = 0.0
    reached: float | None = None
    parameters: int = 0
    epochs: list[tuple[float, float]] = field(default_factory=list)


def measured(name: str, runs: Path, changes: list[str]) -> Result:
    """Train as a recipe says, in a run's directory below `runs`."""
    config = configuration.read(resource("recipes", f"{name}.toml"))
    if config.data.set == "folder" and "CNNVIZ_DATA" in os.environ:
        config = config.changed("data.folder", str(Path(os.environ["CNNVIZ_DATA"], config.data.folder)))
    config = config.changed_by(dict(map(configuration.assigned, changes)))
    result, began, busy = Result(name), time.monotonic(), time.process_time()

    def listen(event: events.Event) -> None:
        so_far = time.process_time() - busy
        if isinstance(event, events.Start):
            result.parameters = event.parameters
        if isinstance(event, events.Epoch):
            print(
                f"  {name} epoch {event.epoch}: train {event.train_accuracy:.4f} "
                f"validation {event.validation_accuracy:.4f} {event.validation_loss:.4f} after {so_far:.1f} s",
                flush=True,
            )
            result.epochs.append((event.validation_accuracy or 0.0, so_far))
            if result.reached is None and (event.validation_accuracy or 0.0) >= REACHED:
                result.reached = so_far
        if isinstance(event, events.Test):
            result.accuracy = event.accuracy

    conduct(run_dir.create(config, run_dir.new_folder(config.changed("run.name", name), runs)), listen=listen)
    result.seconds, result.processor_seconds = time.monotonic() - began, time.process_time() - busy
    return result


def verdicts(results: dict[str, Result]) -> list[tuple[str, bool]]:
    """A sentence for each bar whose recipes were run, and whether it holds."""
    found = [
        (f"{name}: {results[name].accuracy:.2%} (bar {bar:.1%})", results[name].accuracy >= bar)
        for name, bar in BARS.items()
        if name in results
    ]
    plain, better, gain = GAIN
    if plain in results and better in results:
        gained = results[better].accuracy - results[plain].accuracy
        found.append((f"{better}: {gained * 100:+.1f} points (bar {gain * 100:+.1f})", gained >= gain))
    slow, quick, share = THIRD
    if slow in results and quick in results:
        took = results[slow].reached or results[slow].processor_seconds
        mine = results[quick].reached
        text = f"{quick}: {REACHED:.0%} after {mine or float('nan'):.1f} s, {slow} {took:.1f} s (bar a third)"
        found.append((text, mine is not None and mine <= share * took))
        found.append((f"{quick}: {results[quick].parameters:,} numbers", results[quick].parameters <= 30_000))
    return found


def main() -> int:
    """Run recipes; 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", action="append", choices=NAMES, help="may be given several times")
    parser.add_argument("--runs", type=Path, help="folder for the runs; removed afterwards where left out")
    parser.add_argument("--json", type=Path, help="where to write the figures")
    parser.add_argument("--set", action="append", default=[], metavar="FIELD=VALUE")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        runs = options.runs or Path(folder)
        results = {}
        for name in options.only or NAMES:
            results[name] = result = measured(name, runs, options.set)
            print(
                f"{name}: {result.accuracy:.2%} test, {result.seconds:.0f} s by the clock, "
                f"{result.processor_seconds:.0f} s of the processor",
                flush=True,
            )
    found = verdicts(results)
    for text, held in found:
        print(f"{text} {'held' if held else 'MISSED'}")
    if options.json:
        options.json.write_text(json.dumps([asdict(each) for each in results.values()], indent=1), encoding="utf-8")
    return int(not all(held for _, held in found))


if __name__ == "__main__":
    raise SystemExit(main())
