import { analysisOf } from '../../evaluate/analysis.ts';
import type { StageRun } from '../../evaluate/stage-run.ts';
import { windowWalk } from '../../figures/sliding/walk.ts';
import { windowFigure } from '../../figures/sliding/window.ts';
import { entryCount, type Shape, type Tensor, writtenShape } from '../../index/tensor.ts';
import { givenTensors } from '../../model/expansion.ts';
import { symbolOf } from '../../writing/entry-name.ts';
import type { Block, EquationLine, Inline } from '../block.ts';
import { ofQuantity } from '../numbers.ts';
import { equation, math, paragraph, section } from '../prose.ts';
import type { Setting } from '../setting.ts';
import { matrixLine, slicesOf } from '../slices.ts';
import { expressionLine } from './elements.ts';

/** What the derivation starts from: the network, its arrays, and a picture of the first window sliding. */
export function given(setting: Setting, numbers: StageRun | undefined): Block[] {
  const { model } = setting;
  return [
    section('given', 'Given'),
    paragraph(...chain(setting)),
    networkTable(setting),
    ...givenTensors(model).flatMap((tensor) =>
      equation({ kind: 'given', tensor: tensor.name }, tensorLines(setting, numbers, tensor)),
    ),
    ...figures(setting),
  ];
}

function chain({ model, names }: Setting): Inline[] {
  const steps = model.steps.filter(({ output, inner }) => !inner && !names.isRenamed(output));
  const text: Inline[] = ['The input ', math(symbolOf(model.input)), ' passes through '];
  steps.forEach(({ layer, output }, at) => {
    if (at > 0) text.push(at === steps.length - 1 ? ' and ' : ', ');
    text.push({ kind: 'strong', text: layer }, ' to ', math(symbolOf(output)));
  });
  const above: Inline[] =
    model.objective.kind === 'loss'
      ? ['; the loss ', math(names.loss), ' is ', { kind: 'strong', text: model.objective.name }, '.']
      : [
          '; from above arrives the gradient ',
          math(symbolOf(model.objective.delta)),
          ' of a loss ',
          math(names.loss),
          ' that need not be known.',
        ];
  return [...text, ...above];
}

export function networkTable({ model, names }: Pick<Setting, 'model' | 'names'>): Block {
  const row = (layer: Inline, tensor: Tensor, parameters: readonly Tensor[]): Inline[][] => [
    [layer],
    [math(symbolOf(names.shown(tensor)))],
    [shapeText(writtenShape(tensor))],
    parameters.length === 0
      ? ['–']
      : parameters.flatMap((parameter, at): Inline[] => [
          ...(at > 0 ? [', '] : []),
          math(symbolOf(parameter)),
          ` (${shapeText(parameter.shape)})`,
        ]),
  ];
  return {
    kind: 'table',
    part: { kind: 'given', how: 'network' },
    headings: [['Layer'], ['Output'], ['Shape'], ['Parameters']],
    rows: [
      row('input', model.input, []),
      ...model.steps.map(({ layer, output, parameters }) => row(layer, output, parameters)),
    ],
  };
}

export function shapeText(shape: Shape): string {
  return shape.length === 0 ? 'one number' : shape.join(' × ');
}

/** A = (numbers), or the matrix of its entries' names where there are no numbers; one line a slice. */
function tensorLines(setting: Setting, numbers: StageRun | undefined, tensor: Tensor): EquationLine[] {
  const { names, extent } = setting;
  const values = numbers?.value(tensor);
  // A single number without a value has nothing to show.
  if (!values && entryCount(tensor.shape) === 1) return [];
  const slices = slicesOf(tensor, names.counting);
  const entry = (place: number) => (values ? ofQuantity(values[place]) : names.entry(tensor, place));
  return slices.slice(0, extent.entries).map((slice) => matrixLine(slice.name, slice, entry, setting));
}

/** The first layer whose window slides over an image. */
function figures(setting: Setting): Block[] {
  const { model, names } = setting;
  for (const { definitions, inputs, output, layer } of model.steps) {
    const [input] = inputs;
    if (definitions.length > 1 || inputs.length === 0) continue;
    const drawing = windowFigure(definitions[0], input, {
      input: (place) => names.entry(input, place),
      output: (place) => names.entry(output, place),
      spoken: (tensor) => names.spoken(tensor),
    });
    if (!drawing) continue;
    const slides: Inline[] = [`The window of ${layer} slides over `, math(symbolOf(names.shown(input)))];
    const caption: Inline[] = [
      ...slides,
      ': the shaded entries make the entry of ',
      math(symbolOf(names.shown(output))),
      ' below them.',
    ];
    const walk = windowWalk(
      definitions[0],
      input,
      {
        entry: (tensor, place) => names.entry(tensor, place),
        whole: (tensor) => symbolOf(names.shown(tensor)),
        said: (tensor) => names.spoken(tensor),
      },
      setting.extent.entries,
    );
    const stage = analysisOf(model).forward(output);
    const positions = walk?.map(({ place, drawing }) => ({
      drawing,
      line: expressionLine(setting, stage, place, names.entry(output, place)),
    }));
    return [
      {
        kind: 'figure',
        part: { kind: 'given', how: 'window' },
        drawing,
        caption,
        ...(positions && { moving: { caption: slides, positions } }),
      },
    ];
  }
  return [];
}
