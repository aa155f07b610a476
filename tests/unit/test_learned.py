"""What the prompt answers in a walked training step; the truth is the same step done with PyTorch alone."""

from __future__ import annotations

import copy
from functools import cache

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from torch import Tensor, nn  # noqa: E402

from cnnviz.gui.services.prompt_questions import Question  # noqa: E402
from cnnviz.gui.services.prompt_worker import Asked  # noqa: E402
from cnnviz.models import class_convnet_bn  # noqa: E402
from cnnviz.session.stepping import Stepping  # noqa: E402
from cnnviz.trace import learned  # noqa: E402
from cnnviz.trace.records import Trace  # noqa: E402
from cnnviz.training.walked import record_training_step  # noqa: E402


@cache
def walked() -> tuple[Trace, nn.Module, list[tuple[Tensor, Tensor]]]:
    torch.manual_seed(3)
    model = class_convnet_bn.ConvNet()
    batches = [(torch.rand(6, 1, 28, 28), torch.randint(0, 10, (6,))) for _ in range(2)]
    return record_training_step(model, batches, optimiser="SGD", learning_rate=0.1), model, batches


@cache
def after_one_step() -> nn.Module:
    _, model, batches = walked()
    one = copy.deepcopy(model).train()
    optimizer = torch.optim.SGD(one.parameters(), lr=0.1)
    nn.functional.cross_entropy(one(batches[0][0]), batches[0][1]).backward()
    optimizer.step()
    return one


def standing(text: str, after: str = "") -> Stepping:
    """Before the line with this text, the first one behind the line with `after`."""
    trace = walked()[0]
    stepping = Stepping()
    stepping.trace = trace
    seen = not after
    for step in trace.steps:
        if step.kind != "line" or step.frame is None:
            continue
        line = trace.sources[trace.frames[step.frame].source].text.splitlines()[step.line - 1]
        if seen and text in line:
            stepping.go(step.index)
            return stepping
        seen = seen or after in line
    raise AssertionError(text)


def ask(stepping: Stepping, text: str) -> str:
    trace, model, _ = walked()
    known = {name: values.numpy() for name, values in model.state_dict().items()}
    parameters = learned.parameters_at(trace, stepping.position, known)
    gradients = learned.gradients_at(trace, stepping.position)
    question = Question(text, "", stepping.locals(), parameters, stepping.position, 80, gradients)
    return Asked().answer(question).text


def test_weights_and_gradients_are_those_of_the_moment() -> None:
    _, model, _ = walked()
    before, after = model.state_dict(), after_one_step()
    grads = {name: each.grad for name, each in after.named_parameters()}
    trace = walked()[0]
    stepping = standing("optimizer.step()")
    at = learned.parameters_at(trace, stepping.position, {})
    assert at.keys() == grads.keys()
    for name, values in at.items():
        assert np.array_equal(values, before[name].numpy())
        gradient = learned.gradients_at(trace, stepping.position)[name]
        assert np.allclose(gradient, grads[name].numpy(), atol=1e-6)
    stepping.forward()
    for name, values in learned.parameters_at(trace, stepping.position, {}).items():
        assert np.allclose(values, after.state_dict()[name].numpy(), atol=1e-6)
    first = trace.updates[0]
    midway = learned.parameters_at(trace, trace.steps[first.step].end, {})
    assert np.array_equal(midway[first.name], first.after.values)
    assert np.array_equal(midway[trace.updates[-1].name], trace.updates[-1].before.values)
    assert learned.gradients_at(trace, standing("optimizer.zero_grad()").position) == {}


def test_a_pass_leaves_the_numbers_as_they_are_known() -> None:
    trace = walked()[0]
    known = {"layer1.1.running_mean": np.zeros(16, np.float32)}
    assert "layer1.1.running_mean" not in learned.parameters_at(trace, 0, known)  # training changes it unseen


def test_the_prompt_answers_what_the_class_asks_in_the_training_loop() -> None:
    _, model, batches = walked()
    stepping = standing("_outputs, loss = learn(")
    assert ask(stepping, "images.size()") == "torch.Size([6, 1, 28, 28])"
    assert ask(stepping, "labels.size()") == "torch.Size([6])"
    assert ask(stepping, "images[0].max()") == repr(batches[0][0][0].max())
    assert ask(standing("optimizer.zero_grad()"), "loss.item() > 0") == "True"
    outputs = standing("values, predicted = torch.max")
    assert ask(outputs, "outputs.shape") == "torch.Size([6, 10])"
    assert ask(outputs, "torch.max(outputs, 1).indices.shape") == "torch.Size([6])"
    stepping = standing("return", after="values, predicted = torch.max")
    assert ask(stepping, "(predicted == labels).sum().item() == correct") == "True"
    stepping = standing("optimizer.step()")
    assert ask(stepping, "model.fc.weight.grad.shape") == "torch.Size([10, 1568])"
    assert ask(stepping, "model.fc.weight.sum()") == repr(model.state_dict()["fc.weight"].sum())
    stepping.forward()
    answer = float(ask(stepping, "model.fc.weight.sum().item()"))
    assert answer == pytest.approx(after_one_step().state_dict()["fc.weight"].sum().item(), abs=1e-4)
    assert ask(standing("optimizer.zero_grad()"), "model.fc.weight.grad") == ""


def test_up_and_down_reach_the_functions_around_the_model() -> None:
    stepping = standing("out = self.layer2(out)")
    names = []
    for _ in range(3):
        assert stepping.frame is not None
        names.append(walked()[0].frames[stepping.frame].function)
        assert "model" in stepping.locals() or "self" in stepping.locals()
        stepping.up()
    assert names == ["ConvNet.forward", "learn", "one_step"]
    stepping.down()
    stepping.leave()
    assert walked()[0].frames[stepping.frame or 0].function == "one_step"
