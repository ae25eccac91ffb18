"""Runs a model file of gradsheet in PyTorch: its layers, its loss, and autograd for the gradients.

The names, shapes and defaults are those of the model file; the arithmetic is only torch's, so that what comes out can
judge gradsheet. Arrays that the file does not give are drawn when a layer first asks for them.
"""
import math
import re

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)

LETTERS = {'Conv': 'o', 'Linear': 'o', 'MaxPool': 'p', 'AvgPool': 'p', 'Adaptive': 'p', 'LPPool': 'p', 'Flatten': 'v',
           'BatchNorm': 'z', 'LayerNorm': 'z', 'GroupNorm': 'z', 'ReLU': 'a', 'LeakyReLU': 'a', 'PReLU': 'a', 'ELU': 'a',
           'Sigmoid': 'a', 'Tanh': 'a', 'Softplus': 'a', 'SiLU': 'a', 'GELU': 'a', 'Hardtanh': 'a'}
# Sums, products, maxima and quotients: exact on dyadic rationals wherever the results are short.
RATIONAL = re.compile(r'Conv|Linear|MaxPool|AvgPool|Flatten|^ReLU|LeakyReLU|PReLU|Hardtanh|Dropout|Add|Concat|Upsample'
                      r'|MSELoss|L1Loss|HuberLoss|HingeLoss|Sum|Mean|upstream')


def letter(name):
    return next((symbol for start, symbol in LETTERS.items() if name.startswith(start)), None)


def said(one):
    """(name, options) of a layer or a loss."""
    return (one, {}) if isinstance(one, str) else next(iter(one.items()))


def each(value, axes):
    return list(value) if isinstance(value, (list, tuple)) else [value] * axes


class Net:
    """A model with its arrays. `forward` computes outputs and loss, and draws the arrays that are missing."""

    def __init__(self, model, draw, classes):
        self.model, self.draw, self.classes = model, draw, classes
        self.batch = model['input'].get('batch')
        self.tensors = {}     # every given array, by name
        self.learned = []     # names of the input and of what is learned
        self.layout = {}      # how an array stands in the file, as a permutation of its axes
        self.smooth = True    # no maximum was tied, no kink was met

    def forward(self, tensors):
        """Outputs by name, and the loss (with upstream: the sum of upstream times output)."""
        self.tensors, self.outputs, self.weights = tensors, {}, []
        spec = self.model['input']
        shape = sample_shape(spec['shape'], self.model['layers'])
        x = self.given(spec.get('name', 'I'), self.lead() + shape, 'input')
        self.outputs[spec.get('name', 'I')] = x
        # Outputs that still have the axis of a single channel which the file does not write.
        self.hiding = {id(x)} if len(shape) > len(spec['shape']) else set()
        self.learned = [spec.get('name', 'I')]
        letters = [letter(said(one)[0]) for one in self.model['layers']]
        seen = {}
        for one, symbol in zip(self.model['layers'], letters):
            name, options = said(one)
            seen[symbol] = seen.get(symbol, 0) + 1
            self.suffix = str(seen[symbol]) if letters.count(symbol) > 1 else ''
            self.options = options if isinstance(options, dict) else {'formula': options}
            source = self.options.get('input')
            if isinstance(source, list):
                x = [self.outputs[one] for one in source]
            elif source:
                x = self.outputs[source]
            base, axes = re.fullmatch(r'(.*?)(?:(\d)d)?', name).groups()
            arriving = x if isinstance(x, list) else [x]
            self.hidden = all(id(one) in self.hiding for one in arriving)
            x = LAYERS[base](self, x, self.options, *([int(axes)] if axes else []))
            stays = self.hidden and 'Conv' not in base and x.ndim == arriving[0].ndim and x.shape[len(self.lead())] == 1
            if stays:
                self.hiding.add(id(x))
            self.outputs[self.options.get('output', f'{symbol}{self.suffix}')] = x
        self.hidden = id(x) in self.hiding
        if 'upstream' in self.model:
            loss = (x * self.given(self.model['upstream'], x.shape, 'input')).sum()
        else:
            name, options = said(self.model['loss'])
            loss = LOSSES[name](self, x, options if isinstance(options, dict) else {'formula': options})
        loss = loss + self.model.get('regularize', {}).get('l2', 0) * sum((w ** 2).sum() for w in self.weights)
        return {name: value for name, value in self.outputs.items() if name != spec.get('name', 'I')}, loss

    def lead(self):
        return [self.batch] if self.batch else []

    def axis(self, dim=None):
        """The axis that dim says, counted as the file writes them; the first of a sample where it says none."""
        first = len(self.lead())
        if dim is None:
            return first + self.hidden
        return dim + self.hidden if dim >= first else dim

    def given(self, name, shape, kind):
        """The array of this name; drawn if there is none yet."""
        if name not in self.tensors:
            value = self.model.get('values', {}).get(name)
            drawn = self.draw(kind, shape, self) if value is None else torch.tensor(value).reshape(shape)
            self.tensors[name] = drawn.to(torch.long if kind == 'class' else torch.float64)
        return self.tensors[name]

    def learn(self, key, default, shape, kind='weight'):
        """A parameter, by the name that the layer's options give it."""
        chosen = self.options.get(key)
        name = chosen if isinstance(chosen, str) else default + self.suffix
        self.learned += [name] if name not in self.learned else []
        return self.given(name, list(shape), kind)

    def weight(self, shape):
        w = self.learn('weight', 'W', shape)
        self.weights.append(w)
        if self.model.get('weight_layout') == 'HWIO':
            name = self.options.get('weight', 'W' + self.suffix)
            self.layout[name] = [*range(2, w.ndim), 1, 0]
        return w

    def bias(self, size):
        return None if self.options.get('bias', True) is False else self.learn('bias', 'b', [size])

    def affine(self, shape, key='affine'):
        if not self.options.get(key, True):
            return None, None
        return self.learn('weight', 'gamma', shape, 'positive'), self.learn('bias', 'beta', shape)

    def one(self, x, run):
        """Runs with a batch axis what torch only runs with one."""
        return run(x) if self.batch else run(x[None])[0]

    def rough(self, *conditions):
        if any(bool(condition.any()) for condition in conditions):
            self.smooth = False


