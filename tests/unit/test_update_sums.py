"""One weight's own sum. The truth is what PyTorch's optimizers leave; the sum is worked out as it is written."""

from __future__ import annotations

import math
import re
from typing import Any
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

torch = pytest.importorskip("torch")

from torch import Tensor, nn  # noqa: E402

from cnnviz.trace import update_sums  # noqa: E402
from cnnviz.trace.recorder import record_function  # noqa: E402
from cnnviz.trace.records import Trace  # noqa: E402
from cnnviz.trace.steps import Update  # noqa: E402
from cnnviz.trace.sums import SumLine  # noqa: E402
from cnnviz.trace.update_sums import SYMBOLS, telling_index, update_sum  # noqa: E402

_POWERS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def worked_out(terms: str) -> float:
    """What a sum comes to, read as a person reads it."""
    text = terms.replace("·", "*").replace("\N{MINUS SIGN}", "-")
    text = re.sub(r"√([\d.]+(?:e-?\d+)?)", r"math.sqrt(\1)", text)
    text = re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda found: "**" + found[0].translate(_POWERS), text)
    return float(eval(text, {"math": math, "max": max}))


def number(text: str) -> float:
    return float(text.replace("\N{MINUS SIGN}", "-"))


def steps_of(kind: Any, options: dict[str, Any], *, steps: int, seed: int) -> tuple[Trace, nn.Module]:
    """`steps` steps of an optimizer, the gradients drawn at random."""
    torch.manual_seed(seed)
    model = nn.Linear(3, 2)
    optimizer = kind(model.parameters(), **options)

    def learn(model: nn.Module, optimizer: Any) -> None:
        for _ in range(steps):
            for parameter in model.parameters():
                parameter.grad = torch.randn_like(parameter)
            optimizer.step()

    trace = record_function(learn, (model, optimizer), model=model)
    torch.manual_seed(seed)
    twin = nn.Linear(3, 2)
    bare = kind(twin.parameters(), **options)
    learn(twin, bare)
    assert all(map(torch.equal, model.parameters(), twin.parameters()))
    return trace, twin


def check(update: Update, index: tuple[int, ...], after: Tensor) -> tuple[SumLine, ...]:
    """Each line comes to its result, written out in full; in short, the last one is PyTorch's number."""
    short = update_sum(update, index)
    assert short[-1].kind == "weight"
    assert number(short[-1].result) == float(f"{after[index].item():.6g}")
    with mock.patch.object(update_sums, "DIGITS", 17):
        lines = update_sum(update, index)
    assert [line.kind for line in lines] == [line.kind for line in short]
    for line in lines:
        result, ours = number(line.result), worked_out(line.terms)
        numbers = [abs(number(each)) for each in re.findall(r"[\d.]+(?:e\N{MINUS SIGN}?\d+)?", line.terms)]
        size = 0.0 if line.kind in ("square", "largest", "square_hat", "rate") else max(numbers)  # those only grow
        assert ours == pytest.approx(result, rel=3e-6, abs=1e-6 * size), (line, update.hyper)
        assert line.kind in SYMBOLS
    return short


RATES = st.sampled_from([1.0, 0.1, 0.03, 0.01, 0.001])
DECAYS = st.sampled_from([0.0, 0.0, 0.01, 0.3])
SHARES = st.sampled_from([0.5, 0.9, 0.99])

SGD = st.fixed_dictionaries(
    {"lr": RATES, "weight_decay": DECAYS, "maximize": st.booleans()},
    optional={"momentum": SHARES, "dampening": st.sampled_from([0.0, 0.1])},
)
NESTEROV = st.fixed_dictionaries({"lr": RATES, "weight_decay": DECAYS, "momentum": SHARES, "nesterov": st.just(True)})
ADAM = st.fixed_dictionaries(
    {
        "lr": RATES, "weight_decay": DECAYS, "maximize": st.booleans(), "amsgrad": st.booleans(),
        "betas": st.tuples(SHARES, st.sampled_from([0.9, 0.999])), "eps": st.sampled_from([1e-8, 1e-3]),
    }
)  # fmt: skip
RMSPROP = st.fixed_dictionaries(
    {"lr": RATES, "weight_decay": DECAYS, "alpha": SHARES, "eps": st.sampled_from([1e-8, 1e-3])},
    optional={"momentum": SHARES},
)
ADAGRAD = st.fixed_dictionaries(
    {"lr": RATES, "weight_decay": DECAYS, "lr_decay": st.sampled_from([0.0, 0.1])},
    optional={"initial_accumulator_value": st.just(0.5)},
)
ALGORITHMS = {
    "SGD": SGD, "Nesterov": NESTEROV, "Adam": ADAM, "AdamW": ADAM, "RMSprop": RMSPROP, "Adagrad": ADAGRAD,
}  # fmt: skip


