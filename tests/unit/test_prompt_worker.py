"""The prompt's answers, compared with what Python and torch say of the same tensors."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from cnnviz.gui.services.prompt_questions import How, Question, Reply  # noqa: E402
from cnnviz.gui.services.prompt_worker import MOST_LINES, Asked  # noqa: E402
from cnnviz.trace.steps import Collection, ModuleValue, Plain, Value  # noqa: E402
from cnnviz.trace.tensors import TensorRecord  # noqa: E402

X = torch.randn(3, 4, 5, generator=torch.Generator().manual_seed(2))
LABELS = torch.tensor([1, 0, 1])
WEIGHT = np.arange(6, dtype=np.float32).reshape(2, 3)


def kept(tensor: torch.Tensor) -> TensorRecord:
    values = tensor.numpy().copy()
    values.flags.writeable = False
    return TensorRecord(tuple(tensor.shape), str(tensor.dtype).removeprefix("torch."), values)


NAMES: dict[str, Value] = {
    "x": kept(X),
    "labels": kept(LABELS),
    "lost": TensorRecord((100, 10), "float16", None),
    "self": ModuleValue("ConvNet", "", 6),
    "k": Plain("int", "3", 3),
    "size": Plain("torch.Size", "torch.Size([3, 4])", (3, 4)),
    "pair": Collection("tuple", (("0", kept(LABELS)), ("1", Plain("str", "'a'", "a"))), 2),
    "thing": Plain("Thing", "<Thing>"),
}


class Person:
    def __init__(self) -> None:
        self.asked = Asked()
        self.about = 0

    def ask(self, text: str, how: How = "") -> Reply:
        return self.asked.answer(Question(text, how, NAMES, {"fc.weight": WEIGHT}, self.about))


@pytest.fixture
def person() -> Person:
    return Person()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("x.size()", "torch.Size([3, 4, 5])"),
        ("x.shape", "torch.Size([3, 4, 5])"),
        ("x[0].max()", repr(X[0].max())),
        ("torch.max(x, 1)", repr(torch.max(X, 1))),
        ("F.relu(x).sum()", repr(torch.relu(X).sum())),
        ("labels == 1", repr(LABELS == 1)),
        ("(labels == 1).sum().item()", "2"),
        ("labels.dtype", "torch.int64"),
        ("k + 1", "4"),
        ("size[0]", "3"),
        ("pair[0].sum()", repr(LABELS.sum())),
        ("[each.shape[0] for each in x]", "[4, 4, 4]"),
        ("(lambda n: n * k)(2)", "6"),
        ("None", ""),
        ("thing", "<Thing>"),
        ("self.fc.weight.sum()", repr(torch.tensor(WEIGHT).sum())),
        ("sum(p.numel() for p in self.parameters())", "6"),
        ("print('a', k)", "a 3"),
        ("'“quoted”'", "'“quoted”'"),
    ],
)
def test_it_answers_as_python_does(person: Person, text: str, wanted: str) -> None:
    assert person.ask(text) == Reply(wanted)


def test_lines_are_as_long_as_there_is_room(person: Person) -> None:
    row = NAMES | {"row": kept(torch.arange(60.0))}
    for width in (48, 80, 120):
        reply = person.asked.answer(Question("row", "", row, {}, 0, width))
        lines = reply.text.splitlines()
        assert max(map(len, lines)) <= width < max(map(len, lines)) + 8
    torch.set_printoptions(profile="default")


def test_p_pp_and_whatis(person: Person) -> None:
    assert person.ask("None", "p").text == "None"
    assert person.ask("x", "whatis").text == "<class 'torch.Tensor'>"
    assert person.ask("self", "whatis").text == "<class 'ConvNet'>"
    assert person.ask("list(range(60))", "pp").text.count("\n") > 10


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("nowhere", "*** NameError: name 'nowhere' is not defined"),
        ("1 / 0", "*** ZeroDivisionError: division by zero"),
        ("x.view(7)", "*** RuntimeError"),
        ("x.(", "*** SyntaxError"),
        ("exit()", "*** SystemExit"),
        ("self.nothing", "*** AttributeError"),
        ("self(x)", "*** TypeError: a recorded module does not run again"),
        ("input()", "*** RuntimeError"),
        ("raise KeyboardInterrupt", "*** KeyboardInterrupt"),
        ("__import__('os').fork and open('/nowhere/at/all')", "*** FileNotFoundError"),
    ],
)
def test_what_goes_wrong_is_an_answer(person: Person, text: str, wanted: str) -> None:
    reply = person.ask(text)
    assert reply.failed and reply.text.startswith(wanted)
    assert person.ask("1 + 1").text == "2"


def test_the_recorded_values_never_change(person: Person) -> None:
    assert person.ask("x.zero_().sum()").text == "tensor(0.)"
    assert person.ask("labels.__setitem__(0, 9)").text == ""
    assert person.ask("x.sum()").text == repr(X.sum())
    assert person.ask("labels").text == repr(LABELS)
    assert np.array_equal(NAMES["x"].values, X.numpy())  # type: ignore[union-attr]


def test_names_that_were_set_stay_and_give_way_to_recorded_ones_elsewhere(person: Person) -> None:
    assert person.ask("mine = x.sum()").text == ""
    assert person.ask("x = 5").text == ""
    assert person.ask("x").text == "5"
    assert person.ask("import random as dice").text == ""
    assert person.ask("dice.__name__").text == "'random'"
    assert person.ask("for each in range(3): print(each)").text == "0\n1\n2"
    person.about = 1
    assert person.ask("x.shape[0]").text == "3"
    assert person.ask("mine").text == repr(X.sum())


def test_numbers_that_were_not_kept_leave_the_shape(person: Person) -> None:
    reply = person.ask("lost.size()")
    assert (reply.text, reply.left_out) == ("torch.Size([100, 10])", ("lost",))
    assert person.ask("lost.dtype").text == "torch.float16"
    assert person.ask("x.size()").left_out == ()


def test_long_answers_are_cut_and_say_so(person: Person) -> None:
    reply = person.ask("print('\\n'.join(map(str, range(500))))")
    assert len(reply.text.splitlines()) == MOST_LINES
    assert reply.more == 500 - MOST_LINES
    assert len(person.ask("'a' * 100_000").text) < 3_000


def test_the_names_of_tensors_that_are_not_asked_for_are_not_copied(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[tuple[int, ...]] = []
    real = torch.from_numpy
    monkeypatch.setattr(torch, "from_numpy", lambda array: copied.append(array.shape) or real(array))
    person.ask("labels.sum()")
    assert copied == [(3,)]


def test_the_prompt_itself_comes_without_torch() -> None:
    names = ("cnnviz.gui.services.prompt", "cnnviz.gui.services.prompt_questions", "cnnviz.gui.services.summaries")
    script = (
        f"import importlib, sys; [importlib.import_module(name) for name in {names!r}]; print('torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=120)
    assert done.stdout.strip() == "False", done.stderr
