"""The window on somebody's own network, from a script or a notebook.

The pass is recorded where the network is. The window runs in a process of its own, which gets the recorded pass alone:
so it needs neither the network nor PyTorch, and a notebook goes on while it is open.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from cnnviz.problems import QT_TRANSLATE_NOOP, Problem

if TYPE_CHECKING:
    from torch import nn

    from cnnviz.trace.records import Trace


def view(
    model: nn.Module | Trace | str | os.PathLike[str],
    inputs: object = None,
    *,
    name: str = "",
    block: bool | None = None,
) -> None:
    """Open the window on your own network and input, to walk through its pass line by line.

    The network runs once, as it is: its train/eval flags and the grad mode decide as ever. Where it fails, the window
    opens at the line that failed and says why.

    Example:
        >>> import cnnviz, torch, torchvision
        >>> model = torchvision.models.resnet18().eval()
        >>> cnnviz.view(model, torch.rand(1, 3, 224, 224))

    Args:
        model: any PyTorch module; or, without `inputs`, a Trace that `cnnviz.trace` gave, or the path of a saved one.
        inputs: what the model is called with: a tensor, a tuple (several arguments) or a mapping (keyword arguments).
        name: what to call the model; its class where empty.
        block: wait until the window is closed. Where None, a script waits; a notebook, IPython and interactive Python
            go on at once.

    Raises:
        Problem: the pass cannot be recorded or written, or the window cannot open; it says why. Where nothing waits,
            why the window did not open is printed instead.
    """
    if isinstance(model, (str, os.PathLike)):
        path, folder = Path(model), None
        _refuse_inputs(inputs)
        if not path.is_file():
            raise Problem(QT_TRANSLATE_NOOP("Problem", "There is no file “{file}”."), file=str(path))
    else:
        folder = Path(tempfile.mkdtemp(prefix="cnnviz-"))
        try:
            path = _written(_recorded(model, inputs, name), folder)
        except BaseException:
            _remove(folder)
            raise
    waits = not _is_interactive() if block is None else block
    process = _started(path, folder, detached=not waits)
    if waits:
        _wait(process, folder)
    else:
        # a daemon: the window may stay open when the notebook ends
        threading.Thread(target=_attend, args=(process, folder), name="cnnviz-view", daemon=True).start()


def _recorded(model: nn.Module | Trace, inputs: object, name: str) -> Trace:
    """The pass of a network; a Trace is one already."""
    from cnnviz.trace.records import Trace  # noqa: PLC0415 - `import cnnviz` stays light

    if isinstance(model, Trace):
        _refuse_inputs(inputs)
        return model
    torch = sys.modules.get("torch")
    if torch is None or not isinstance(model, torch.nn.Module):
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "cnnviz.view shows a PyTorch module or a recorded pass, not “{type}”."),
            type=type(model).__name__,
        )
    if inputs is None:
        raise Problem(QT_TRANSLATE_NOOP("Problem", "The network needs an input too: cnnviz.view(model, x)."))
    import cnnviz.trace as tracing  # noqa: PLC0415 - as above

    trace: Trace = tracing(model, inputs, name=name)  # type: ignore[operator] # the package can be called
    return trace


def _refuse_inputs(inputs: object) -> None:
    if inputs is not None:
        raise Problem(QT_TRANSLATE_NOOP("Problem", "A recorded pass has its input in it: leave the second one out."))


def _written(trace: Trace, folder: Path) -> Path:
    """The file that the window opens; it is called what the window calls the input."""
    from cnnviz.trace import archive  # noqa: PLC0415 - as above

    path = folder / f"{'×'.join(map(str, trace.input.shape)) or '1'}{archive.SUFFIX}"
    archive.save(trace, path)
    return path


def _is_interactive() -> bool:
    """Whether somebody types, in a notebook, IPython or Python itself."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    return shell is not None or hasattr(sys, "ps1")


def _started(path: Path, folder: Path | None, *, detached: bool) -> subprocess.Popen[str]:
    """The process of the window.

    Args:
        path: what it opens.
        folder: the folder that was made for it; the window removes it with the file as soon as it is read.
        detached: Ctrl+C, or “Interrupt” in a notebook, must not end it.
    """
    environment = dict(os.environ)
    # it finds the modules that this process finds, wherever the script has put them
    environment["PYTHONPATH"] = os.pathsep.join(str(Path(entry or ".").resolve()) for entry in sys.path)
    # WORKAROUND: importing cv2 leads every Qt of the process and its children to OpenCV's own Qt, whose plugins no
    # other Qt can load (https://github.com/opencv/opencv-python/issues/386)
    for variable in ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR"):
        if "cv2" in environment.get(variable, ""):
            del environment[variable]
    scratch = [] if folder is None else ["--scratch"]
    command = [sys.executable, "-P", "-m", "cnnviz", "window", *scratch, str(path.resolve())]
    try:
        return subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            start_new_session=detached,
        )
    except OSError as error:
        _remove(folder)
        raise _not_opened(str(error)) from error


def _wait(process: subprocess.Popen[str], folder: Path | None) -> None:
    """Wait until the window is closed, and clean up.

    Raises:
        Problem: it did not open, or did not end as it should.
    """
    try:
        _, said = process.communicate()
    except BaseException:  # Ctrl+C
        process.terminate()
        process.communicate()
        raise
    finally:
        _remove(folder)
    if process.returncode:
        lines = said.strip().splitlines() or [f"({process.returncode})"]
        raise _not_opened(lines[-1].removeprefix("cnnviz: "))


def _attend(process: subprocess.Popen[str], folder: Path | None) -> None:
    """Wait where nobody else does, and print what is wrong."""
    try:
        _wait(process, folder)
    except Problem as problem:
        sys.stderr.write(f"{problem}\n")


def _not_opened(reason: str) -> Problem:
    return Problem(QT_TRANSLATE_NOOP("Problem", "The window did not open. {reason}"), reason=reason)


def _remove(folder: Path | None) -> None:
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)
