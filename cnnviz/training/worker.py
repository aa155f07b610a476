"""Trains a run's directory in this process: `python -m cnnviz.training.worker RUN`, or several under torchrun.

    torchrun --nproc-per-node=2 -m cnnviz.training.worker RUN

RUN holds a `config.json`; where it holds a checkpoint too, the training goes on from there. Exit status 0 where it
finished or was stopped, 2 with a sentence on standard error where it failed.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import torch
from torch import distributed

from cnnviz.problems import Problem
from cnnviz.training.run_dir import RunDirectory
from cnnviz.training.trainer import conduct

_PATIENCE = timedelta(days=7)  # a run may be paused for so long


def main(argv: Sequence[str] | None = None) -> int:
    """Train; see the module."""
    parser = argparse.ArgumentParser(prog="cnnviz.training.worker", description=__doc__)
    parser.add_argument("run", type=Path, help="directory of the run")
    run = RunDirectory(parser.parse_args(argv).run)
    world, rank = int(os.environ.get("WORLD_SIZE", "1")), int(os.environ.get("RANK", "0"))
    try:
        if world > 1:
            _join(run)
        conduct(run, rank=rank, world=world)
        if world > 1:
            distributed.barrier()  # nobody hangs up while another one still talks
        return 0
    except Problem as problem:
        if rank == 0:
            sys.stderr.write(f"cnnviz: {problem}\n")
        return 2
    except RuntimeError as error:  # in the first process it is a Problem already
        first = (str(error).strip() or type(error).__name__).splitlines()[0]
        sys.stderr.write(f"cnnviz: process {rank}: {first}\n")
        return 2
    finally:
        if distributed.is_initialized():
            gc.collect()  # what holds on to the group goes before it
            distributed.destroy_process_group()


def _join(run: RunDirectory) -> None:
    """Begin PyTorch's process group: nccl where each process has a GPU, gloo otherwise."""
    gpus = torch.cuda.is_available() and run.config.run.device in ("auto", "cuda")
    local = int(os.environ.get("LOCAL_RANK", "0"))
    if gpus and torch.cuda.device_count() > local:
        torch.cuda.set_device(local)
        distributed.init_process_group("nccl", timeout=_PATIENCE)
    else:
        distributed.init_process_group("gloo", timeout=_PATIENCE)


if __name__ == "__main__":
    sys.exit(main())