@pytest.mark.parametrize("name", ALGORITHMS)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_every_sum_comes_to_what_pytorch_leaves(name: str, data: Any) -> None:
    options = data.draw(ALGORITHMS[name])
    kind = torch.optim.SGD if name == "Nesterov" else getattr(torch.optim, name)
    steps = data.draw(st.integers(1, 3))
    trace, twin = steps_of(kind, options, steps=steps, seed=data.draw(st.integers(0, 99)))
    assert len(trace.updates) == 2 * steps
    last = {update.name: update for update in trace.updates}
    for key, parameter in twin.named_parameters():
        index = data.draw(st.tuples(*(st.integers(0, size - 1) for size in parameter.shape)))
        check(last[key], index, parameter.detach())


def _kinds(kind: Any, steps: int = 2, **options: Any) -> list[str]:
    trace, _ = steps_of(kind, options, steps=steps, seed=1)
    return [line.kind for line in update_sum(trace.updates[-1], 0)]


def test_the_lines_of_each_algorithm() -> None:
    optim = torch.optim
    assert _kinds(optim.SGD, lr=0.1) == ["weight"]
    assert _kinds(optim.SGD, lr=0.1, weight_decay=0.1) == ["gradient", "weight"]
    assert _kinds(optim.SGD, lr=0.1, momentum=0.9) == ["momentum", "weight"]
    assert _kinds(optim.SGD, lr=0.1, momentum=0.9, nesterov=True) == ["momentum", "look_ahead", "weight"]
    assert _kinds(optim.Adam) == ["mean", "square", "mean_hat", "square_hat", "weight"]
    assert _kinds(optim.Adam, amsgrad=True) == ["mean", "square", "largest", "mean_hat", "square_hat", "weight"]
    assert _kinds(optim.AdamW) == ["decay", "mean", "square", "mean_hat", "square_hat", "weight"]
    assert _kinds(optim.RMSprop) == ["square", "weight"]
    assert _kinds(optim.RMSprop, centered=True) == ["square", "mean", "deviation", "weight"]
    assert _kinds(optim.Adagrad, lr_decay=0.1) == ["square", "rate", "weight"]


def test_a_sum_as_the_class_writes_it() -> None:
    model = nn.Linear(2, 1, bias=False)
    with torch.no_grad():
        model.weight.copy_(torch.tensor([[0.5, -0.25]]))

    def learn(model: nn.Module, optimizer: Any) -> None:
        model.weight.grad = torch.tensor([[2.0, -4.0]])
        optimizer.step()

    sgd = record_function(learn, (model, torch.optim.SGD(model.parameters(), lr=0.1)), model=model)
    (update,) = sgd.updates
    assert update_sum(update, (0, 0)) == (SumLine("weight", "0.5 − 0.1·2", "0.3"),)
    assert update_sum(update, 1) == (SumLine("weight", "−0.25 − 0.1·(−4)", "0.15"),)
    assert telling_index(update) == (0, 1)
    adam = record_function(learn, (model, torch.optim.Adam(model.parameters(), lr=0.1)), model=model)
    assert [f"{SYMBOLS[line.kind]} = {line.terms} = {line.result}" for line in update_sum(adam.updates[0], 0)] == [
        "m = 0.9·0 + (1 − 0.9)·2 = 0.2",
        "v = 0.999·0 + (1 − 0.999)·2² = 0.004",
        "m\u0302 = 0.2/(1 − 0.9¹) = 2",
        "v\u0302 = 0.004/(1 − 0.999¹) = 4",
        "w = 0.3 − 0.1·2/(√4 + 1e−8) = 0.2",
    ]


def test_an_algorithm_that_is_not_known_gets_its_difference() -> None:
    trace, twin = steps_of(torch.optim.Adadelta, {"lr": 1.0}, steps=1, seed=2)
    (line,) = check(trace.updates[0], (0, 0), twin.weight.detach())  # type: ignore[arg-type]
    assert line.terms.count("+") == 1


@pytest.mark.filterwarnings("ignore:Complex modules are a new feature")
def test_complex_weights_have_no_sum() -> None:
    model = nn.Linear(3, 2).to(torch.complex64)

    def learn(model: nn.Module, optimizer: Any) -> None:
        model(torch.ones(4, 3, dtype=torch.complex64)).abs().sum().backward()
        optimizer.step()

    trace = record_function(learn, (model, torch.optim.Adam(model.parameters())), model=model)
    assert [update_sum(update, telling_index(update)) for update in trace.updates] == [(), ()]


def test_without_numbers_there_is_no_sum() -> None:
    model = nn.Linear(3, 2)

    def learn(model: nn.Module, optimizer: Any) -> None:
        model(torch.rand(4, 3)).sum().backward()
        optimizer.step()

    trace = record_function(learn, (model, torch.optim.SGD(model.parameters(), lr=0.1)), model=model, budget=0)
    assert update_sum(trace.updates[0], 0) == ()
    assert telling_index(trace.updates[0]) == (0, 0)
    assert trace.updates[0].after.statistics is not None
