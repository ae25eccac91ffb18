import { analysisOf } from '../../evaluate/analysis.ts';
import { evaluateByProgram } from '../../evaluate/by-program.ts';
import type { ReportedChoice } from '../../evaluate/evaluated.ts';
import { floatValues } from '../../evaluate/float-values.ts';
import { type Moved, movedBy } from '../../evaluate/moves.ts';
import { type EntryPlace, nonsmooth, placesOf } from '../../evaluate/nonsmooth.ts';
import { isExact, ofDouble, type Quantity, toFloat } from '../../evaluate/quantity.ts';
import type { Node } from '../../expr/node.ts';
import { compare, partial } from '../../notation/build.ts';
import type { Notation } from '../../notation/notation.ts';
import { ofExpression } from '../../writing/of-expression.ts';
import type { Block, Inline } from '../block.ts';
import { ofQuantity, relationTo } from '../numbers.ts';
import { listed, math, note, paragraph } from '../prose.ts';
import type { Setting } from '../setting.ts';

/** Every tie and kink that these values meet: which entries, which choice, what else would have been valid, what it moves. */
export function choicesMet(
  setting: Setting,
  gradients: Int32Array,
  symbols: (node: Node) => Quantity,
): Block[] {
  const { model, wrt } = setting;
  const { expansion } = analysisOf(model);
  const { graph, entries, objective } = expansion;
  const numbers = (node: Node): number => toFloat(symbols(node));
  const values = floatValues(graph, [objective, ...gradients], numbers);
  const found = nonsmooth(model, expansion, values);
  if (found.length === 0) return [noChoice];
  let at = 0;
  const parts = wrt.map((tensor) => {
    const length = entries.get(tensor)?.length ?? 0;
    at += length;
    return gradients.subarray(at - length, at);
  });
  const shown = found.slice(0, setting.extent.entries);
  return [
    ...movedBy(graph, shown, wrt, parts, values).map(({ met, moved }) =>
      choiceNote(setting, { met, moved }, placeName(setting, met.output, met.node), (which) =>
        placeName(setting, met.candidates[which].at, met.candidates[which].node),
      ),
    ),
    ...moreLikeThese(found.length - shown.length),
  ];
}

/** The same of a model that is too large to be written as one expression: what is no entry there has no name. */
export function choicesOfProgram(setting: Setting): Block[] {
  const { model, wrt, names, extent } = setting;
  const { choices } = evaluateByProgram(
    model,
    wrt.map(({ name }) => name),
  );
  if (choices.length === 0) return [noChoice];
  const named = (at: EntryPlace | undefined, otherwise: string): Notation =>
    at ? names.entry(at.tensor, at.place) : { kind: 'words', text: otherwise };
  const shown = choices.slice(0, extent.entries);
  return [
    ...shown.map((choice) => {
      const { output, candidates, bend } = choice.met;
      const part = bend ? `an argument of ${bend.function}` : 'a candidate';
      return choiceNote(setting, choice, named(output, 'a part of a longer formula'), (which) =>
        named(candidates[which].at, part),
      );
    }),
    ...moreLikeThese(choices.length - shown.length),
  ];
}

const noChoice = paragraph('These values meet no tie and no kink: the gradient is the only one.');

function moreLikeThese(more: number): Block[] {
  if (more === 0) return [];
  return [paragraph(`There ${more === 1 ? 'is 1 more choice' : `are ${more} more choices`} like these.`)];
}

function choiceNote(
  setting: Setting,
  { met: found, moved }: ReportedChoice,
  output: Notation,
  candidate: (which: number) => Notation,
): Block {
  const { model } = setting;
  const named = found.candidates.map((_, which) => [math(candidate(which))]);
  const value = ofDouble(found.value);
  const result = math(compare(output, relationTo(value), ofQuantity(value)));
  if (found.bend) {
    const { argument, slopes, chosen } = found.bend;
    const [least, most] = slopes.toSorted((a, b) => a - b).map(plain);
    return note(
      'Kink',
      ...named.flat(),
      ` is exactly ${plain(argument)}, so `,
      math(output),
      ` has a kink: the derivative taken is ${plain(chosen)}, and every number from ${least} to ${most} is a valid subgradient.`,
      ...movedText(setting, moved),
    );
  }
  return note(
    'Tie',
    ...listed(named),
    named.length === 2 ? ' are both ' : ' are all ',
    math(ofQuantity(value)),
    ' and tie for ',
    result,
    `: the convention “${model.conventions.ties}” chose, and every way to share 1 among them is a valid subgradient.`,
    ...movedText(setting, moved),
  );
}
/** A number in running text: 1/2, or the shortest decimal. */
function plain(value: number): string {
  const quantity = ofDouble(value);
  return isExact(quantity) ? quantity.toFraction() : String(value);
}

/** The name of an entry; a part of a longer formula is written out. */
function placeName({ names, model, extent }: Setting, at: EntryPlace | undefined, node: Node): Notation {
  if (at) return names.entry(at.tensor, at.place);
  const { expansion } = analysisOf(model);
  const places = placesOf(model, expansion.entries);
  return ofExpression(expansion.graph, node, {
    name: (inner) => {
      const found = places.get(inner);
      return found && names.entry(found.tensor, found.place);
    },
    longest: extent.terms,
  });
}

const mostMoved = 6;

/** Which derivatives the choice moves, and how far. */
function movedText({ names }: Setting, moved: readonly Moved[] | undefined): Inline[] {
  if (!moved) return [' What it moves was not worked out.'];
  if (moved.length === 0) return [' It moves none of these derivatives.'];
  const shown = moved
    .slice(0, mostMoved)
    .map(({ at: { tensor, place }, from, to }): Inline[] => [
      math(partial(names.loss, names.entry(tensor, place))),
      ' between ',
      math(ofQuantity(ofDouble(from))),
      ' and ',
      math(ofQuantity(ofDouble(to))),
    ]);
  const more = moved.length - shown.length;
  return [' It moves ', ...listed(shown), more > 0 ? `, and ${more} more.` : '.'];
}