def sample_shape(shape, layers):
    """[H, W] is an image of one channel, [D, H, W] a volume, [L] a signal, by the axes of the first layer that has some."""
    first = next((name for name, _ in map(said, layers) if re.search(r'\dd$', name)), 'image2d')
    single = len(shape) == int(first[-2]) and first != 'BatchNorm1d'
    return [1, *shape] if single else list(shape)


def is_pairs(padding):
    return isinstance(padding, list) and isinstance(padding[0], list)


def padded(x, pairs, value):
    """Padding by [before, after] for each axis, the first axis first."""
    return F.pad(x, [count for pair in reversed(pairs) for count in pair], value=value)


# ---- layers: (net, input, options, number of axes where the name says it) -> output

def conv(net, x, o, axes):
    filters, groups, padding = o.get('out_channels', 1), o.get('groups', 1), o.get('padding', 0)
    w = net.weight([filters, x.shape[-axes - 1] // groups, *each(o['kernel_size'], axes)])
    if is_pairs(padding):
        x, padding = padded(x, padding, 0.0), 0
    run = [F.conv1d, F.conv2d, F.conv3d][axes - 1]
    return run(x, w, net.bias(filters), o.get('stride', 1), padding, o.get('dilation', 1), groups)


def conv_transpose(net, x, o, axes):
    filters, groups = o.get('out_channels', 1), o.get('groups', 1)
    w = net.weight([x.shape[-3], filters // groups, *each(o['kernel_size'], axes)])
    return F.conv_transpose2d(x, w, net.bias(filters), o.get('stride', 1), o.get('padding', 0), o.get('output_padding', 0),
                              groups, o.get('dilation', 1))


def linear(net, x, o):
    return F.linear(x, net.weight([o['out_features'], x.shape[-1]]), net.bias(o['out_features']))


def max_pool(net, x, o, axes):
    padding, kernel, dilation = o.get('padding', 0), o['kernel_size'], o.get('dilation', 1)
    stride = o.get('stride', kernel)
    run, before = (F.max_pool1d, F.max_pool2d)[axes - 1], padding
    if is_pairs(padding):
        y = run(padded(x, padding, -math.inf), kernel, stride, 0, dilation)
        before = [pair[0] for pair in padding]
    else:
        y = run(x, kernel, stride, padding, dilation, o.get('ceil_mode', False))
    net.rough(tied(x, [windows(*sizes) for sizes in zip(x.shape[-axes:], y.shape[-axes:], each(kernel, axes),
                                                       each(stride, axes), each(before, axes), each(dilation, axes))]))
    return y


def avg_pool(net, x, o, axes):
    options = [o['kernel_size'], o.get('stride', o['kernel_size']), o.get('padding', 0), o.get('ceil_mode', False),
               o.get('count_include_pad', True)]
    return F.avg_pool1d(x, *options) if axes == 1 else F.avg_pool2d(x, *options, o.get('divisor_override'))


def adaptive_avg_pool(net, x, o, axes):
    return (F.adaptive_avg_pool1d, F.adaptive_avg_pool2d)[axes - 1](x, o['output_size'])


def adaptive_max_pool(net, x, o, axes):
    net.rough(tied(x, [adaptive_windows(size, count) for size, count in zip(x.shape[-axes:], each(o['output_size'], axes))]))
    return (F.adaptive_max_pool1d, F.adaptive_max_pool2d)[axes - 1](x, o['output_size'])


def lp_pool(net, x, o, axes):
    y = F.lp_pool2d(x, o['norm_type'], o['kernel_size'], o.get('stride'), o.get('ceil_mode', False))
    net.rough(y == 0)
    return y


def windows(size, count, kernel, stride, before, dilation):
    taps = [[i * stride + m * dilation - before for m in range(kernel)] for i in range(count)]
    return [[at for at in window if 0 <= at < size] for window in taps]


def adaptive_windows(size, count):
    return [list(range(i * size // count, -(-(i + 1) * size // count))) for i in range(count)]


def tied(x, axes):
    """Whether some window holds its maximum twice."""
    if len(axes) == 1:
        x, axes = x.unsqueeze(-2), [[[0]], *axes]
    cells = [x[..., rows, :][..., columns].flatten(-2) for rows in axes[0] for columns in axes[1]]
    return torch.tensor([bool(((w == w.amax(-1, keepdim=True)).sum(-1) > 1).any()) for w in cells])


def flatten(net, x, o):
    if o.get('order') == 'HWC':
        x = x.movedim(len(net.lead()), -1)
    return x.flatten(1) if net.batch else x.flatten()


def kinked(run, *places):
    """An elementwise function whose derivative jumps at the places (a function of the options each)."""
    def layer(net, x, o):
        net.rough(*(x == place(o) for place in places))
        return run(x, o)
    return layer


def zero(_):
    return 0


def prelu(net, x, o):
    net.rough(x == 0)
    return net.one(x, lambda x: F.prelu(x, net.learn('weight', 'w', [o.get('num_parameters', 1)])))


def batch_norm(net, x, o, axes):
    channels = x.shape[len(net.lead())]
    training = o.get('training', True)
    running = [None, None] if training else [
        net.given(o.get(key, letter + net.suffix), [channels], kind)
        for key, letter, kind in [('running_mean', 'mu', 'weight'), ('running_var', 'var', 'positive')]]
    affine = net.affine([channels])
    return net.one(x, lambda x: F.batch_norm(x, *running, *affine, training, 0.0, o.get('eps', 1e-5)))


def layer_norm(net, x, o):
    shape = each(o.get('normalized_shape', list(x.shape[len(net.lead()):])), 1)
    return F.layer_norm(x, shape, *net.affine(shape, 'elementwise_affine'), o.get('eps', 1e-5))


def group_norm(net, x, o):
    affine = net.affine([x.shape[len(net.lead())]])
    return net.one(x, lambda x: F.group_norm(x, o['num_groups'], *affine, o.get('eps', 1e-5)))


def dropout(net, x, o):
    if not o.get('training', True):
        return x * 1
    return x * net.given(o.get('mask', 'mask' + net.suffix), x.shape, 'mask') / (1 - o.get('p', 0.5))


def add(net, xs, o):
    return sum(xs[1:], xs[0])


def concat(net, xs, o):
    # What is said of no axis joins channels, those of a single one that is not written too.
    return torch.cat(xs, net.axis(o['dim']) if 'dim' in o else len(net.lead()))


def upsample(net, x, o):
    factor = o.get('scale_factor')
    factor = tuple(factor) if isinstance(factor, list) else factor
    y = net.one(x, lambda x: F.interpolate(x, o.get('size'), factor, 'nearest'))
    axes = range(len(net.lead()) + 1, x.ndim)
    plain = x
    for axis in axes:   # entry i comes from floor(i * in / out), or this is no case
        plain = plain.index_select(axis, torch.arange(y.shape[axis]) * x.shape[axis] // y.shape[axis])
    assert torch.equal(plain, y), 'torch rounds another way'
    return y


def formula(net, x, o, **names):
    functions = {name: getattr(torch, name) for name in ['exp', 'log', 'sqrt', 'sigmoid', 'tanh', 'sin', 'cos', 'abs']}
    known = {**net.outputs, 'x': x, **names}
    for name in re.findall(r'[a-z]\w*', o['formula']):
        if name not in functions and name not in known:
            # A number of its own: a layer learns it, a loss is given it.
            net.learned += [] if names or name in net.learned else [name]
            known[name] = net.given(name, [], 'weight')
    if 'abs' in o['formula']:
        net.smooth = False
    return eval(o['formula'].replace('^', '**'), functions, known)


LAYERS = {
    'Conv': conv, 'ConvTranspose': conv_transpose, 'Linear': linear, 'MaxPool': max_pool, 'AvgPool': avg_pool,
    'AdaptiveAvgPool': adaptive_avg_pool, 'AdaptiveMaxPool': adaptive_max_pool, 'LPPool': lp_pool, 'Flatten': flatten,
    'Softmax': lambda net, x, o: F.softmax(x, net.axis(o.get('dim'))),
    'LogSoftmax': lambda net, x, o: F.log_softmax(x, net.axis(o.get('dim'))),
    'ReLU': kinked(lambda x, o: F.relu(x), zero),
    'LeakyReLU': kinked(lambda x, o: F.leaky_relu(x, o.get('negative_slope', 0.01)), zero),
    'ELU': kinked(lambda x, o: F.elu(x, o.get('alpha', 1.0)), zero),
    'Hardtanh': kinked(lambda x, o: F.hardtanh(x, o.get('min_val', -1.0), o.get('max_val', 1.0)),
                       lambda o: o.get('min_val', -1.0), lambda o: o.get('max_val', 1.0)),
    'Softplus': kinked(lambda x, o: F.softplus(x, o.get('beta', 1), o.get('threshold', 20)),
                       lambda o: o.get('threshold', 20) / o.get('beta', 1)),
    'PReLU': prelu, 'Sigmoid': lambda net, x, o: torch.sigmoid(x), 'Tanh': lambda net, x, o: torch.tanh(x),
    'SiLU': lambda net, x, o: F.silu(x), 'GELU': lambda net, x, o: F.gelu(x, approximate=o.get('approximate', 'none')),
    'BatchNorm': batch_norm, 'LayerNorm': layer_norm, 'GroupNorm': group_norm, 'Dropout': dropout, 'Add': add,
    'Concat': concat, 'Upsample': upsample, 'Expression': formula,
}


# ---- losses: (net, last output, options) -> number

def against(kind, run, **fixed):
    """A loss of torch.nn.functional over a target of the output's shape."""
    def loss(net, x, o):
        y = net.given(o.get('target', 'y'), x.shape, kind)
        options = {key: o[key] for key in ['beta', 'delta', 'reduction', 'log_target'] if key in o}
        corner = o.get('beta', o.get('delta', fixed.get('corner')))
        if corner is not None:
            net.rough((x - y).abs() == corner)
        return run(x, y, **options)
    return loss


def cross_entropy(net, x, o):
    kind = 'class' if net.classes else 'distribution'
    x = written(net, x)
    y = net.given(o.get('target', 'y'), places(net, x) if net.classes else x.shape, kind)
    # Without a batch torch takes the first of several axes for one.
    x, y = (x, y) if net.batch else (x[None], y[None])
    return F.cross_entropy(x, y, reduction=o.get('reduction', 'mean'), label_smoothing=o.get('label_smoothing', 0.0))


def nll(net, x, o):
    x = written(net, x)
    y = net.given(o.get('target', 'y'), places(net, x), 'class')
    x, y = (x, y) if net.batch else (x[None], y[None])
    return F.nll_loss(x, y, reduction=o.get('reduction', 'mean'))


def written(net, x):
    """Without the axis that the file does not write."""
    return x.squeeze(len(net.lead())) if net.hidden else x


def places(net, x):
    """The shape of a target that has a class for each sample and place."""
    return [*net.lead(), *x.shape[len(net.lead()) + 1:]]


def kl_div(net, x, o):
    y = net.given(o.get('target', 'y'), x.shape, 'logs' if o.get('log_target') else 'distribution')
    return F.kl_div(x, y, reduction=o.get('reduction', 'mean'), log_target=o.get('log_target', False))


def reduced(x, o):
    return x.sum() if o.get('reduction') == 'sum' else x.mean()


def hinge(net, x, o):
    margin = 1 - net.given(o.get('target', 'y'), x.shape, 'sign') * x
    net.rough(margin == 0)
    return reduced(F.relu(margin), o)


def expression(net, x, o):
    target = o.get('target', 'y')
    return reduced(formula(net, x, o, **{target: net.given(target, x.shape, 'target')}), {'reduction': 'sum', **o})


LOSSES = {
    'MSELoss': against('target', F.mse_loss), 'L1Loss': against('target', F.l1_loss, corner=0),
    'SmoothL1Loss': against('target', F.smooth_l1_loss, corner=1), 'HuberLoss': against('target', F.huber_loss, corner=1),
    'BCELoss': against('probability', F.binary_cross_entropy),
    'BCEWithLogitsLoss': against('probability', F.binary_cross_entropy_with_logits),
    'CrossEntropyLoss': cross_entropy, 'NLLLoss': nll, 'HingeLoss': hinge, 'KLDivLoss': kl_div,
    'Sum': lambda net, x, o: x.sum(), 'Mean': lambda net, x, o: x.mean(), 'Expression': expression,
}
