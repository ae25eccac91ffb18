"""Writes kink_cases.json: what PyTorch's autograd takes at the kinks and ties of every layer, loss and formula that has some.

    python3 test/oracle/kink_cases.py        (needs torch)
"""
import json
import os
import platform

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
ZERO, TWO = torch.tensor(0.0), torch.tensor(2.0)
IMAGE = [[[1, 1, 0, 2], [1, 1, 2, 2], [3, 0, 0, 0], [0, 3, 0, 0]]]


def cases():
    for name, run in [('ReLU', F.relu), ('LeakyReLU', F.leaky_relu), ('ELU', F.elu)]:
        yield name, {}, [-1, 0, 1], run
    yield 'LeakyReLU', {'negative_slope': -0.5}, [-1, 0, 1], lambda x: F.leaky_relu(x, -0.5)
    yield 'ELU', {'alpha': 2}, [-1, 0, 1], lambda x: F.elu(x, 2.0)
    yield 'PReLU', {'weight': 'w'}, [-1, 0, 1], lambda x: F.prelu(x[None], torch.tensor([0.25]))
    yield 'Hardtanh', {'min_val': -1, 'max_val': 2}, [-2, -1, 0, 2, 3], lambda x: F.hardtanh(x, -1.0, 2.0)
    yield 'Softplus', {'threshold': 2}, [1, 2, 3], lambda x: F.softplus(x, 1, 2)
    yield 'MaxPool1d', {'kernel_size': 3, 'padding': 1}, IMAGE[0], lambda x: F.max_pool1d(x, 3, padding=1)
    yield 'MaxPool2d', {'kernel_size': 2}, IMAGE, lambda x: F.max_pool2d(x, 2)
    yield ('MaxPool2d', {'kernel_size': 3, 'stride': 2, 'padding': 1, 'ceil_mode': True}, IMAGE,
           lambda x: F.max_pool2d(x, 3, 2, 1, ceil_mode=True))
    yield 'MaxPool2d', {'kernel_size': 2, 'stride': 1, 'dilation': 2}, IMAGE, lambda x: F.max_pool2d(x, 2, 1, dilation=2)
    yield 'AdaptiveMaxPool1d', {'output_size': 2}, IMAGE[0], lambda x: F.adaptive_max_pool1d(x, 2)
    yield 'AdaptiveMaxPool2d', {'output_size': 3}, IMAGE, lambda x: F.adaptive_max_pool2d(x, 3)
    for norm in (1, 2, 3):
        yield ('LPPool2d', {'norm_type': norm, 'kernel_size': 2}, [[[0, 0, 1, 2], [0, 0, 1, 1]]],
               lambda x, norm=norm: F.lp_pool2d(x, float(norm), 2))
    yield 'Expression', {'formula': 'abs(x)'}, [-1, 0, 1], torch.abs
    yield 'Expression', {'formula': 'relu(x)'}, [-1, 0, 1], torch.relu
    yield 'Expression', {'formula': 'max(x, 2)'}, [1, 2, 3], lambda x: torch.maximum(x, TWO)
    yield 'Expression', {'formula': 'min(x, 2)'}, [1, 2, 3], lambda x: torch.minimum(x, TWO)
    yield 'Expression', {'formula': 'max(x, 0)'}, [-1, 0, 1], lambda x: torch.maximum(x, ZERO)
    zeros, ones = torch.zeros(5), torch.ones(3)
    far = [-1, -0.5, 0, 0.5, 1]
    yield 'loss', {'L1Loss': {'reduction': 'sum'}}, far, lambda x: F.l1_loss(x, zeros, reduction='sum')
    for beta in (0, 0.5, 1):
        yield ('loss', {'SmoothL1Loss': {'reduction': 'sum', 'beta': beta}}, far,
               lambda x, beta=beta: F.smooth_l1_loss(x, zeros, reduction='sum', beta=float(beta)))
    yield 'loss', {'HuberLoss': {'reduction': 'sum', 'delta': 0.5}}, far, lambda x: F.huber_loss(x, zeros, reduction='sum', delta=0.5)
    yield 'loss', {'HingeLoss': {'reduction': 'sum'}}, [0, 1, 2], lambda x: (1 - ones * x).clamp(min=0).sum()


def made(name, options, x, run):
    """x is the input (and where it is a loss y the target, of zeros, of ones for HingeLoss); the sum of the outputs is differentiated."""
    loss = options if name == 'loss' else 'Sum'
    shape = list(torch.tensor(x).shape)
    values = {'x': x, **({'y': [int('HingeLoss' in options)] * len(x)} if name == 'loss' else {})}
    values |= {'w': [0.25]} if name == 'PReLU' else {}
    layers = [{'Expression': {'formula': 'x'}}] if name == 'loss' else [{name: options}]
    leaf = torch.tensor(x, dtype=torch.float64).requires_grad_()
    run(leaf).sum().backward()
    model = {'input': {'name': 'x', 'shape': shape}, 'layers': layers, 'loss': loss, 'values': values}
    return {'model': model, 'gradient': leaf.grad.flatten().tolist()}


def main():
    head = {'made_by': f'kink_cases.py, torch {torch.__version__}, python {platform.python_version()}'}
    lines = ',\n'.join(json.dumps(made(*case), separators=(',', ':')) for case in cases())
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'kink_cases.json')
    with open(path, 'w') as file:
        file.write(f'{json.dumps(head)[:-1]},"cases":[\n{lines}\n]}}\n')


if __name__ == '__main__':
    main()
