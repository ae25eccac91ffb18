import { type Definition, type Formula, hasKind, type Winner } from '../index/formula.ts';
import type { Step } from '../model/model.ts';
import { namesInWords, type Way } from './mistake.ts';
import { rewritten } from './rewritten.ts';
import type { Situation } from './situation.ts';

/** The layers that take a maximum over windows. */
export function maximumSteps({ model }: Situation): Step[] {
  return model.steps.filter((step) => step.definitions.some(({ body }) => body.kind === 'max'));
}

/** A way in which something else than the indicator of the winner stands in the laws below some maxima. */
export function winnerInstead(
  steps: readonly Step[],
  replacement: (winner: Winner) => Formula,
  what: (maxima: string) => string,
): Way {
  const inputs = new Set(steps.flatMap((step) => step.inputs));
  return {
    what: what(
      `${steps.length > 1 ? 'the maxima' : 'the maximum'} ${namesInWords(steps.map(({ output }) => output.name))}`,
    ),
    deviation: {
      law: (definition, { of }) => (inputs.has(of) ? changed(definition, replacement) : definition),
    },
  };
}

function changed(definition: Definition, replacement: (winner: Winner) => Formula): Definition {
  if (!hasKind(definition.body, 'winner')) return definition;
  const body = rewritten(definition.body, (part) => (part.kind === 'winner' ? replacement(part) : undefined));
  return { ...definition, body };
}
