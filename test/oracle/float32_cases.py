"""Writes float32_gradients.json: the gradients of torch_cases.json as PyTorch finds them in float32.

    python3 test/oracle/float32_cases.py        (needs torch)
"""
import json
import os

import torch
import torch.nn.functional as F

here = os.path.dirname(os.path.abspath(__file__))


def tensor(array):
    return torch.tensor(array['data'], dtype=torch.float32).reshape(array['shape'])


def layer(x, op, o, weight, bias):
    axes = x.dim() - 2
    if op in ('conv1d', 'conv2d'):
        return getattr(F, op)(x, weight, bias, o['stride'], o['padding'], o['dilation'], o['groups'])
    if op.startswith('max_pool'):
        pool = getattr(F, op)
        return pool(x, o['kernel_size'], o['stride'], o['padding'], o.get('dilation', 1), o.get('ceil_mode', False))
    if op.startswith('avg_pool'):
        more = [o.get('divisor_override')] if axes == 2 else []
        ceil, count = o.get('ceil_mode', False), o.get('count_include_pad', True)
        return getattr(F, op)(x, o['kernel_size'], o['stride'], o['padding'], ceil, count, *more)
    if op == 'global_max_pool':
        return (F.adaptive_max_pool2d if axes == 2 else F.adaptive_max_pool1d)(x, 1)
    if op == 'gelu':
        return F.gelu(x, approximate=o.get('approximate', 'none'))
    return {
        'linear': lambda: F.linear(x, weight, bias),
        'flatten': lambda: x.flatten(1),
        'softmax': lambda: F.softmax(x, -1),
        'relu': lambda: F.relu(x),
        'leaky_relu': lambda: F.leaky_relu(x, o.get('negative_slope', 0.01)),
        'elu': lambda: F.elu(x, o.get('alpha', 1.0)),
        'softplus': lambda: F.softplus(x, o.get('beta', 1), o.get('threshold', 20)),
        'sigmoid': lambda: torch.sigmoid(x),
        'tanh': lambda: torch.tanh(x),
        'silu': lambda: F.silu(x),
        'global_avg_pool': lambda: x.mean(dim=tuple(range(2, x.dim())), keepdim=True),
    }[op]()


def loss(x, op, o, y):
    reduction = o.get('reduction', 'mean')
    return {
        'mse': lambda: F.mse_loss(x, y, reduction=reduction),
        'sse': lambda: ((x - y) ** 2).sum(),
        'l1': lambda: F.l1_loss(x, y, reduction=reduction),
        'smooth_l1': lambda: F.smooth_l1_loss(x, y, reduction=reduction, beta=o.get('beta', 1.0)),
        'cross_entropy': lambda: F.cross_entropy(x[None], y[None], label_smoothing=o.get('label_smoothing', 0.0)),
        'bce': lambda: F.binary_cross_entropy(x, y, reduction=reduction),
        'bce_with_logits': lambda: F.binary_cross_entropy_with_logits(x, y, reduction=reduction),
        'hinge': lambda: getattr(F.relu(1 - y * x), reduction)(),
        'sum': lambda: x.sum(),
        'mean': lambda: x.mean(),
    }[op]()


def gradients(case):
    image = tensor(case['input']).requires_grad_()
    parameters = {name: tensor(array).requires_grad_() for name, array in case['params'].items()}
    x = image[None]
    for one in case['layers']:
        x = layer(x, one['op'], one['params'], parameters.get(one['weight']), parameters.get(one['bias']))
    target = case['loss']['target']
    y = None
    if target is not None:
        y = torch.tensor(target['class_index']) if 'class_index' in target else tensor(target)
    loss(x[0], case['loss']['op'], case['loss']['params'], y).backward()
    every = {'input': image, **parameters}
    return {name: one.grad.flatten().double().tolist() for name, one in every.items()}


with open(os.path.join(here, 'torch_cases.json')) as file:
    cases = json.load(file)['cases']
with open(os.path.join(here, 'float32_gradients.json'), 'w') as file:
    json.dump({case['id']: gradients(case) for case in cases}, file, separators=(',', ':'))
