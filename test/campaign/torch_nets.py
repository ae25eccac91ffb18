"""Runs the model files of a list in PyTorch; prints, a line for each, what `gradsheet eval --json` prints of one.

    python3 torch_nets.py nets.json        (needs torch)
"""
import json
import math
import os
import sys

import torch

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'oracle'))
from torch_model import Net, said  # noqa: E402


def ran(model):
    net = Net(model, undrawn, by_class(model))
    net.forward({})
    leaves = {name: value.requires_grad_(name in net.learned) for name, value in net.tensors.items()}
    net.smooth = True
    outputs, loss = net.forward(leaves)
    slopes = torch.autograd.grad(loss, [leaves[name] for name in net.learned], allow_unused=True)
    gradients = {name: torch.zeros_like(leaves[name]) if slope is None else slope for name, slope in zip(net.learned, slopes)}
    return {
        'loss': None if 'upstream' in model else {'value': finite(loss.item()), 'exact': None},
        'outputs': {name: array(value) for name, value in outputs.items()},
        'gradients': {name: array(value) for name, value in gradients.items()},
        'smooth': net.smooth,
    }


def undrawn(kind, shape, net):
    raise ValueError(f'no values for an array of {kind}, {list(shape)}')


def by_class(model):
    """Whether the target has classes, not a share for each."""
    name, options = said(model.get('loss', 'Sum'))
    if name not in ('CrossEntropyLoss', 'NLLLoss'):
        return None
    return not any(isinstance(value, float) for value in flat(model['values'][options.get('target', 'y')]))


def flat(value):
    return [one for part in value for one in flat(part)] if isinstance(value, list) else [value]


def array(tensor):
    return {'shape': list(tensor.shape), 'value': finite(tensor.tolist()), 'exact': None}


def finite(value):
    """JSON has no nan."""
    return [finite(one) for one in value] if isinstance(value, list) else value if math.isfinite(value) else str(value)


def main():
    for model in json.load(open(sys.argv[1])):
        try:
            line = ran(model)
        except AssertionError as unlike:
            line = {'unlike': str(unlike)}
        except Exception as error:
            line = {'unlike': 'PyTorch refuses: ' + str(error).split('\n')[0].split(', got ')[0]}
        print(json.dumps(line))


main()
