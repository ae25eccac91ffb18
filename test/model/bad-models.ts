/** What a user may get wrong, by what it is; the model is the average-pooling example with one thing changed. */
export const good = `title: How a filter learns
input: { name: I, shape: [3, 3] }
layers:
  - Conv2d: { kernel_size: 2, bias: false, weight: W, output: o }
  - AvgPool2d: { kernel_size: 2 }
  - Flatten
loss: { MSELoss: { target: y, reduction: sum } }
values:
  I: [[1, 2, 0], [0, 1, 3], [2, 1, 1]]
  W: [[1, -1], [1/2, 0]]
  y: 2
`;

/** [what is wrong, the text in the good model, what stands there instead] */
export const changes: readonly (readonly [string, string, string])[] = [
  ['a misspelt layer', 'AvgPool2d', 'AvgPol2d'],
  ['a layer that there is not', 'AvgPool2d', 'Transformer'],
  ['a misspelt option', 'kernel_size: 2, bias', 'kernel_sise: 2, bias'],
  ['an option of another layer', 'AvgPool2d: { kernel_size: 2 }', 'AvgPool2d: { kernel_size: 2, groups: 2 }'],
  ['a missing option', 'AvgPool2d: { kernel_size: 2 }', 'AvgPool2d'],
  ['a kernel of size 0', 'kernel_size: 2, bias', 'kernel_size: 0, bias'],
  ['a negative stride', 'bias: false', 'stride: -1, bias: false'],
  ['a fractional padding', 'bias: false', 'padding: 0.5, bias: false'],
  ['a triple for a pair', 'bias: false', 'stride: [1, 1, 1], bias: false'],
  ['an infinite dilation', 'bias: false', 'dilation: .inf, bias: false'],
  ['a word for a number', 'kernel_size: 2, bias', 'kernel_size: two, bias'],
  ['a number for a truth value', 'bias: false', 'bias: 3'],
  ['a name that is no name', 'weight: W', 'weight: "W 1"'],
  ['a name that is markup', 'weight: W', 'weight: "\\\\input{x}"'],
  ['a name used twice', 'output: o', 'output: I'],
  ['the name of the loss', 'output: o', 'output: L'],
  ['groups that do not divide', 'bias: false', 'groups: 2, bias: false'],
  ['a kernel larger than the image', 'kernel_size: 2, bias', 'kernel_size: 4, bias'],
  [
    'too much padding in a pool',
    'AvgPool2d: { kernel_size: 2 }',
    'AvgPool2d: { kernel_size: 2, padding: 2 }',
  ],
  ['a dense layer on an image', '- Flatten', '- Linear: { out_features: 1 }'],
  ['a pool after Flatten', '- Flatten', '- Flatten\n  - MaxPool2d: { kernel_size: 1 }'],
  ['options that are no map', 'Conv2d: { kernel_size: 2, bias: false, weight: W, output: o }', 'Conv2d: 2'],
  ['two layers in one', '- Flatten', '- { Flatten: , ReLU: }'],
  [
    'no layers',
    '- Conv2d: { kernel_size: 2, bias: false, weight: W, output: o }\n  - AvgPool2d: { kernel_size: 2 }\n  - Flatten',
    '[]',
  ],
  ['an unknown loss', 'MSELoss', 'MSEloss2'],
  ['an unknown reduction', 'reduction: sum', 'reduction: median'],
  ['neither loss nor upstream', 'loss: { MSELoss: { target: y, reduction: sum } }\n', ''],
  ['both loss and upstream', 'values:', 'upstream: delta\nvalues:'],
  ['an unknown key', 'title:', 'titel:'],
  ['an input without a shape', 'shape: [3, 3]', ''],
  ['a shape with four axes', 'shape: [3, 3]', 'shape: [1, 1, 3, 3]'],
  ['a shape of size 0', 'shape: [3, 3]', 'shape: [0, 3]'],
  ['a batch', 'shape: [3, 3]', 'shape: [3, 3], batch: 2'],
  ['an image too large', 'shape: [3, 3]', 'shape: [30000, 30000]'],
  ['far too many filters', 'bias: false', 'bias: false, out_channels: 9000000000000000'],
  ['an unknown convention', 'values:', 'conventions: { ties: middle }\nvalues:'],
  ['an unknown kink', 'values:', 'conventions: { kink: 2 }\nvalues:'],
  ['a notation of nothing', 'values:', 'notation: bold\nvalues:'],
  ['a notation that there is not', 'values:', 'notation: { bas: 0 }\nvalues:'],
  ['a base of 2', 'values:', 'notation: { base: 2 }\nvalues:'],
  ['half a gradient', 'values:', 'notation: { gradient: grad }\nvalues:'],
  ['tensors in italics', 'values:', 'notation: { tensors: italic }\nvalues:'],
  ['an order of pages', 'values:', 'notation: { order: page-row }\nvalues:'],
  ['a symbol for what is not there', 'values:', 'notation: { symbols: { K: X } }\nvalues:'],
  ['a symbol that is TeX', 'values:', 'notation: { symbols: { W: "\\\\input{x}" } }\nvalues:'],
  ['a calligraphic small letter', 'values:', 'notation: { symbols: { W: "\\\\mathcal{w}" } }\nvalues:'],
  ['a symbol that is a number', 'values:', 'notation: { symbols: { W: 3 } }\nvalues:'],
  ['a word for an index letter', 'values:', 'notation: { symbols: { i: row } }\nvalues:'],
  ['two arrays of one symbol', 'values:', 'notation: { symbols: { W: X, I: X } }\nvalues:'],
  ['the symbol of another array', 'values:', 'notation: { symbols: { W: o } }\nvalues:'],
  ['the letter of an array', 'values:', 'notation: { symbols: { i: p } }\nvalues:'],
  ['the former name of an array as a letter', 'values:', 'notation: { symbols: { p: r, i: p } }\nvalues:'],
  ['two letters alike', 'values:', 'notation: { symbols: { i: k, j: k } }\nvalues:'],
  ['a missing value', '  y: 2\n', ''],
  ['a value of nothing', '  y: 2', '  y: 2\n  w: 3'],
  ['a ragged array', '[0, 1, 3]', '[0, 1]'],
  ['a row too few', ', [2, 1, 1]]', ']'],
  ['a number in place of a row', '[0, 1, 3]', '7'],
  ['a word for a value', 'y: 2', 'y: two'],
  ['nothing for a value', 'y: 2', 'y:'],
  ['a value that is not finite', 'y: 2', 'y: .nan'],
  ['an infinite value', 'y: 2', 'y: 1e999999999'],
  ['division by zero', '1/2', '1/0'],
  [
    'values that are no map',
    'values:\n  I: [[1, 2, 0], [0, 1, 3], [2, 1, 1]]\n  W: [[1, -1], [1/2, 0]]\n  y: 2',
    'values: [1, 2]',
  ],
  ['a bracket that does not close', '[2, 1, 1]]', '[2, 1, 1]'],
  ['a tab for indentation', '  y: 2', '\ty: 2'],
  ['a key twice', '  y: 2', '  y: 2\n  y: 3'],
  ['a key that is a list', '  y: 2', '  ? [y]\n  : 2'],
  ['an alias within what it names', '- Flatten', '- &a [*a]'],
  ['an alias of nothing', '- Flatten', '- *a'],
  ['a tower of powers', '- Flatten', '- Expression: ((((2^100)^100)^100)^100)*x'],
  ['a product of many digits', '- Flatten', `- Expression: x*(1${'*9^99'.repeat(30)})`],
  ['a name of 3000 characters', '- Flatten', `- ${'A'.repeat(3000)}`],
  ['a name that commands a terminal', 'title:', '"\\e[31mred\\a":'],
  ['a second document', '  y: 2\n', '  y: 2\n---\ntitle: another\n'],
];
