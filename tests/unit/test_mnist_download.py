from __future__ import annotations

import errno
import hashlib
import os
import shutil
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO, Any

import pytest

from cnnviz.data import mnist_download
from cnnviz.data.datasets import Mnist, find_mnist
from cnnviz.data.mnist_download import PublishedFile
from cnnviz.problems import Problem

SECONDS = 5.0

CONTENTS = {name: os.urandom(size) for name, size in {"one.gz": 300_000, "two.gz": 500, "three.gz": 70_000}.items()}
FILES = tuple(PublishedFile(name, len(content), hashlib.md5(content).hexdigest()) for name, content in CONTENTS.items())
TOTAL = sum(len(content) for content in CONTENTS.values())


@dataclass
class Server:
    """A mirror on this machine: what it answers, and what it was asked."""

    contents: dict[str, bytes]
    statuses: dict[str, int] = field(default_factory=dict)
    cut: dict[str, int] = field(default_factory=dict)  # bytes after which the connection is closed
    hang: dict[str, int] = field(default_factory=dict)  # bytes after which nothing more comes
    asked: list[str] = field(default_factory=list)
    ranges: list[str | None] = field(default_factory=list)
    ranged: bool = True  # whether it can begin in the middle of a file
    go_on: threading.Event = field(default_factory=threading.Event)
    port: int = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/mnist/"

    def handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                name = self.path.rpartition("/")[2]
                server.asked.append(name)
                status = server.statuses.get(name, 200)
                content = server.contents.get(name, b"") if status == 200 else b"<html>sorry</html>"
                wanted = self.headers.get("Range")
                server.ranges.append(wanted)
                if wanted and status == 200 and server.ranged:
                    first, whole = int(wanted.removeprefix("bytes=").removesuffix("-")), len(content)
                    if first >= whole:
                        self.send_error(416)
                        return
                    content, status = content[first:], 206
                    self.send_response(status)
                    self.send_header("Content-Range", f"bytes {first}-{whole - 1}/{whole}")
                else:
                    self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                if name in server.hang:
                    self.wfile.write(content[: server.hang[name]])
                    self.wfile.flush()
                    server.go_on.wait(SECONDS)
                    content = content[server.hang[name] :]
                try:
                    self.wfile.write(content[: server.cut.get(name, len(content))])
                except OSError:  # nobody listens any more
                    self.close_connection = True

            def log_message(self, format: str, *args: Any) -> None:
                pass

        return Handler


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    """Starts mirrors; all are shut down at the end."""
    running: list[tuple[Server, ThreadingHTTPServer, threading.Thread]] = []

    def start(**options: Any) -> Server:
        server = Server(**{"contents": dict(CONTENTS), **options})
        httpd = ThreadingHTTPServer(("127.0.0.1", 0), server.handler())
        server.port = httpd.server_address[1]
        thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        running.append((server, httpd, thread))
        return server

    yield start
    for server, httpd, thread in running:
        server.go_on.set()
        httpd.shutdown()
        httpd.server_close()  # waits for the threads that answer
        thread.join()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture
