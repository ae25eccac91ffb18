"""The gradient of one filter entry by entry in SymPy: prints milliseconds, and the value of the gradient's sum.

L = (p - y)^2, p the mean of tanh(o), o the convolution of an image with a filter. Arguments: size of image, of filter.
"""
import json
import sys
import time

import sympy

image, filter_ = int(sys.argv[1]), int(sys.argv[2])
started = time.perf_counter()
I = [[sympy.Symbol(f'I_{i}_{j}') for j in range(image)] for i in range(image)]
W = [[sympy.Symbol(f'W_{m}_{n}') for n in range(filter_)] for m in range(filter_)]
y = sympy.Symbol('y')
size = image - filter_ + 1
o = [sympy.tanh(sympy.Add(*[I[i + m][j + n] * W[m][n] for m in range(filter_) for n in range(filter_)]))
     for i in range(size) for j in range(size)]
loss = (sympy.Add(*o) / size**2 - y) ** 2
gradient = [sympy.diff(loss, w) for row in W for w in row]
took = time.perf_counter() - started
symbols = [*sum(I, []), *sum(W, []), y]
values = [(7 * at % 13 - 6) / 13 for at in range(len(symbols))]
total = sum(sympy.lambdify(symbols, g, 'math')(*values) for g in gradient)
print(json.dumps({'ms': took * 1000, 'sum': total, 'version': sympy.__version__}))
