"""The loss is torch's label-smoothed cross-entropy, and so is its gradient."""

from __future__ import annotations

import pytest
import torch
from torch.nn.functional import cross_entropy, kl_div

from models.training.loss import smoothed_cross_entropy


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
@pytest.mark.parametrize("rows", [1, 64, 150])
def test_it_is_the_smoothed_cross_entropy(rows: int, smoothing: float) -> None:
    torch.manual_seed(rows)
    logits = torch.randn(rows, 300) * 3
    labels = torch.randint(300, (rows,))
    labels[1::5] = -100
    ours, theirs = logits.clone().requires_grad_(), logits.clone().requires_grad_()
    loss = smoothed_cross_entropy(ours, labels, smoothing)
    expected = cross_entropy(theirs, labels, label_smoothing=smoothing)
    (2 * loss).backward()
    (2 * expected).backward()
    torch.testing.assert_close(loss, expected)
    torch.testing.assert_close(ours.grad, theirs.grad)


def test_half_precision_costs_no_more_than_its_own_digits() -> None:
    torch.manual_seed(0)
    logits, labels = torch.randn(100, 500) * 3, torch.randint(500, (100,))
    rough = logits.bfloat16().requires_grad_()
    loss = smoothed_cross_entropy(rough, labels, 0.1)
    loss.backward()
    assert loss.dtype == torch.float32
    torch.testing.assert_close(loss, cross_entropy(rough.detach().float(), labels, label_smoothing=0.1))
    assert rough.grad is not None
    assert rough.grad.dtype == torch.bfloat16


def test_a_batch_without_a_label_that_counts_teaches_nothing() -> None:
    logits = torch.randn(4, 10, requires_grad=True)
    loss = smoothed_cross_entropy(logits, torch.full((4,), -100), 0.1)
    loss.backward()
    assert loss.item() == 0
    assert logits.grad is not None
    assert not logits.grad.any()


@pytest.mark.parametrize("consistency", [1.0, 5.0])
def test_two_readings_are_drawn_together(consistency: float) -> None:
    torch.manual_seed(1)
    logits, labels = torch.randn(140, 200) * 2, torch.randint(200, (70,))
    labels[::7] = -100
    ours, theirs = logits.clone().requires_grad_(), logits.clone().requires_grad_()
    loss = smoothed_cross_entropy(ours, labels, 0.1, consistency)
    p, q = theirs.log_softmax(1).chunk(2)
    counted = (labels >= 0).float()
    apart = (
        (kl_div(q, p, reduction="none", log_target=True) + kl_div(p, q, reduction="none", log_target=True)).sum(1)
        * counted
    ).sum()
    both = [cross_entropy(half, labels, label_smoothing=0.1) for half in theirs.chunk(2)]
    expected = sum(both) / 2 + consistency / 4 * apart / counted.sum()
    (3 * loss).backward()
    (3 * expected).backward()
    torch.testing.assert_close(loss, expected)
    torch.testing.assert_close(ours.grad, theirs.grad)


def test_a_model_that_reads_the_same_twice_pays_nothing() -> None:
    torch.manual_seed(2)
    logits, labels = torch.randn(30, 50), torch.randint(50, (30,))
    twice = smoothed_cross_entropy(logits.repeat(2, 1), labels, 0.1, 5.0)
    torch.testing.assert_close(twice, smoothed_cross_entropy(logits, labels, 0.1))
