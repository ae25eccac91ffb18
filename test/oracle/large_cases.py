"""Writes large_cases.json: losses and gradients of nets that are too large to be written out, as PyTorch finds them.

    python3 test/oracle/large_cases.py        (needs torch)

The numbers of each array follow from its place among the arrays, in `numbers` here and in large.test.ts alike; of each
gradient the file has its norm and 40 entries.
"""
import json
import os

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
here = os.path.dirname(os.path.abspath(__file__))


def numbers(array, shape):
    """Between -1 and 1, over the root of how many are summed up."""
    count = torch.Size(shape).numel()
    fan = torch.Size(shape[1:]).numel() if len(shape) > 1 else 4
    places = torch.arange(count, dtype=torch.int64)
    drawn = ((places * 7919 + (array + 1) * 104729 + places * places % 8191 * 31) % 65537).double() / 32768.5 - 1
    return (drawn / (fan ** 0.5)).reshape(shape)


class Net:
    """A net as it is built: the layers of a model file, and what PyTorch makes of them."""

    def __init__(self, shape):
        self.shape, self.layers, self.arrays = shape, [], {}
        self.x = self.array('I', shape)[None]

    def array(self, name, shape):
        self.arrays[name] = numbers(len(self.arrays), shape).requires_grad_()
        return self.arrays[name]

    def conv(self, out, kernel, **o):
        at, bias = len(self.layers), o.get('bias', True)
        names = {'weight': f'W{at}', 'bias': f'b{at}' if bias else False}
        self.layers.append({'Conv2d': {'out_channels': out, 'kernel_size': kernel, **o, **names}})
        groups = o.get('groups', 1)
        weight = self.array(names['weight'], [out, self.x.shape[1] // groups, kernel, kernel])
        self.x = F.conv2d(self.x, weight, self.array(names['bias'], [out]) if bias else None, o.get('stride', 1), o.get('padding', 0), 1, groups)

    def linear(self, out):
        at = len(self.layers)
        names = {'weight': f'W{at}', 'bias': f'b{at}'}
        self.layers.append({'Linear': {'out_features': out, **names}})
        weight = self.array(names['weight'], [out, self.x.shape[-1]])
        self.x = F.linear(self.x, weight, self.array(names['bias'], [out]))

    def norm(self):
        at = len(self.layers)
        names = {'weight': f'W{at}', 'bias': f'b{at}'}
        self.layers.append({'BatchNorm2d': names})
        weight = self.array(names['weight'], [self.x.shape[1]])
        self.x = F.batch_norm(self.x, None, None, weight, self.array(names['bias'], [self.x.shape[1]]), True)

    def __getattr__(self, name):
        """Layers without parameters."""
        layers = {
            'relu': ('ReLU', lambda: F.relu(self.x)), 'tanh': ('Tanh', lambda: torch.tanh(self.x)),
            'flatten': ('Flatten', lambda: self.x.flatten(1)),
            'avg_pool': ({'AvgPool2d': {'kernel_size': 2}}, lambda: F.avg_pool2d(self.x, 2)),
            'max_pool': ({'MaxPool2d': {'kernel_size': 3, 'stride': 2}}, lambda: F.max_pool2d(self.x, 3, 2)),
            'global_pool': ({'AdaptiveAvgPool2d': {'output_size': 1}}, lambda: F.adaptive_avg_pool2d(self.x, 1)),
        }
        layer, run = layers[name]

        def add():
            self.layers.append(layer)
            self.x = run()
        return add

    def skip(self, build):
        """x + f(x)"""
        self.layers[-1] = {said: {**(o or {}), 'output': f's{len(self.layers)}'} for said, o in [parts(self.layers[-1])]}
        before, name = self.x, f's{len(self.layers)}'
        build()
        self.layers[-1] = {said: {**(o or {}), 'output': f't{len(self.layers)}'} for said, o in [parts(self.layers[-1])]}
        self.x = self.x + before
        self.layers.append({'Add': {'input': [f't{len(self.layers)}', name]}})

    def case(self, title):
        loss = F.cross_entropy(self.x, torch.tensor([3]))
        loss.backward()
        return {
            'title': title,
            'model': {'input': {'name': 'I', 'shape': self.shape}, 'layers': self.layers, 'loss': {'CrossEntropyLoss': {'target': 'y'}}},
            'arrays': {name: list(array.shape) for name, array in self.arrays.items()},
            'target': 3,
            'loss': loss.item(),
            'gradients': {name: {'norm': array.grad.norm().item(), 'entries': some(array.grad.flatten())}
                          for name, array in self.arrays.items()},
        }


def parts(layer):
    return (layer, None) if isinstance(layer, str) else next(iter(layer.items()))


def some(entries):
    """Every so manieth entry."""
    step = max(1, len(entries) // 40)
    return [[at, entries[at].item()] for at in range(0, len(entries), step)][:40]


def alexnet():
    net = Net([3, 64, 64])
    net.conv(32, 11, stride=4, padding=2)
    net.relu(), net.max_pool()
    net.conv(64, 5, padding=2)
    net.relu(), net.max_pool()
    for out in (96, 64, 64):
        net.conv(out, 3, padding=1)
        net.relu()
    net.flatten(), net.linear(128), net.relu(), net.linear(10)
    return net.case('like AlexNet, with strides and overlapping windows')


def resnet():
    net = Net([3, 32, 32])
    net.conv(16, 3, padding=1, bias=False)
    net.norm(), net.relu()

    def block():
        net.conv(16, 3, padding=1, bias=False)
        net.norm(), net.relu()
        net.conv(16, 3, padding=1, bias=False)
        net.norm()
    net.skip(block)
    net.relu()
    net.conv(32, 3, stride=2, padding=1, bias=False)
    net.norm(), net.relu(), net.global_pool(), net.flatten(), net.linear(10)
    return net.case('like ResNet, with batch normalization and a block that is skipped')


def depthwise():
    net = Net([3, 32, 32])
    net.conv(24, 5, padding=2)
    net.tanh(), net.avg_pool()
    net.conv(24, 3, padding=1, groups=24)
    net.conv(48, 1)
    net.tanh(), net.avg_pool()
    net.conv(48, 5, stride=2, groups=4)
    net.tanh(), net.flatten(), net.linear(64), net.tanh(), net.linear(10)
    return net.case('like MobileNet, with groups')


with open(os.path.join(here, 'large_cases.json'), 'w') as file:
    json.dump({'torch': torch.__version__, 'cases': [alexnet(), resnet(), depthwise()]}, file, indent=1)
    file.write('\n')
