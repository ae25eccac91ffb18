"""Every layer with every option, in several sizes."""
import random


def cases():
    return [*convolutions(), *poolings(), *activations(), *normalizations(), *joins(), *expressions()]


def case(id, shape, layers, **more):
    return {'id': id, 'shape': shape, 'layers': layers, **more}


def convolutions():
    pick = random.Random('convolutions')
    for axes, shapes in ((1, [[2, 7], [4, 6]]), (2, [[2, 5, 6], [4, 6, 5], [5, 5]]), (3, [[2, 3, 4, 3]])):
        for number in range({1: 8, 2: 12, 3: 6}[axes]):
            shape = pick.choice(shapes)
            channels = shape[0] if len(shape) == axes + 1 else 1
            groups = pick.choice([group for group in (1, 2, 4) if channels % group == 0])
            options = {'out_channels': groups * pick.choice([1, 2]), 'kernel_size': [pick.randint(1, 3) for _ in range(axes)],
                       'stride': pick.choice([1, 2, [pick.randint(1, 2) for _ in range(axes)]]), 'groups': groups,
                       'padding': pick.choice([0, 1, [pick.randint(0, 2) for _ in range(axes)]]),
                       'bias': pick.choice([True, False])}
            if axes < 3 and number % 3 == 0:
                options['dilation'] = 2
                options['padding'] = 2
            yield case(f'conv{axes}d {number}', shape, [{f'Conv{axes}d': options}], style=pick.choice(['quarters', 'decimals']),
                       batch=pick.choice([None, None, 2]))
        for padding in ('same', 'valid', [[0, 1]] * axes, [[2, 0]] * axes):
            options = {'kernel_size': 2, 'padding': padding, 'out_channels': 2}
            yield case(f'conv{axes}d padding {padding}', shapes[0], [{f'Conv{axes}d': options}], style='quarters')
        yield case(f'conv{axes}d same dilated', shapes[0], [{f'Conv{axes}d': {'kernel_size': 2, 'padding': 'same', 'dilation': 3}}])
    for number, options in enumerate([{}, {'stride': 2}, {'stride': [2, 3], 'output_padding': [1, 2]}, {'padding': 1, 'dilation': 2},
                                      {'groups': 2, 'out_channels': 4, 'stride': 2, 'padding': 1, 'output_padding': 1},
                                      {'dilation': [1, 3], 'output_padding': [0, 2], 'bias': False}]):
        yield case(f'conv transpose {number}', [2, 3, 3], [{'ConvTranspose2d': {'kernel_size': [3, 2], 'out_channels': 2, **options}}],
                   style='quarters', batch=2 if number == 1 else None)
    for layers in ([{'Conv2d': {'kernel_size': [2, 3], 'out_channels': 2}}, 'Flatten', {'Linear': {'out_features': 2}}],
                   [{'Conv1d': {'kernel_size': 3, 'out_channels': 2, 'bias': False}}]):
        shape = [2, 4, 4] if len(layers) == 3 else [2, 5]
        yield case(f'HWIO {len(layers)}', shape, layers, weight_layout='HWIO')


def poolings():
    pick = random.Random('poolings')
    for axes, shape in ((1, [2, 9]), (2, [2, 7, 6])):
        for number in range(10):
            kernel = [pick.randint(2, 3) for _ in range(axes)]
            options = {'kernel_size': kernel, 'stride': pick.choice([1, 2, 3]), 'ceil_mode': pick.choice([True, False]),
                       'padding': [pick.randint(0, 1) for _ in range(axes)]}
            dilation = {'dilation': 2} if number % 3 == 0 else {}
            yield case(f'max pool {axes}d {number}', shape, [{f'MaxPool{axes}d': {**options, **dilation}}], batch=pick.choice([None, 2]))
            extra = {'count_include_pad': pick.choice([True, False])}
            if axes == 2 and number % 3 == 0:
                extra['divisor_override'] = pick.randint(1, 5)
            yield case(f'avg pool {axes}d {number}', shape, [{f'AvgPool{axes}d': {**options, **extra}}], style='quarters')
        for size in (1, 2, 4, 5):
            for kind in ('Avg', 'Max'):
                yield case(f'adaptive {kind} {axes}d {size}', shape, [{f'Adaptive{kind}Pool{axes}d': {'output_size': size}}])
    yield case('adaptive uneven', [1, 5, 7], [{'AdaptiveAvgPool2d': {'output_size': [3, 2]}}], batch=2)
    yield case('max pool ties', [1, 4, 4], [{'MaxPool2d': {'kernel_size': 2, 'stride': 1}}], style='integers', upstream='delta')
    yield case('max pool asymmetric', [1, 4, 4], [{'MaxPool2d': {'kernel_size': 2, 'stride': 2, 'padding': [[1, 0], [0, 1]]}}])
    for norm in (1, 2, 3):
        for ceil in (False, True):
            yield case(f'lp pool {norm} {ceil}', [1, 5, 5], [{'LPPool2d': {'norm_type': norm, 'kernel_size': 2, 'stride': 2, 'ceil_mode': ceil}}],
                       style='positive')
    yield case('lp pool zeros', [1, 2, 4], [{'LPPool2d': {'norm_type': 2, 'kernel_size': 2}}],
               values={'I': [[[0, 0, 1, 2], [0, 0, 2, 0]]]}, upstream='delta')


