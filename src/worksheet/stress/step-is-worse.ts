import { floatValues } from '../../evaluate/float-values.ts';
import { steppedFloat } from '../../evaluate/stepped.ts';
import type { Specimen } from './specimen.ts';

/** Whether the loss is larger after the step of gradient descent that a variant asks for; undefined where it asks for none. */
export function stepIsWorse({ questions, expected, values, plan }: Specimen): boolean | undefined {
  const { expansion, entries, vocabulary, model } = expected;
  const { graph, objective } = expansion;
  const changed = new Set(
    questions.flatMap(({ fields }) =>
      fields.flatMap(({ about }) => (about?.kind === 'update' ? [about.tensor] : [])),
    ),
  );
  if (changed.size === 0 || model.objective.kind !== 'loss') return undefined;
  const after = new Map<number, number>();
  for (const tensor of changed) {
    const slopes = entries.get(vocabulary.cotangents.get(tensor) ?? tensor);
    entries.get(tensor)?.forEach((node, place) => {
      after.set(node, steppedFloat(values[node], values[slopes?.[place] ?? node], plan.rate.valueOf()));
    });
  }
  const then = floatValues(graph, [objective], (node) => after.get(node) ?? values[node]);
  return then[objective] > values[objective];
}
