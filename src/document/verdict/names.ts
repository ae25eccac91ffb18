import { placesOf } from '../../evaluate/nonsmooth.ts';
import { factored } from '../../expr/factor.ts';
import type { Model } from '../../model/model.ts';
import type { Subject } from '../../model/subject.ts';
import { raised } from '../../notation/build.ts';
import type { Notation } from '../../notation/notation.ts';
import { text } from '../../notation/text.ts';
import type { ExpectedGraph } from '../../verify/expected-graph.ts';
import type { Expected } from '../../verify/verdict.ts';
import { entryName, symbolOf } from '../../writing/entry-name.ts';
import { ofExpression } from '../../writing/of-expression.ts';
import type { Names } from '../names.ts';
import { ofQuantity } from '../numbers.ts';

/** Terms of a derivative that is written out beside an answer. */
const longest = 12;

/** dL/dW, o, or W after a step; with a place, one entry of it. */
export function subjectName(names: Names, { kind, tensor }: Subject, place?: number): Notation {
  const stepped = (name: Notation): Notation => raised(name, { kind: 'words', text: 'new' });
  switch (kind) {
    case 'gradient':
      return place === undefined ? names.gradient(tensor) : names.cotangentEntry(tensor, place);
    case 'value':
      return place === undefined ? symbolOf(tensor) : entryName(tensor, place);
    case 'update':
      return stepped(place === undefined ? symbolOf(tensor) : entryName(tensor, place));
  }
}

/** What is right: a number at the model's values, the derivative as a formula where it has none. */
export function expectedNotation(
  names: Names,
  model: Model,
  { expansion, entries }: ExpectedGraph,
  { node, exact, float }: Pick<Expected, 'node'> & Partial<Expected>,
): Notation {
  if (exact) return ofQuantity(exact);
  if (float !== undefined) return ofQuantity(float);
  const places = placesOf(model, entries);
  return ofExpression(expansion.graph, factored(expansion.graph, node), {
    name: (inner) => {
      const found = places.get(inner);
      return found && names.entry(found.tensor, found.place);
    },
    longest,
  });
}

/** The same as text or as a number, for programs: "3/2", 0.7310585786300049, "2 (p − y) I_11". */
export function expectedJson(
  names: Names,
  model: Model,
  expectedGraph: ExpectedGraph,
  expected: Expected,
): string | number {
  if (expected.exact) return expected.exact.toFraction();
  return expected.float ?? text(expectedNotation(names, model, expectedGraph, expected));
}
