"""Many trainings in search of the best one, by Optuna: every trial is a run with a directory of its own."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cnnviz.problems import QT_TRANSLATE_NOOP, Problem
from cnnviz.training import run_dir
from cnnviz.training.events import Epoch, Event, Test
from cnnviz.training.search_plan import Range, SearchPlan
from cnnviz.training.trainer import conduct

_VARIANT: Final = "variant"
_FAIR_START: Final = 4  # trials that run to their end before any is given up


@dataclass(frozen=True)
class Trial:
    """What became of one trial.

    Attributes:
        number: in the study, from 0.
        folder: of its run.
        values: what it set, by path; for a variant its name at `variant`.
        state: complete, pruned, failed, or running where another process is at it.
        score: the best validation loss, or accuracy where the runs stop by it; None where there is none.
        epochs: that it trained.
        accuracy: on the test images, of a trial that came to its end.
        reason: why it failed.
    """

    number: int
    folder: str
    values: dict[str, Any]
    state: str
    score: float | None
    epochs: int
    accuracy: float | None
    reason: str


def search(
    plan: SearchPlan,
    folder: Path,
    *,
    name: str,
    storage: str = "",
    listen: Callable[[Trial], None] = lambda trial: None,
) -> list[Trial]:
    """Train every trial that the study still lacks; several processes or machines may share one study.

    Args:
        plan: what is tried.
        folder: where the runs go; each in a folder of its own, named by the trial's number.
        name: of the study: a second search of this name in the same storage goes on with it.
        storage: a database's address as Optuna (and SQLAlchemy) takes it; a file in `folder` where "".
        listen: told each trial of this process as it ends.

    Returns:
        All trials of the study, the best first.

    Raises:
        Problem: Optuna is not installed, the storage cannot be used, or all trials failed.
        KeyboardInterrupt: a person stopped it; what was trained is kept.
    """
    optuna = _optuna()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise run_dir.unwritable(folder, error) from error
    greater = plan.base.run.metric == "accuracy"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", optuna.exceptions.ExperimentalWarning)
        try:
            study = optuna.create_study(
                storage=storage or f"sqlite:///{(folder / 'study.db').resolve()}",
                sampler=_sampler(optuna, plan),
                pruner=_pruner(optuna, plan),
                study_name=name,
                direction="maximize" if greater else "minimize",
                load_if_exists=True,
            )
        except Exception as error:  # SQLAlchemy and the database's own driver have errors of all kinds
            raise Problem(
                QT_TRANSLATE_NOOP("Problem", "The database “{storage}” cannot be used: {reason}."),
                storage=storage or str(folder / "study.db"),
                reason=str(error).strip().splitlines()[0].rstrip("."),
            ) from error
        counted = (optuna.trial.TrialState.COMPLETE, optuna.trial.TrialState.PRUNED, optuna.trial.TrialState.FAIL)
        missing = plan.trials - len(study.get_trials(deepcopy=False, states=counted))
        if missing > 0:
            study.optimize(
                lambda trial: _tried(optuna, plan, trial, folder),
                n_trials=missing,
                callbacks=[
                    optuna.study.MaxTrialsCallback(plan.trials, counted),
                    lambda study, trial: listen(_summary(trial)),
                ],
                catch=(Problem,),
            )
    trials = [_summary(trial) for trial in study.get_trials(deepcopy=False)]
    if trials and all(trial.state == "failed" for trial in trials):
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "All {count} trials failed. The last one: {reason}"),
            count=len(trials),
            reason=trials[-1].reason,
        )
    return sorted(trials, key=lambda trial: _rank(trial, greater))


def _rank(trial: Trial, greater: bool) -> tuple[bool, float]:
    score = trial.score if trial.state == "complete" else None
    return score is None, 0.0 if score is None else -score if greater else score


def _tried(optuna: Any, plan: SearchPlan, trial: Any, folder: Path) -> float:
    """Train one trial; its score."""
    changes = _chosen(plan, trial)
    greater = plan.base.run.metric == "accuracy"
    place = folder / f"trial-{trial.number:04d}"
    trial.set_user_attr("folder", str(place))
    scores: list[float] = []
    hopeless = False

    def hear(event: Event) -> None:
        nonlocal hopeless
        if isinstance(event, Test):
            trial.set_user_attr("test_accuracy", event.accuracy)
        if not isinstance(event, Epoch):
            return
        score = event.validation_accuracy if greater else event.validation_loss
        score = (event.train_accuracy if greater else event.train_loss) if score is None else score
        scores.append(score)
        trial.set_user_attr("epochs", event.epoch)
        trial.report(score, event.epoch)
        if plan.prune and event.epoch < plan.base.run.epochs and trial.should_prune():
            hopeless = True
            run.command("stop")

    try:
        config = plan.base.changed_by(changes).changed("run.name", f"trial {trial.number}")
        run = run_dir.create(config, place)
        outcome = conduct(run, listen=hear)
    except Problem as problem:
        trial.set_user_attr("reason", str(problem))
        raise
    if hopeless and outcome == "stopped":
        raise optuna.TrialPruned
    if outcome == "stopped":
        raise KeyboardInterrupt
    return max(scores) if greater else min(scores)


def _chosen(plan: SearchPlan, trial: Any) -> dict[str, Any]:
    if plan.kind == "variants":
        return dict(plan.variants[trial.suggest_categorical(_VARIANT, list(plan.variants))])
    chosen: dict[str, Any] = {}
    for path, options in plan.values.items():
        if isinstance(options, Range):
            if options.whole:
                step = int(options.step or 1)
                chosen[path] = trial.suggest_int(path, int(options.low), int(options.high), step=step, log=options.log)
            else:
                chosen[path] = trial.suggest_float(path, options.low, options.high, step=options.step, log=options.log)
        else:
            chosen[path] = trial.suggest_categorical(path, list(options))
    return chosen


def _sampler(optuna: Any, plan: SearchPlan) -> Any:
    if plan.kind == "sampled":
        return optuna.samplers.TPESampler(seed=plan.seed)
    space: dict[str, list[Any]] = {path: list(each) for path, each in plan.values.items() if isinstance(each, tuple)}
    if plan.kind == "variants":
        space = {_VARIANT: list(plan.variants)}
    return optuna.samplers.GridSampler(space, seed=plan.seed)


def _pruner(optuna: Any, plan: SearchPlan) -> Any:
    if not plan.prune:
        return optuna.pruners.NopPruner()
    return optuna.pruners.MedianPruner(n_startup_trials=_FAIR_START, n_warmup_steps=1)


def _summary(trial: Any) -> Trial:
    known = trial.user_attrs
    states = {"COMPLETE": "complete", "PRUNED": "pruned", "FAIL": "failed"}
    reported = list(trial.intermediate_values.values())
    return Trial(
        trial.number,
        known.get("folder", ""),
        dict(trial.params),
        states.get(trial.state.name, "running"),
        trial.value if trial.state.name == "COMPLETE" else (reported[-1] if reported else None),
        known.get("epochs", 0),
        known.get("test_accuracy"),
        known.get("reason", ""),
    )


def _optuna() -> Any:
    try:
        import optuna  # noqa: PLC0415 - an extra that training itself does without
    except ImportError as error:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "A search needs Optuna, which is not installed. Run “pip install {package}”."),
            package='"cnnviz[search]"',
        ) from error
    optuna.logging.set_verbosity(optuna.logging.ERROR)  # each trial is told by whoever listens
    return optuna
