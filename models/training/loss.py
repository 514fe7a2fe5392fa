"""The label-smoothed cross-entropy of a large vocabulary, in one buffer.

A batch's logits are the largest thing in a training step, a hundred megabytes and more; torch's ``cross_entropy`` with smoothing
passes over them some ten times, in four buffers. The gradient is known in closed form, so it is written where the logits stood.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from torch import Tensor

ROWS = 64  # worked on at once: 64 rows of 20,000 pieces stay in a processor's cache
DEVICE_ROWS = 8192  # on anything else: few enough to need no gigabytes, and enough to keep it busy


def smoothed_cross_entropy(logits: Tensor, labels: Tensor, smoothing: float, consistency: float = 0.0) -> Tensor:
    """The mean cross-entropy of ``logits`` (rows, pieces), any floating type, with ``labels`` (rows) of int64, of which negative
    ones count for nothing.

    ``smoothing`` is the probability spread evenly over all pieces (Szegedy et al. 2016), as in
    ``torch.nn.functional.cross_entropy(label_smoothing=...)``.

    With ``consistency`` the model has read every row twice, each time with other units dropped, and ``logits`` are twice as many
    as ``labels``: first all of one reading, then all of the other. What is returned is the mean of both cross-entropies and,
    ``consistency / 4`` times, the mean of the Kullback-Leibler divergences between the two readings, one in each direction, added
    up: half of what R-Drop (Liang et al. 2021) minimises, ``consistency`` being its alpha. It can be differentiated once.
    """
    loss: Tensor = _function().apply(logits, labels, smoothing, consistency)
    return loss


@cache
def _function() -> Any:
    """The function with its gradient, for torch's automatic differentiation."""
    import torch

    class SmoothedCrossEntropy(torch.autograd.Function):
        @staticmethod
        def forward(ctx: Any, logits: Tensor, labels: Tensor, smoothing: float, consistency: float) -> Tensor:
            pieces = logits.shape[1]
            readings = logits.view(-1, len(labels), pieces)
            gradient = torch.empty_like(readings)
            losses = torch.empty(len(labels), device=logits.device, dtype=torch.float32)
            step = ROWS if logits.device.type == "cpu" else DEVICE_ROWS
            for begin in range(0, len(labels), step):
                rows = slice(begin, begin + step)
                label = labels[rows]
                counted = label >= 0
                at = label.clamp_min(0)[:, None]
                # d loss / d score = softmax - smoothing / pieces - (1 - smoothing) at the label
                off = torch.full_like(at, smoothing - 1, dtype=torch.float32)
                logarithms = [reading[rows].float().log_softmax(1) for reading in readings]
                slopes = [logarithm.exp() for logarithm in logarithms]
                loss = sum(
                    -(1 - smoothing) * own.gather(1, at).squeeze(1) - smoothing * own.mean(1) for own in logarithms
                )
                apart = _apart(logarithms, slopes) if consistency else None
                for slope in slopes:
                    slope.sub_(smoothing / pieces).scatter_add_(1, at, off)
                if apart:
                    loss = loss + consistency / 2 * apart[0]
                    for slope, pull in zip(slopes, apart[1], strict=True):
                        slope.add_(pull, alpha=consistency / 2)
                losses[rows] = torch.where(counted, loss, 0.0)
                for reading, slope in zip(gradient, slopes, strict=True):
                    reading[rows] = slope.mul_(counted[:, None])
            total = (labels >= 0).sum().clamp_min(1) * len(readings)
            ctx.save_for_backward(gradient.view_as(logits), total)
            return losses.sum() / total

        @staticmethod
        def backward(ctx: Any, *outer: Tensor) -> tuple[Tensor, None, None, None]:
            gradient, total = ctx.saved_tensors
            return gradient.mul_((outer[0] / total).to(gradient.dtype)), None, None, None

    return SmoothedCrossEntropy


def _apart(logarithms: Sequence[Tensor], shares: Sequence[Tensor]) -> tuple[Tensor, list[Tensor]]:
    """How far two distributions are apart in each row, KL(p, q) + KL(q, p), and its gradients by the scores of p and of q."""
    (p, q), (share_p, share_q) = logarithms, shares
    between, gap = share_p - share_q, p - q
    forth = (share_p * gap).sum(1, keepdim=True)
    back = -(share_q * gap).sum(1, keepdim=True)
    return (forth + back).squeeze(1), [share_p * (gap - forth) + between, share_q * (-gap - back) - between]
