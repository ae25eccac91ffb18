"""Writes more_cases.json: model files of gradsheet with the outputs, losses and gradients that PyTorch finds.

    python3 test/oracle/make_cases.py        (needs torch; numbers are drawn by the id of their case)
"""
import collections
import json
import os
import platform
import random
import sys

import torch

import layer_cases
import loss_cases
import net_cases
from torch_model import RATIONAL, Net, letter, said


def draws(generator, style):
    """Numbers for an array of some kind: of three decimals, or quarters and small integers."""
    uniform, gauss, choice = generator.uniform, generator.gauss, generator.choice

    def number(kind, net):
        if kind == 'class':
            return generator.randrange(net.classes)
        if kind in ('mask', 'sign'):
            return choice([0, 1, 1] if kind == 'mask' else [-1, 1])
        if kind == 'positive':
            return generator.randint(1, 6) / 4 if style == 'quarters' else round(uniform(0.5, 2), 3)
        if kind == 'probability':
            return choice([0, 1, round(uniform(0.05, 0.95), 2)])
        if style == 'integers':
            return generator.randint(-2, 2)
        if style == 'quarters':
            return generator.randint(-8, 8) / (2 if kind == 'weight' else 4)
        return round(gauss(0, 0.6 if kind == 'weight' else 1.2), 3)

    def draw(kind, shape, net):
        if kind in ('distribution', 'logs'):
            weights = torch.tensor([choice([0, 1, 2, 3, 5]) + (kind == 'logs') for _ in range(torch.Size(shape).numel())])
            weights = weights.reshape(shape).double()
            weights[..., 0] += 1
            whole = (weights / weights.sum(-1, keepdim=True)).mul(16).round().div(16)
            return whole.clamp(min=1 / 16).log().mul(1000).round().div(1000) if kind == 'logs' else whole
        if style == 'positive' and kind == 'input':
            kind = 'positive'
        return torch.tensor([number(kind, net) for _ in range(torch.Size(shape).numel())]).reshape(shape)

    return draw


def named(layers):
    """The layers, with a name for every output and parameter where a layer has no default letter."""
    if all(letter(said(one)[0]) and said(one)[0] != 'PReLU' or said(one)[0] == 'Dropout' and 'output' in said(one)[1]
           for one in layers):
        return layers
    keys = {'Conv': ['weight', 'bias'], 'Linear': ['weight', 'bias'], 'PReLU': ['weight'], 'Dropout': ['mask'],
            'Norm': ['weight', 'bias', 'running_mean', 'running_var']}
    every = []
    for at, one in enumerate(layers, 1):
        name, options = said(one)
        options = dict(options) if isinstance(options, dict) else {'formula': options}
        for key in next((keys[part] for part in keys if part in name), []):
            off = key == 'bias' and options.get('bias', True) is False or 'running' in key and options.get('training', True)
            off = off or key in ('weight', 'bias') and not options.get('affine', options.get('elementwise_affine', True))
            if not off and not isinstance(options.get(key), str) and (key != 'mask' or options.get('training', True)):
                options[key] = f'{key[0]}{at}' if 'running' not in key else f'{key[8:]}{at}'
        options.setdefault('output', f'h{at}')
        every.append({name: options})
    return every


def made(id, shape, layers, loss={'MSELoss': {'reduction': 'sum'}}, batch=None, style='decimals', classes=None,
         hessians=(), jacobians=(), seed=0, **header):
    """One case: the model file and what torch finds."""
    spec = {'shape': shape, **({'batch': batch} if batch else {})}
    objective = {} if 'upstream' in header else {'loss': loss}
    model = {'input': spec, 'layers': named(layers), **objective, **header}
    net = Net(model, draws(random.Random(f'{id} {seed}'), style), classes)
    tensors = {}
    net.forward(tensors)
    leaves = {name: value.requires_grad_(name in net.learned) for name, value in tensors.items()}
    outputs, loss_value = net.forward(leaves)
    slopes = torch.autograd.grad(loss_value, [leaves[name] for name in net.learned])
    model['values'] = {name: nested(value, net.layout.get(name)) for name, value in leaves.items()}
    case = {
        'id': id, 'model': model, 'loss': None if 'upstream' in model else plain(loss_value.item()),
        'outputs': {name: array(value) for name, value in outputs.items()},
        'gradients': {name: array(value) for name, value in zip(net.learned, slopes)},
    }
    words = [said(one)[0] for one in model['layers']] + [said(model['loss'])[0] if objective else 'upstream']
    numbers = [case['loss'] or 0, *(x for part in ('outputs', 'gradients') for one in case[part].values() for x in one['data'])]
    case['exact'] = all(RATIONAL.search(word) for word in words) and all(abs(x) < 2 ** 20 and x * 2 ** 24 % 1 == 0 for x in numbers)
    case['smooth'] = net.smooth
    if hessians:
        case['hessians'] = {name: array(torch.autograd.functional.hessian(
            lambda t: net.forward({**leaves, name: t})[1], leaves[name])) for name in hessians}
    if jacobians:
        case['jacobians'] = {output: {name: array(torch.autograd.functional.jacobian(
            lambda t: net.forward({**leaves, name: t})[0][output], leaves[name])) for name in names}
            for output, names in jacobians.items()}
    return case


def plain(number):
    """The shortest text of a float64: no -0, no .0."""
    return int(number) if number == int(number) and abs(number) < 2 ** 53 else number


def array(tensor):
    return {'shape': list(tensor.shape), 'data': [plain(x) for x in tensor.detach().flatten().tolist()]}


def nested(tensor, axes=None):
    def plainly(value):
        return [plainly(one) for one in value] if isinstance(value, list) else plain(value)
    return plainly((tensor.permute(axes) if axes else tensor).tolist())


def main():
    cases = [made(**one) for group in (layer_cases, loss_cases, net_cases) for one in group.cases()]
    ids = collections.Counter(case['id'] for case in cases)
    assert max(ids.values()) == 1, ids.most_common(3)
    head = {'made_by': f'make_cases.py, torch {torch.__version__}, python {platform.python_version()}'}
    lines = ',\n'.join(json.dumps(case, allow_nan=False, separators=(',', ':')) for case in cases)
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'more_cases.json')
    with open(path, 'w') as file:
        file.write(f'{json.dumps(head)[:-1]},"cases":[\n{lines}\n]}}\n')
    print(len(cases), 'cases,', sum(case['exact'] for case in cases), 'exact,', sum(not case['smooth'] for case in cases),
          'not smooth,', os.path.getsize(path), 'bytes', file=sys.stderr)


if __name__ == '__main__':
    main()
