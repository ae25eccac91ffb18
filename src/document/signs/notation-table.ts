import type { Tensor } from '../../index/tensor.ts';
import type { Model } from '../../model/model.ts';
import { anyArray, indexLetter, partial } from '../../notation/build.ts';
import { symbolOf } from '../../writing/entry-name.ts';
import type { Block, Inline } from '../block.ts';
import type { Names } from '../names.ts';
import { listed, math, section } from '../prose.ts';
import { signsOf } from './signs.ts';
import { signsUsed } from './signs-used.ts';

/** What every sign in these blocks means, where it is not taught at school; only what is used. */
export function notationTable(names: Names, model: Model, blocks: readonly Block[]): Block[] {
  const used = signsUsed(blocks);
  const rows = [
    ...letters(names),
    ...cotangents(names, model, used),
    ...signsOf(names)
      .filter(([key]) => used.has(key))
      .map(([, sign, meaning]) => [sign, meaning]),
  ];
  return [
    section('notation', 'Notation'),
    { kind: 'table', part: { kind: 'notation' }, headings: [['Sign'], ['Meaning']], rows },
  ];
}

function letters(names: Names): Inline[][][] {
  const [i, j] = ['i', 'j'].map((name) => math(indexLetter(names.letter(name))));
  const order = names.notation?.columnFirst ? 'columns before rows' : 'rows before columns';
  return [
    [[i, ', ', j, ', …'], [`letters in subscripts; they count from ${names.counting.base}, ${order}`]],
    [
      [math(names.loss)],
      [
        'the loss; ',
        math(partial(names.loss, anyArray('x'))),
        ' has an entry for each entry of ',
        math(anyArray('x')),
      ],
    ],
  ];
}

/** delta, for dL/do. */
function cotangents(names: Names, { steps }: Model, used: ReadonlySet<string>): Inline[][][] {
  const named = steps.flatMap(({ output }): [Tensor, Tensor][] => {
    const short = names.cotangent(output);
    return short && used.has(`symbol ${short.name}`) ? [[short, output]] : [];
  });
  if (named.length === 0) return [];
  const shown = named.length > 4 ? [named[0], named[1], named[named.length - 1]] : named;
  const definition = ([short, output]: readonly [Tensor, Tensor]): Inline[] => [
    math({
      kind: 'comparison',
      sides: [symbolOf(short), partial(names.loss, symbolOf(names.shown(output)))],
      relations: [':='],
    }),
  ];
  const listedOnes =
    named.length > 4
      ? shown.flatMap((pair, at) => [...(at > 0 ? [at === 2 ? ', …, ' : ', '] : []), ...definition(pair)])
      : listed(shown.map(definition));
  return [[[math(symbolOf(named[0][0]))], ['what arrives at a layer’s output: ', ...listedOnes]]];
}