def activations():
    options = {'ReLU': [{}], 'LeakyReLU': [{}, {'negative_slope': 0.25}, {'negative_slope': 1.5}], 'PReLU': [{}, {'num_parameters': 2}],
               'ELU': [{}, {'alpha': 0.5}, {'alpha': 2}], 'Sigmoid': [{}], 'Tanh': [{}], 'SiLU': [{}],
               'Softplus': [{}, {'beta': 2}, {'beta': 0.5, 'threshold': 1}], 'GELU': [{}, {'approximate': 'tanh'}],
               'Hardtanh': [{}, {'min_val': -0.5, 'max_val': 2}], 'Softmax': [{}, {'dim': 1}, {'dim': -1}],
               'LogSoftmax': [{}, {'dim': 0}, {'dim': -2}]}
    for name, every in options.items():
        for number, one in enumerate(every):
            yield case(f'{name} {number}', [2, 3, 2], [{name: one}])
            if 'dim' not in one:
                yield case(f'{name} {number} of a vector', [4] if one.get('num_parameters') is None else [2], [{name: one}], batch=None)
                yield case(f'{name} {number} batch', [2, 2, 2], [{name: one}], batch=3)
    for name in ('ReLU', 'LeakyReLU', 'PReLU', 'ELU', 'Hardtanh'):
        yield case(f'{name} at its kinks', [5], [name], values={'I': [-1, 0, 1, 0, 2]}, upstream='delta')
    for name in ('Sigmoid', 'Tanh', 'Softplus', 'SiLU', 'GELU', 'Softmax', 'LogSoftmax', 'ELU'):
        yield case(f'{name} far out', [4], [name], values={'I': [1000, -1000, 30, -30]}, upstream='delta')
    yield case('softmax over samples apart', [3], [{'Softmax': {'dim': 1}}], batch=2)


def normalizations():
    for name, shape, batch in (('BatchNorm1d', [3], 3), ('BatchNorm1d', [2, 4], 2), ('BatchNorm1d', [2, 4], None),
                               ('BatchNorm2d', [2, 3, 2], 2), ('BatchNorm2d', [2, 2, 2], None)):
        for number, options in enumerate([{}, {'affine': False}, {'eps': 0.5}, {'training': False}, {'training': False, 'affine': False}]):
            if batch is None and name == 'BatchNorm1d' and number > 1:
                continue
            yield case(f'{name} {shape} {batch} {number}', shape, [{name: options}], batch=batch)
    for shape, normalized in (([5], None), ([2, 3, 2], None), ([2, 3, 2], [2]), ([2, 3, 2], [3, 2]), ([3, 4], 4)):
        for options in ({}, {'elementwise_affine': False, 'eps': 0.1}):
            given = {'normalized_shape': normalized} if normalized else {}
            yield case(f'LayerNorm {shape} {normalized} {len(options)}', shape, [{'LayerNorm': {**given, **options}}],
                       batch=2 if normalized == [2] else None)
    for groups in (1, 2, 4):
        for options in ({}, {'affine': False}):
            yield case(f'GroupNorm {groups} {len(options)}', [4, 2, 2], [{'GroupNorm': {'num_groups': groups, **options}}],
                       batch=2 if groups == 2 else None)


def joins():
    yield case('dropout', [2, 3, 2], [{'Dropout': {'p': 0.5}}], style='quarters')
    yield case('dropout p', [4], [{'Dropout': {'p': 0.2}}], batch=2)
    yield case('dropout off', [4], [{'Dropout': {'training': False}}])
    yield case('add', [3], ['ReLU', {'Add': {'input': ['h1', 'I']}}])
    for dim in (None, 0, 1, -1):
        yield case(f'concat {dim}', [2, 3, 2], ['Tanh', {'Concat': {'input': ['h1', 'I', 'h1'], **({} if dim is None else {'dim': dim})}}])
    yield case('concat batch', [2, 3, 2], ['Tanh', {'Concat': {'input': ['h1', 'I'], 'dim': 1}}], batch=2)
    for number, options in enumerate([{'scale_factor': 2}, {'scale_factor': [1, 3]}, {'size': [4, 6]}, {'size': [3, 5]}, {'scale_factor': 1.5}]):
        yield case(f'upsample {number}', [2, 2, 3], [{'Upsample': options}], style='quarters', batch=2 if number == 0 else None)


def expressions():
    yield case('flatten HWC', [2, 2, 3], [{'Flatten': {'order': 'HWC'}}, {'Linear': {'out_features': 2}}], style='quarters')
    yield case('flatten batch', [2, 2, 3], ['Flatten', {'Linear': {'out_features': 2}}], batch=2)
