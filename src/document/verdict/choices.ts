import { placesOf } from '../../evaluate/nonsmooth.ts';
import { ofDouble } from '../../evaluate/quantity.ts';
import { functionOf } from '../../expr/apply.ts';
import type { Node } from '../../expr/node.ts';
import type { Model } from '../../model/model.ts';
import { text } from '../../notation/text.ts';
import type { ExpectedGraph } from '../../verify/expected-graph.ts';
import type { SettledChoice } from '../../verify/subgradient-set.ts';
import type { OtherChoice } from '../../verify/verdict.ts';
import { Names } from '../names.ts';
import { ofQuantity } from '../numbers.ts';

const mostChoices = 6;

/** In which other way the choices at ties and kinks were made, as a sentence. */
export function choiceText(model: Model, expected: ExpectedGraph, { policy, settled }: OtherChoice): string {
  if (policy !== undefined)
    return `Valid, but with another subgradient than this model takes: it is what “${policy}” gives; this model has ties: ${model.conventions.ties}, kink: ${model.conventions.kink}.`;
  const names = new Names(model);
  const places = placesOf(model, expected.entries);
  const told = settled.flatMap((choice) => choiceMade(names, places, expected, choice));
  const more = told.length - mostChoices;
  return `Valid, but with a subgradient that no convention takes: ${told.slice(0, mostChoices).join('; ')}${more > 0 ? `; and ${more} more choices` : ''}.`;
}

function choiceMade(
  names: Names,
  places: ReturnType<typeof placesOf>,
  { expansion: { graph } }: ExpectedGraph,
  { choice, parts }: SettledChoice,
): string[] {
  if (!parts) return [];
  const name = (node: Node): string => {
    const at = places.get(node);
    return at ? text(names.entry(at.tensor, at.place)) : 'an intermediate result';
  };
  const number = (at: number): string => text(ofQuantity(ofDouble(parts[at].valueOf())));
  const exact = (at: number): string => (parts[at].d < 1000n ? parts[at].toFraction() : number(at));
  if (choice.kind === 'kink')
    return [`the slope ${exact(0)} of ${functionOf(graph, choice.node).name} at ${name(choice.of[0])}`];
  const shares = choice.of.map((candidate, at) => `${exact(at)} to ${name(candidate)}`);
  return [`of the maximum ${name(choice.node)} ${shares.join(', ')}`];
}
