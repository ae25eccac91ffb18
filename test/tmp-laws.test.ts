import { it } from 'vitest';
import { lawLine, lawOperators } from '../src/document/law-lines.ts';
import { Names } from '../src/document/names.ts';
import { modelLaws } from '../src/model/laws.ts';
import { readModel } from '../src/model/read.ts';
import { text } from '../src/notation/text.ts';
import { treeOf } from './tree-of.ts';

it('prints', () => {
  const models = [
    'input: {name: I, shape: [3,6,6]}\nlayers: [{Conv2d: {out_channels: 2, kernel_size: 3}}]\nupstream: delta',
    'input: {name: I, shape: [3,6,6]}\nlayers: [{Conv2d: {out_channels: 2, kernel_size: 3, padding: 1}}]\nupstream: delta',
    'input: {name: I, shape: [3,6,6]}\nlayers: [{Conv2d: {out_channels: 2, kernel_size: 3, stride: 2, padding: 1}}]\nupstream: delta',
    'input: {name: I, shape: [4,6,6]}\nlayers: [{Conv2d: {out_channels: 2, kernel_size: 2, stride: 2, dilation: 2, groups: 2}}]\nupstream: delta',
    'input: {name: I, shape: [3,6,6]}\nlayers: [{AvgPool2d: {kernel_size: 2}}]\nupstream: delta',
    'input: {name: I, shape: [3,6,6]}\nlayers: [{AvgPool2d: {kernel_size: 3, stride: 2, padding: 1, count_include_pad: false}}]\nupstream: delta',
    'input: {name: I, shape: [3,6,6]}\nlayers: [{MaxPool2d: {kernel_size: 2}}]\nupstream: delta',
    'input: {name: I, shape: [3,6,6]}\nlayers: [{MaxPool2d: {kernel_size: 3, stride: 2, padding: 1}}]\nupstream: delta',
    'input: {name: I, shape: [6]}\nlayers: [{Linear: {out_features: 3}}]\nloss: CrossEntropyLoss',
    'input: {name: I, shape: [6], batch: 4}\nlayers: [{Linear: {out_features: 3}}, Softmax, Sigmoid, Tanh, ReLU]\nloss: MSELoss',
    'input: {name: I, shape: [6], batch: 4}\nlayers: [{Linear: {out_features: 3}}]\nloss: CrossEntropyLoss',
    'input: {name: I, shape: [6,4,4], batch: 4}\nlayers: [BatchNorm2d, SiLU, GELU]\nupstream: delta',
    'input: {name: I, shape: [6,4,4]}\nlayers: [ {Conv2d: {kernel_size: 2, out_channels: 6, output: a1}},{ReLU: {output: r}}, {Conv2d: {kernel_size: 1, out_channels: 6}}, {Add: {input: [r, o2]}}, Flatten, LayerNorm, LogSoftmax]\nloss: NLLLoss',
    'input: {name: I, shape: [2,5,5]}\nlayers: [{LPPool2d: {kernel_size: 2, norm_type: 2}}, {AdaptiveAvgPool2d: {output_size: [3,2]}}, {Upsample: {scale_factor: 2}}, {ConvTranspose2d: {kernel_size: 2, stride: 2}}]\nupstream: delta',
  ];
  for (const m of models) {
    const model = readModel(m, 'x', { treeOf });
    const names = new Names(model);
    let out = `\n--- ${m}\n`;
    for (const law of modelLaws(model)) {
      const l = lawLine(names, law);
      const o = lawOperators(names, law);
      if (process.env.SUMS) out += `${text(l.left)} = ${text(l.steps.at(-1)?.right)}\n`;
      out += `      ${o ? `${text(o.line.left)} = ${o.line.steps.map((st) => text(st.right)).join(' = ')} ${o.facts.map((fact) => fact.kind)}` : `${text(l.left)} -`}\n`;
    }
    console.log(out);
  }
});
