"""Whole nets: residual, branching, normalized; and second derivatives of small ones."""


def cases():
    return [*nets(), *second_order()]


def nets():
    conv = {'Conv2d': {'kernel_size': 3, 'padding': 'same', 'out_channels': 2, 'bias': False, 'output': 'c', 'weight': 'W1'}}
    residual = [conv, {'BatchNorm2d': {'output': 'n', 'weight': 'g', 'bias': 'e'}}, {'ReLU': {'output': 'r'}},
                {'Add': {'input': ['r', 'I'], 'output': 'u'}}, {'AdaptiveAvgPool2d': {'output_size': 1, 'output': 'p'}},
                {'Flatten': {'output': 'v'}}, {'Linear': {'out_features': 3, 'weight': 'W2', 'bias': 'b2', 'output': 'o'}}]
    yield {'id': 'residual', 'shape': [2, 4, 4], 'layers': residual, 'loss': 'CrossEntropyLoss', 'batch': 3, 'classes': 3}
    lenet = [{'Conv2d': {'kernel_size': 3, 'out_channels': 2, 'padding': 1}}, 'Tanh', {'AvgPool2d': {'kernel_size': 2}},
             {'Conv2d': {'kernel_size': 3, 'out_channels': 3}}, 'Tanh', 'Flatten', {'Linear': {'out_features': 4}}, 'Tanh',
             {'Linear': {'out_features': 3}}]
    yield {'id': 'lenet', 'shape': [1, 8, 8], 'layers': lenet, 'loss': 'CrossEntropyLoss', 'batch': 2, 'classes': 3}
    inception = [{'Conv2d': {'kernel_size': 1, 'out_channels': 2, 'weight': 'W1', 'bias': 'b1', 'output': 'one'}},
                 {'Conv2d': {'input': 'I', 'kernel_size': 3, 'padding': 1, 'weight': 'W2', 'bias': 'b2', 'output': 'three'}},
                 {'MaxPool2d': {'input': 'I', 'kernel_size': 3, 'stride': 1, 'padding': 1, 'output': 'pool'}},
                 {'Concat': {'input': ['one', 'three', 'pool'], 'output': 'all'}}, {'GELU': {'output': 'g'}},
                 {'LayerNorm': {'weight': 'ga', 'bias': 'be', 'output': 'n'}}]
    yield {'id': 'inception', 'shape': [2, 4, 4], 'layers': inception, 'loss': {'HuberLoss': {'delta': 0.5}}}
    upsampled = [{'Conv2d': {'kernel_size': 2, 'stride': 2, 'out_channels': 2, 'output': 'down', 'weight': 'W1', 'bias': 'b1'}}, {'SiLU': {'output': 's'}},
                 {'ConvTranspose2d': {'kernel_size': 2, 'stride': 2, 'weight': 'W2', 'bias': 'b2', 'output': 'up'}},
                 {'Add': {'input': ['up', 'I'], 'output': 'skip'}}, {'Sigmoid': {'output': 'q'}}]
    yield {'id': 'down and up', 'shape': [1, 4, 4], 'layers': upsampled, 'loss': 'BCELoss', 'batch': 2}


def second_order():
    conv = {'Conv2d': {'kernel_size': 2, 'bias': False}}
    yield {'id': 'hessian of the average', 'shape': [3, 3], 'layers': [conv, {'AvgPool2d': {'kernel_size': 2}}, 'Flatten'],
           'style': 'quarters', 'hessians': ['W', 'I'], 'jacobians': {'o': ['W', 'I'], 'p': ['W']}}
    yield {'id': 'hessian of a sigmoid', 'shape': [3, 3], 'layers': [conv, 'Sigmoid', 'Flatten'], 'hessians': ['W'], 'jacobians': {'a': ['W']}}
    yield {'id': 'hessian of a softmax', 'shape': [3], 'layers': [{'Linear': {'out_features': 3}}], 'loss': 'CrossEntropyLoss', 'classes': 3,
           'hessians': ['W', 'b', 'I']}
    yield {'id': 'hessian of a norm', 'shape': [4], 'layers': ['LayerNorm'], 'hessians': ['I', 'gamma'], 'jacobians': {'z': ['I']}}
    yield {'id': 'hessian of gelu', 'shape': [3], 'layers': ['GELU'], 'hessians': ['I'], 'jacobians': {'a': ['I']}}
    yield {'id': 'hessian of a batch norm', 'shape': [2], 'batch': 3, 'layers': ['BatchNorm1d'], 'hessians': ['I']}
    yield {'id': 'jacobian of a softmax', 'shape': [3], 'layers': ['Softmax'], 'hessians': ['I'], 'jacobians': {'h1': ['I']}}
