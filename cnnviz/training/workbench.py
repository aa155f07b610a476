"""Everything that a training needs, built from its configuration, and what is counted while it goes on."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any, cast

import torch
from torch import Tensor, distributed, nn
from torch.nn.parallel import DistributedDataParallel
from torch.optim import Optimizer

from cnnviz.models.saved import SavedCard
from cnnviz.problems import QT_TRANSLATE_NOOP, Problem
from cnnviz.training import devices, materials, optimisers, schedules
from cnnviz.training.config import RunConfig
from cnnviz.training.criteria import Criterion, Spared, TwoScores
from cnnviz.training.events import Epoch, Test
from cnnviz.training.place import Place

State = dict[str, Tensor]


@dataclass(frozen=True, slots=True)
class Learned:
    """A step of training, with its figures where they were computed; reading them waits for the device.

    Attributes:
        step: how many updates that makes.
        epoch: from 1.
        loss: mean over the batch, ().
        correct: right answers, ().
        samples: images in the batch.
        learning_rate: of this update.
        gradient_norm: length of the gradient before clipping, ().
    """

    step: int
    epoch: int
    loss: Tensor
    correct: Tensor
    samples: int
    learning_rate: float
    gradient_norm: Tensor


class Workbench:
    """The network, its data, its optimiser, and where the training stands.

    With several processes (`world` above 1, PyTorch's process group begun), each learns from its share of every batch,
    and DistributedDataParallel averages the gradients. Batch normalisation: on GPUs its means and deviations are those
    of the whole batch (SyncBatchNorm); on processors, which PyTorch gives no such layer for, each process normalises
    its own share, and the running figures are those of the first process.

    Args:
        config: what is trained.
        rank: which of the processes this is.
        world: how many learn together.

    Raises:
        Problem: data, network and configuration do not go together; the sentence says why.
    """

    def __init__(self, config: RunConfig, rank: int = 0, world: int = 1) -> None:
        self.config = config
        self.rank, self.world = rank, world
        self.place = Place()
        self.device = devices.chosen(config.run.device, rank if world > 1 else None)
        devices.prepare(self.device, config.run.threads)
        self.data = data = materials.opened(config.data)
        self.splits = splits = materials.divided(data, config.data)
        self.preprocessing = materials.preprocessing(data, splits, config.data)
        make = materials.BatchMaker(data, self.preprocessing, config, self.device, rank, world)
        self.training = make.learning(splits.train)
        self.validation = make.judging(splits.validation)
        self.test = make.judging(splits.test)
        self.network = materials.network(config.model, data).to(self.device)
        materials.check_network(self.network, config, data, self.device)
        if devices.likes_channels_last(self.network):
            self.network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        if world > 1 and self.device.type == "cuda":
            self.network = nn.SyncBatchNorm.convert_sync_batchnorm(self.network)  # type: ignore[no-untyped-call]
        self.best: State = {}
        self.class_counts = materials.class_counts(data, splits)
        self.criterion = Criterion(
            config.loss,
            len(data.classes),
            weights=materials.class_weights(self.class_counts, config.data.balance, self.device),
            l1=config.optimiser.l1,
            parameters=self.network.parameters(),
            world=world,
        )
        fused = self.device.type in ("cpu", "cuda")
        self._torch_optimiser = optimisers.build(config.optimiser, self.network.parameters(), fused=fused)
        self._gauge = optimisers.GradientGauge(self._torch_optimiser, config.optimiser.clip)
        self.optimizer: Optimizer = self._torch_optimiser
        self._scaled: optimisers.ScaledSteps | None = None
        self.model, self.answering = self._models()
        self._zero_sums()
        self._began = time.perf_counter()

    def _models(self) -> tuple[nn.Module, nn.Module]:
        """What learns, and what is judged: the same numbers in two wrappings."""
        config = self.config.run
        inner: nn.Module = Spared(self.network) if self.world > 1 else self.network
        if config.precision != "fp32":
            dtype = torch.bfloat16 if config.precision == "bf16" else torch.float16
            inner = optimisers.Autocast(inner, self.device.type, dtype)
            if dtype == torch.float16:
                self._scaled = optimisers.ScaledSteps(self._torch_optimiser, self.device.type)
                inner.scaled = self._scaled.scaled
                self.optimizer = cast(Optimizer, self._scaled)
        answering = TwoScores(inner) if materials.has_one_output(self.network, self.data, self.device) else inner
        self.judging = Criterion(materials.plain(self.config.loss, answering is not inner), len(self.data.classes))
        learning = cast(nn.Module, torch.compile(inner)) if config.compile else inner
        if self.world > 1:
            places = [self.device.index or 0] if self.device.type == "cuda" else None
            learning = DistributedDataParallel(learning, device_ids=places)
        self._one_output = answering is not inner
        return learning, answering

    def _zero_sums(self) -> None:
        # float64 holds every sum of float32 losses exactly enough to be the same after a resume; mps has none
        dtype = torch.float32 if self.device.type == "mps" else torch.float64
        self._loss_sum = torch.zeros((), dtype=dtype, device=self.device)
        self._correct = torch.zeros((), dtype=torch.int64, device=self.device)
        self._judged: list[tuple[Tensor, int, int]] = []

    @property
    def epochs(self) -> int:
        """How many epochs there will be."""
        return self.config.run.epochs

    @property
    def is_over(self) -> bool:
        """Whether all epochs are done, or early stopping says that it is enough."""
        patience = self.config.run.patience
        return self.place.epoch >= self.epochs or bool(patience and self.place.waiting >= patience)

    def begin_step(self) -> None:
        """Set this update's learning rate and random numbers, which depend on seed and step alone."""
        step = self.place.step
        rate = self.learning_rate
        for group in self._torch_optimiser.param_groups:
            group["lr"] = rate
        devices.seed(self.config.run.seed, step, self.rank, self.device)

    @property
    def learning_rate(self) -> float:
        """That of the next update."""
        config, place = self.config, self.place
        part = schedules.factor(config.schedule, place.step, len(self.training), self.epochs, place.plateau.drops)
        return config.optimiser.learning_rate * part

    def learned(self, outputs: Tensor, loss: Tensor, labels: Tensor) -> Learned:
        """Count a step of training; the training stands after it now."""
        place = self.place
        samples = self.training.size(place.batch)
        outputs, loss = outputs.detach(), loss.detach()
        predicted = outputs[:, 0] > 0 if self._one_output else outputs.argmax(1)
        correct = (predicted == labels).sum()
        if self.world > 1:
            both = torch.stack([loss / self.world, correct.to(loss.dtype)])
            distributed.all_reduce(both)
            loss, correct = both[0], both[1].to(torch.int64)
        self._loss_sum += loss * samples
        self._correct += correct
        place.batch += 1
        place.step += 1
        place.seen += samples
        norm = self._gauge.norm
        rate = self._torch_optimiser.param_groups[0]["lr"]
        return Learned(
            place.step, place.epoch + 1, loss, correct, samples, rate, torch.zeros(()) if norm is None else norm
        )

    def judged(self, loss: Tensor, correct: int, labels: Tensor) -> None:
        """Count a batch of validation images."""
        self._judged.append((loss, correct, len(labels)))

    def finish_epoch(self) -> Epoch:
        """Count the epoch, and keep the weights where they are the best so far."""
        place = self.place
        self.gather()
        rate = self._torch_optimiser.param_groups[0]["lr"]
        train_loss, train_accuracy = place.loss_sum / max(place.seen, 1), place.correct / max(place.seen, 1)
        loss, accuracy = self._validated()
        judged_loss, judged_accuracy = (train_loss, train_accuracy) if loss is None else (loss, accuracy or 0.0)
        place.epoch += 1
        best = judged_loss < place.best_loss or loss is None or place.best_epoch == 0
        if best:
            place.best_loss, place.best_accuracy = judged_loss, judged_accuracy
            place.best_epoch, place.best_step = place.epoch, place.step
            self.best = self.weights()
        figure = judged_loss if self.config.run.metric == "loss" else -judged_accuracy
        better = figure < place.metric - self.config.run.min_delta
        place.waiting = 0 if better else place.waiting + 1
        place.metric = figure if better else place.metric
        place.plateau.after_epoch(judged_loss, self.config.schedule.patience)
        event = Epoch(
            place.step, place.epoch, train_loss, train_accuracy, loss, accuracy, rate, place.seconds, best,
            place.best_epoch,
        )  # fmt: skip
        place.batch = place.seen = place.correct = 0
        place.loss_sum = place.seconds = 0.0
        self._zero_sums()
        return event

    def gather(self) -> None:
        """Bring the sums of this epoch into `place`, for a checkpoint; what is counted goes on."""
        now = time.perf_counter()
        self.place.seconds += now - self._began
        self._began = now
        self.place.loss_sum, self.place.correct = float(self._loss_sum), int(self._correct)

    def skip_time(self) -> None:
        """Leave out what has passed since the last step: nothing was trained."""
        self._began = time.perf_counter()

    def _validated(self) -> tuple[float | None, float | None]:
        """Mean loss and accuracy of all validation images, of all processes."""
        if not self.validation.samples:
            return None, None
        sums = torch.zeros(2, dtype=torch.float64)
        for loss, correct, count in self._judged:
            if count:
                sums += torch.tensor([float(loss) * count, correct], dtype=torch.float64)
        if self.world > 1:
            shared = sums.to(self.device)
            distributed.all_reduce(shared)
            sums = shared.cpu()
        return float(sums[0]) / self.validation.samples, float(sums[1]) / self.validation.samples

    def share_buffers(self) -> None:
        """Give all processes the running figures of the first one, before the network is judged."""
        if self.world > 1:
            for buffer in self.network.buffers():
                distributed.broadcast(buffer, 0)

    def take_best(self) -> None:
        """Go back to the best weights, for the test."""
        if self.best:
            self.network.load_state_dict(self.best)

    @torch.no_grad()
    def tested(self) -> Test:
        """The figures of the test split, by the network as it is now; all processes count together."""
        self.network.eval()
        classes = len(self.data.classes)
        sums = torch.zeros(1 + 2 * classes, dtype=torch.float64)
        for images, labels in self.test.epoch(0):
            outputs = self.answering(images)  # (N, classes)
            right = labels[outputs.argmax(1) == labels]
            if len(labels):
                sums[0] += float(self.judging(outputs, labels)) * len(labels)
            sums[1 : 1 + classes] += torch.bincount(right, minlength=classes).cpu()
            sums[1 + classes :] += torch.bincount(labels, minlength=classes).cpu()
        if self.world > 1:
            shared = sums.to(self.device)
            distributed.all_reduce(shared)
            sums = shared.cpu()
        right_counts, counts = sums[1 : 1 + classes].tolist(), sums[1 + classes :].tolist()
        total = max(self.test.samples, 1)
        per_class = [hit / count if count else None for hit, count in zip(right_counts, counts, strict=True)]
        place = self.place
        return Test(
            place.step,
            place.best_epoch,
            self.test.samples,
            float(sums[0]) / total,
            sum(right_counts) / total,
            per_class,
        )

    def weights(self) -> State:
        """A copy of all that the network has learned, on the processor."""
        return {
            name: tensor.detach().to("cpu", copy=True).contiguous()
            for name, tensor in self.network.state_dict().items()
        }

    def close(self) -> None:
        """End the processes that read images, where there are any."""
        for batches in (self.training, self.validation, self.test):
            batches.close()

    def change(self, path: str, value: object) -> None:
        """Give a live field another value, from the next step on.

        Raises:
            Problem: it cannot have this value.
        """
        self.config = config = self.config.changed(path, value)
        self.criterion.l1 = config.optimiser.l1
        self._gauge.clip = config.optimiser.clip
        for group in self._torch_optimiser.param_groups:
            group["weight_decay"] = config.optimiser.weight_decay
            if config.optimiser.name in ("momentum", "nesterov"):
                group["momentum"] = config.optimiser.momentum

    def card(self) -> SavedCard:
        """How the network is built elsewhere."""
        data = self.data
        model = self.config.model
        return SavedCard(model.name, model.arguments, data.shape, data.classes, self.preprocessing.as_dict())

    def state(self) -> dict[str, Any]:
        """All that a checkpoint needs to go on from here: tensors, numbers, texts, lists and tables alone."""
        self.gather()
        return {
            "place": self.place.as_dict(),
            "network": self.network.state_dict(),
            "optimiser": self._torch_optimiser.state_dict(),
            "scaler": self._scaled.scaler.state_dict() if self._scaled else {},
            "best": self.best,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Go back to what `state` gave.

        Raises:
            Problem: it is that of another network or optimiser.
        """
        try:
            self.place = Place.from_dict(state["place"])
            self.network.load_state_dict(state["network"])
            self._torch_optimiser.load_state_dict(state["optimiser"])
            if self._scaled and state["scaler"]:
                self._scaled.scaler.load_state_dict(state["scaler"])
            self.best = state["best"]
        except (KeyError, TypeError, ValueError, RuntimeError) as error:
            raise Problem(
                QT_TRANSLATE_NOOP("Problem", "The checkpoint does not fit this run’s network and optimiser: {reason}."),
                reason=str(error).strip().splitlines()[0],
            ) from error
        self._loss_sum.fill_(self.place.loss_sum)
        self._correct.fill_(self.place.correct)
        self.change(
            "run.epochs", self.config.run.epochs
        )  # what the groups hold is from before; the configuration counts
        self._began = time.perf_counter()
