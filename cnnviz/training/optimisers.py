"""PyTorch's optimisers by the names of the course, with what is measured and cut before each step."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import torch
from torch import Tensor, nn, optim
from torch.nn.utils import clip_grads_with_norm_, get_total_norm
from torch.optim import Optimizer

from cnnviz.training.config import OptimiserConfig


def build(config: OptimiserConfig, parameters: Iterable[nn.Parameter], *, fused: bool = True) -> Optimizer:
    """The optimiser.

    Args:
        config: which one, and its numbers.
        parameters: of the network; those that do not learn are passed over.
        fused: one call for all parameters, where PyTorch has it.
    """
    learning = [each for each in parameters if each.requires_grad]
    rate, decay = config.learning_rate, config.weight_decay
    make: Callable[..., Optimizer]
    hyper: dict[str, Any]
    match config.name:
        case "sgd":
            make, hyper = optim.SGD, {"fused": fused}
        case "momentum" | "nesterov":
            make, hyper = (
                optim.SGD,
                {"momentum": config.momentum, "nesterov": config.name == "nesterov", "fused": fused},
            )
        case "adagrad":
            make, hyper = optim.Adagrad, {"eps": config.epsilon}
        case "rmsprop":
            make, hyper = optim.RMSprop, {"alpha": config.alpha, "eps": config.epsilon}
        case _:
            make = optim.AdamW if config.name == "adamw" else optim.Adam
            hyper = {"betas": (config.beta1, config.beta2), "eps": config.epsilon, "fused": fused}
    return make(learning, lr=rate, weight_decay=decay, **hyper)


class GradientGauge:
    """Measures the gradient of all parameters before each step, and cuts it where it is too long.

    Args:
        optimiser: whose steps are watched.
        clip: the greatest length; 0 for any.
    """

    def __init__(self, optimiser: Optimizer, clip: float) -> None:
        self.clip = clip
        self.norm: Tensor | None = None
        optimiser.register_step_pre_hook(self._before_step)

    def _before_step(self, optimiser: Optimizer, _arguments: Any, _named: Any) -> None:
        learning = [each for group in optimiser.param_groups for each in group["params"] if each.grad is not None]
        self.norm = get_total_norm([each.grad for each in learning])
        if self.clip:
            clip_grads_with_norm_(learning, self.clip, self.norm)


class ScaledSteps:
    """An optimiser for half precision: gradients are scaled up on their way back, and down again before each step.

    A step whose gradients are not finite is left out, and the scale is halved. The gradients are scaled at the
    network's outputs (`scaled`), so that the loss itself is left as it is.

    Args:
        optimiser: what steps.
        device: where the network is.
    """

    def __init__(self, optimiser: Optimizer, device: str) -> None:
        self.scaler = torch.amp.GradScaler(device)
        self._one = torch.ones((), device=device)
        self._optimiser = optimiser

    def scaled(self, outputs: Tensor) -> Tensor:
        """The outputs, whose gradient will be scaled."""
        if outputs.requires_grad:
            scale = self.scaler.scale(self._one)
            outputs.register_hook(lambda gradient: gradient * scale)  # type: ignore[no-untyped-call]
        return outputs

    def zero_grad(self) -> None:
        """As the optimiser's."""
        self._optimiser.zero_grad()

    def step(self) -> None:
        """As the optimiser's, or nothing where gradients are not finite."""
        self.scaler.unscale_(self._optimiser)
        self.scaler.step(self._optimiser)
        self.scaler.update()


class Autocast(nn.Module):
    """A network whose forward pass computes in a shorter number type where PyTorch finds that safe.

    Args:
        network: what computes.
        device: `cpu`, `cuda` or `mps`.
        dtype: torch.bfloat16 or torch.float16.
    """

    def __init__(self, network: nn.Module, device: str, dtype: torch.dtype) -> None:
        super().__init__()
        self.network = network
        self.scaled: Callable[[Tensor], Tensor] | None = None
        self._device, self._dtype = device, dtype

    def forward(self, images: Tensor) -> Tensor:
        """The network's outputs as float32."""
        with torch.autocast(self._device, self._dtype):
            outputs = self.network(images)
        # the hook sits on the float32 outputs: the gradient is scaled before it is made shorter
        whole: Tensor = outputs.float() if outputs.dtype != torch.float32 else outputs.clone()
        return self.scaled(whole) if self.scaled is not None else whole