def nobody() -> Iterator[str]:
    """An address at which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}/"


class Told:
    """Progress as it was told; stops the download once `stop_at` bytes are there, when asked for the nth time."""

    def __init__(self, stop_at: int | None = None, patience: int = 1) -> None:
        self.calls: list[tuple[int, int]] = []
        self._stop_at = stop_at
        self._patience = patience

    def progress(self, done: int, total: int) -> None:
        self.calls.append((done, total))

    def cancelled(self) -> bool:
        if self._stop_at is None or not self.calls or self.calls[-1][0] < self._stop_at:
            return False
        self._patience -= 1
        return self._patience <= 0


def fetch(
    folder: Path,
    *servers: Server | str,
    told: Told | None = None,
    timeout: float = SECONDS,
    files: tuple[PublishedFile, ...] = FILES,
) -> Path | None:
    told = told or Told()
    mirrors = [server if isinstance(server, str) else server.address for server in servers]
    return mnist_download.download(
        folder, progress=told.progress, cancelled=told.cancelled, mirrors=mirrors, files=files, timeout=timeout
    )


def files_in(folder: Path) -> dict[str, bytes]:
    """All files but what is kept of those that are not whole yet."""
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.suffix != ".part"}


def parts_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*.part")}


def test_all_files_arrive_and_progress_runs_to_the_end(tmp_path: Path, serve: Callable[..., Server]) -> None:
    server, told = serve(), Told()
    assert fetch(tmp_path, server, told=told) == tmp_path / "MNIST" / "raw"
    assert files_in(tmp_path / "MNIST" / "raw") == CONTENTS
    assert told.calls[0] == (0, TOTAL)
    assert told.calls[-1] == (TOTAL, TOTAL)
    done = [each for each, _ in told.calls]
    assert done == sorted(done)
    assert len(set(done)) > 5
    assert server.asked == list(CONTENTS)


def test_what_is_complete_is_not_fetched_again(tmp_path: Path, serve: Callable[..., Server]) -> None:
    server, told = serve(), Told()
    raw = tmp_path / "MNIST" / "raw"
    raw.mkdir(parents=True)
    (raw / "one.gz").write_bytes(CONTENTS["one.gz"])
    (raw / "two.gz").write_bytes(CONTENTS["two.gz"][:-1] + b"?")  # right length, wrong content
    (raw / "three.gz").write_bytes(b"")
    fetch(tmp_path, server, told=told)
    assert server.asked == ["two.gz", "three.gz"]
    assert told.calls[0] == (300_000, TOTAL)
    assert files_in(raw) == CONTENTS
    fetch(tmp_path, server)
    assert server.asked == ["two.gz", "three.gz"]


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param({"statuses": {"two.gz": 404}}, id="not found"),
        pytest.param({"statuses": {"two.gz": 503}}, id="overloaded"),
        pytest.param({"cut": {"two.gz": 100}}, id="cut short"),
        pytest.param({"contents": {**CONTENTS, "two.gz": b"<html>Please sign in</html>"}}, id="a web page"),
        pytest.param({"contents": {**CONTENTS, "two.gz": CONTENTS["two.gz"] + b"?"}}, id="too long"),
        pytest.param({"contents": {**CONTENTS, "two.gz": os.urandom(500)}}, id="another checksum"),
        pytest.param({"contents": {**CONTENTS, "two.gz": os.urandom(3_000_000)}}, id="much too long"),
    ],
)
def test_where_one_mirror_fails_the_next_is_asked(
    tmp_path: Path, serve: Callable[..., Server], fault: dict[str, Any]
) -> None:
    bad, good = serve(**fault), serve()
    assert fetch(tmp_path, bad, good) is not None
    assert good.asked == ["two.gz"]
    assert files_in(tmp_path) == CONTENTS


def test_a_server_that_is_not_there_is_passed_over(tmp_path: Path, serve: Callable[..., Server], nobody: str) -> None:
    assert fetch(tmp_path, nobody, serve()) is not None
    assert files_in(tmp_path) == CONTENTS


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ({"statuses": {"one.gz": 404}}, r"answers with the error 404"),
        ({"cut": {"one.gz": 100_000}}, r"“one\.gz” did not arrive whole"),
        ({"contents": {"one.gz": os.urandom(300_000)}}, r"its checksum is wrong"),
        ({"hang": {"one.gz": 1000}}, r"“127\.0\.0\.1:\d+” is silent"),
    ],
)
def test_where_all_fail_a_sentence_says_why_and_nothing_is_left(
    tmp_path: Path, serve: Callable[..., Server], nobody: str, fault: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Problem, match=sentence):
        fetch(tmp_path, serve(**fault), nobody, timeout=0.3)
    assert files_in(tmp_path) == {}
    for name, content in parts_in(tmp_path).items():  # what arrived is worth keeping where it is the file's beginning
        assert name == "one.gz.part"
        assert content and CONTENTS["one.gz"].startswith(content)


def test_without_a_network_a_sentence_says_so(tmp_path: Path, nobody: str) -> None:
    with pytest.raises(Problem, match=r"no connection to .*Check the network"):
        fetch(tmp_path, nobody, nobody)
    assert files_in(tmp_path) == {}


def test_a_cancelled_download_keeps_whole_files_alone_and_goes_on_later(
    tmp_path: Path, serve: Callable[..., Server]
) -> None:
    server = serve(hang={"three.gz": 20_000})
    assert fetch(tmp_path, server, told=Told(stop_at=310_000)) is None  # in the middle of the third
    server.go_on.set()
    assert files_in(tmp_path) == {name: CONTENTS[name] for name in ("one.gz", "two.gz")}
    assert fetch(tmp_path, server) is not None
    assert server.asked == ["one.gz", "two.gz", "three.gz", "three.gz"]
    assert files_in(tmp_path) == CONTENTS


@pytest.mark.parametrize("ranged", [True, False])
def test_a_broken_off_file_goes_on_where_it_was(tmp_path: Path, serve: Callable[..., Server], ranged: bool) -> None:
    first = serve(hang={"one.gz": 100_000})
    assert fetch(tmp_path, first, told=Told(stop_at=100_000)) is None
    first.go_on.set()
    (kept,) = parts_in(tmp_path).values()
    assert 100_000 <= len(kept) < 300_000
    second, told = serve(ranged=ranged), Told()
    assert fetch(tmp_path, second, told=told) is not None
    assert second.ranges == [f"bytes={len(kept)}-", None, None]
    assert told.calls[0] == (0, TOTAL)
    assert ((len(kept), TOTAL) in told.calls) is True
    assert files_in(tmp_path) == CONTENTS
    assert parts_in(tmp_path) == {}


@pytest.mark.parametrize(
    "left",
    [
        pytest.param(b"?" * 1000, id="of something else"),
        pytest.param(b"?" * 300_000, id="as long as the file"),
        pytest.param(b"?" * 300_001, id="longer than the file"),
        pytest.param(b"", id="empty"),
    ],
)
def test_a_part_that_is_worthless_is_fetched_anew(tmp_path: Path, serve: Callable[..., Server], left: bytes) -> None:
    raw = tmp_path / "MNIST" / "raw"
    raw.mkdir(parents=True)
    (raw / "one.gz.part").write_bytes(left)
    assert fetch(tmp_path, serve()) is not None
    assert files_in(tmp_path) == CONTENTS


def test_a_part_that_another_process_is_writing_is_left_alone(tmp_path: Path, serve: Callable[..., Server]) -> None:
    raw = tmp_path / "MNIST" / "raw"
    raw.mkdir(parents=True)
    busy, dead = raw / "one.gz.1-aa.part", raw / "one.gz.2-bb.part"
    busy.write_bytes(CONTENTS["one.gz"][:5000])
    dead.write_bytes(CONTENTS["one.gz"][:3000])
    os.utime(dead, (1, 1))
    server = serve()
    assert fetch(tmp_path, server) is not None
    assert server.ranges[0] == "bytes=3000-"
    assert parts_in(tmp_path) == {busy.name: CONTENTS["one.gz"][:5000]}


def test_cancelling_does_not_wait_for_a_silent_server(tmp_path: Path, serve: Callable[..., Server]) -> None:
    server = serve(hang={"one.gz": 1000})
    begun = time.monotonic()
    assert fetch(tmp_path, server, told=Told(stop_at=1000, patience=3), timeout=60) is None
    assert time.monotonic() - begun < 2
    assert files_in(tmp_path) == {}


def test_a_slow_server_is_waited_for(tmp_path: Path, serve: Callable[..., Server]) -> None:
    server = serve(hang={"two.gz": 100})
    timer = threading.Timer(0.4, server.go_on.set)
    timer.start()
    assert fetch(tmp_path, server) is not None
    timer.join()
    assert files_in(tmp_path) == CONTENTS


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, serve: Callable[..., Server]) -> None:
    server = serve()
    (tmp_path / "file").write_text("")
    with pytest.raises(Problem, match=r"cannot be saved in .*file.*Choose another folder"):
        fetch(tmp_path / "file", server)
    assert server.asked == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="this user may write anywhere")
def test_a_folder_without_permission_is_named(tmp_path: Path, serve: Callable[..., Server]) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(Problem, match="cannot be saved"):
        fetch(tmp_path, serve())


def test_a_disk_without_room_is_told_before_anything_is_fetched(
    tmp_path: Path, serve: Callable[..., Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve()
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=TOTAL - 1))
    with pytest.raises(Problem, match="There is no room for MNIST"):
        fetch(tmp_path, server)
    assert server.asked == []


def test_a_folder_that_cannot_be_written_is_told_before_anything_is_fetched(
    tmp_path: Path, serve: Callable[..., Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    def touch(path: Path) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    monkeypatch.setattr(Path, "touch", touch)
    server = serve()
    with pytest.raises(Problem, match="cannot be saved in"):
        fetch(tmp_path, server)
    assert server.asked == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has a disk that is always full")
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_disk_that_fills_up_meanwhile_is_told(
    tmp_path: Path, serve: Callable[..., Server], monkeypatch: pytest.MonkeyPatch, file: PublishedFile
) -> None:
    server, opened = serve(), Path.open

    def full(path: Path, mode: str = "r", **options: Any) -> IO[Any]:
        return opened(Path("/dev/full") if path.suffix == ".part" else path, mode, **options)

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(Problem, match="There is no room for MNIST") as caught:
        fetch(tmp_path, server, server, files=(file,))
    assert isinstance(caught.value.__cause__, OSError)
    assert caught.value.__cause__.errno == errno.ENOSPC
    assert server.asked == [file.name]  # another mirror would not help
    assert files_in(tmp_path) == parts_in(tmp_path) == {}


def test_the_published_table_is_that_of_the_real_files(cnnviz_data: Path) -> None:
    assert [file.name for file in mnist_download.FILES] == [
        "train-images-idx3-ubyte.gz",
        "train-labels-idx1-ubyte.gz",
        "t10k-images-idx3-ubyte.gz",
        "t10k-labels-idx1-ubyte.gz",
    ]
    for file in mnist_download.FILES:
        content = (cnnviz_data / "MNIST" / "raw" / file.name).read_bytes()
        assert (len(content), hashlib.md5(content).hexdigest()) == (file.size, file.md5)


def test_the_real_files_arrive_where_they_are_looked_for(
    cnnviz_data: Path, tmp_path: Path, serve: Callable[..., Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve(contents={path.name: path.read_bytes() for path in (cnnviz_data / "MNIST" / "raw").iterdir()})
    monkeypatch.delenv("CNNVIZ_DATA")
    monkeypatch.setenv("CNNVIZ_DATA_DIR", str(tmp_path))
    told = Told()
    raw = mnist_download.download(tmp_path, progress=told.progress, cancelled=told.cancelled, mirrors=[server.address])
    assert raw is not None
    assert find_mnist() == raw
    assert Mnist(raw, "test").count() == 10_000
    assert told.calls[-1] == (11_594_722, 11_594_722)
