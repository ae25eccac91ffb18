"""Every loss with every option, with and without a batch."""


def cases():
    return [*entrywise(), *over_classes(), *extremes(), *regularized()]


def entrywise():
    options = {'MSELoss': [{}], 'L1Loss': [{}], 'SmoothL1Loss': [{}, {'beta': 0.5}, {'beta': 0}, {'beta': 2}],
               'HuberLoss': [{}, {'delta': 0.25}, {'delta': 2}], 'BCEWithLogitsLoss': [{}], 'HingeLoss': [{}]}
    for name, every in options.items():
        for number, one in enumerate(every):
            for reduction in ('mean', 'sum'):
                for batch in (None, 2):
                    yield {'id': f'{name} {number} {reduction} {batch}', 'shape': [3], 'layers': [{'Linear': {'out_features': 3}}],
                           'loss': {name: {'reduction': reduction, **one}}, 'batch': batch}
        yield {'id': f'{name} of an image', 'shape': [2, 2, 2], 'layers': ['Tanh'], 'loss': name}
    for reduction in ('mean', 'sum'):
        for batch in (None, 2):
            yield {'id': f'BCELoss {reduction} {batch}', 'shape': [3], 'layers': ['Sigmoid'], 'loss': {'BCELoss': {'reduction': reduction}},
                   'batch': batch}
    for name in ('L1Loss', 'SmoothL1Loss', 'HuberLoss', 'HingeLoss'):
        target = [1, -1, 1, -1] if name == 'HingeLoss' else [1, 0, 2, -2]
        yield {'id': f'{name} at its corners', 'shape': [4], 'layers': [{'Linear': {'out_features': 4, 'bias': False}}], 'loss': name,
               'values': {'I': [1, 1, 1, 1], 'W': [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, -1]], 'y': target}}
    for name in ('Sum', 'Mean'):
        yield {'id': f'{name} batch', 'shape': [2, 2, 2], 'layers': ['Tanh'], 'loss': name, 'batch': 2}


def over_classes():
    for reduction in ('mean', 'sum'):
        for batch in (None, 3):
            for smoothing in (0, 0.1):
                yield {'id': f'CrossEntropyLoss {reduction} {batch} {smoothing}', 'shape': [4], 'layers': [{'Linear': {'out_features': 3}}],
                       'loss': {'CrossEntropyLoss': {'reduction': reduction, 'label_smoothing': smoothing}}, 'batch': batch, 'classes': 3}
                y = [[0.2, 0.5, 0.3], [0.1, 0.1, 0.8], [1, 0, 0.5]]
                yield {'id': f'CrossEntropyLoss probabilities {reduction} {batch} {smoothing}', 'shape': [4],
                       'layers': [{'Linear': {'out_features': 3}}], 'values': {'y': y if batch else y[2]},
                       'loss': {'CrossEntropyLoss': {'reduction': reduction, 'label_smoothing': smoothing}}, 'batch': batch}
            yield {'id': f'NLLLoss {reduction} {batch}', 'shape': [3], 'layers': ['LogSoftmax'], 'loss': {'NLLLoss': {'reduction': reduction}},
                   'batch': batch, 'classes': 3}
    for reduction in ('mean', 'sum', 'batchmean'):
        for log_target in (False, True):
            yield {'id': f'KLDivLoss {reduction} {log_target}', 'shape': [3], 'layers': [{'LogSoftmax': {'dim': 1}}],
                   'loss': {'KLDivLoss': {'reduction': reduction, 'log_target': log_target}}, 'batch': 2}


def extremes():
    identity = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    far = {'I': [1000, -1000, 3], 'W': identity}
    linear = [{'Linear': {'out_features': 3, 'bias': False}}]
    for y in (0, 1, 2):
        yield {'id': f'cross entropy far out {y}', 'shape': [3], 'layers': linear, 'loss': 'CrossEntropyLoss', 'values': {**far, 'y': y}, 'classes': 3}
    for y in ([1, 0, 1], [0, 1, 0], [0.5, 0.5, 0.5]):
        yield {'id': f'bce with logits far out {y}', 'shape': [3], 'layers': linear, 'loss': 'BCEWithLogitsLoss', 'values': {**far, 'y': y}}
    yield {'id': 'nll far out', 'shape': [3], 'layers': [*linear, 'LogSoftmax'], 'loss': 'NLLLoss', 'values': {**far, 'y': 1}, 'classes': 3}
    yield {'id': 'bce at certainty', 'shape': [3], 'layers': linear, 'loss': 'BCELoss', 'values': {'I': [1, 0.5, 0.25], 'W': identity, 'y': [1, 1, 0]}}


def regularized():
    layers = [{'Conv2d': {'kernel_size': 2, 'out_channels': 2}}, 'PReLU', 'Flatten', {'Linear': {'out_features': 2}}]
    yield {'id': 'regularized', 'shape': [1, 3, 3], 'layers': layers, 'loss': 'MSELoss', 'regularize': {'l2': 0.125}, 'batch': 2}
    yield {'id': 'regularized sum', 'shape': [3], 'layers': [{'Linear': {'out_features': 2}}], 'loss': {'MSELoss': {'reduction': 'sum'}},
           'regularize': {'l2': 0.5}, 'style': 'quarters'}
