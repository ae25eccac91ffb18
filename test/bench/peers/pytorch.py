"""Times loss and all gradients of a net in PyTorch, float64, one thread.

Reads one net a line from standard input, as JSON: a model file's input, layers and loss. Then each line "run N" is
answered by the seconds of N evaluations, and "check" by the loss and the norm of each gradient.
"""
import json
import sys
import time

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


def numbers(array, shape):
    """Between -1 and 1, over the root of how many are summed up; nets.js has the same."""
    count = torch.Size(shape).numel()
    fan = torch.Size(shape[1:]).numel() if len(shape) > 1 else 4
    places = torch.arange(count, dtype=torch.int64)
    squares = (places % 8191) ** 2 % 8191
    drawn = ((places * 7919 + (array + 1) * 104729 + squares * 31) % 65537).double() / 32768.5 - 1
    return (drawn / fan ** 0.5).reshape(shape).requires_grad_()


class Net:
    def __init__(self, model):
        self.model, self.given = model, []
        shape = model['input']['shape']
        self.image = self.array(shape)
        self.parameters = {}

    def array(self, shape):
        self.given.append(numbers(len(self.given), shape))
        return self.given[-1]

    def parameter(self, at, what, shape):
        if (at, what) not in self.parameters:
            self.parameters[at, what] = self.array(shape)
        return self.parameters[at, what]

    def loss(self):
        x = self.image[None]
        outputs = {}
        for at, layer in enumerate(self.model['layers']):
            name, o = (layer, {}) if isinstance(layer, str) else next(iter(layer.items()))
            o = o or {}
            source = o.get('input')
            if isinstance(source, str):
                x = outputs[source]
            x = self.layer(at, name, o, x, [outputs[s] for s in source] if isinstance(source, list) else [])
            if 'output' in o:
                outputs[o['output']] = x
        loss = self.model['loss']
        name, o = (loss, {}) if isinstance(loss, str) else next(iter(loss.items()))
        if name == 'CrossEntropyLoss':
            return F.cross_entropy(x, torch.tensor([3]))
        return F.mse_loss(x.squeeze(), torch.full_like(x.squeeze(), 0.5), reduction=o.get('reduction', 'mean'))

    def layer(self, at, name, o, x, joined):
        if name == 'Conv2d':
            kernel, out = o['kernel_size'], o['out_channels']
            weight = self.parameter(at, 'W', [out, x.shape[1], kernel, kernel])
            bias = self.parameter(at, 'b', [out]) if o.get('bias', True) else None
            return F.conv2d(x, weight, bias, o.get('stride', 1), o.get('padding', 0))
        if name == 'Linear':
            weight = self.parameter(at, 'W', [o['out_features'], x.shape[-1]])
            return F.linear(x, weight, self.parameter(at, 'b', [o['out_features']]))
        if name == 'BatchNorm2d':
            weight = self.parameter(at, 'W', [x.shape[1]])
            return F.batch_norm(x, None, None, weight, self.parameter(at, 'b', [x.shape[1]]), True)
        if name == 'MaxPool2d':
            return F.max_pool2d(x, o['kernel_size'], o.get('stride', o['kernel_size']), o.get('padding', 0))
        return {
            'AvgPool2d': lambda: F.avg_pool2d(x, o['kernel_size']),
            'AdaptiveAvgPool2d': lambda: F.adaptive_avg_pool2d(x, o['output_size']),
            'ReLU': lambda: F.relu(x),
            'Tanh': lambda: torch.tanh(x),
            'Flatten': lambda: x.flatten(1),
            'Dropout': lambda: x,
            'Add': lambda: sum(joined[1:], joined[0]),
        }[name]()

    def gradients(self):
        loss = self.loss()
        return loss, torch.autograd.grad(loss, self.given)


net = None
for line in sys.stdin:
    if line.startswith('run '):
        count = int(line[4:])
        started = time.perf_counter()
        for _ in range(count):
            net.gradients()
        print(time.perf_counter() - started, flush=True)
    elif line.startswith('check'):
        loss, gradients = net.gradients()
        print(json.dumps([loss.item(), [gradient.norm().item() for gradient in gradients]]), flush=True)
    else:
        net = Net(json.loads(line))
        net.loss()
        print(json.dumps({'version': torch.__version__}), flush=True)
