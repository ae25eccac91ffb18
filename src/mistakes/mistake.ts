import type { Deviation } from './deviation.ts';
import type { AnsweredNumbers } from './fit.ts';
import type { Situation } from './situation.ts';

/** One mistake of the catalogue, with everything about it. */
export interface Mistake {
  readonly name: string;
  /** A short noun phrase. */
  readonly title: string;
  /** For a student: what was probably done, what is right, and why. */
  readonly explanation: string;
  readonly example: Example;
  /** It says how the numbers differ, and not why: what says why comes first. */
  readonly general?: true;
  /** The ways in which it can be made in a model. Only a general mistake looks at what was answered. */
  ways(situation: Situation, answered: readonly AnsweredNumbers[]): readonly Way[];
}

/** One way in which a mistake can be made. */
export interface Way {
  /** What exactly, in the words of the model, as a clause: "the average's 1/4 in p is missing". */
  readonly what: string;
  readonly deviation: Deviation;
}

/** A small model, and the gradients of somebody who made this mistake alone. */
export interface Example {
  readonly model: string;
  readonly rate?: number;
  /** To how many decimals the numbers are rounded; exact if not said. */
  readonly decimals?: number;
  /** By the tensor's name. */
  readonly gradients?: Readonly<Record<string, Nested>>;
  /** By the tensor's name: the tensor after one step of gradient descent. */
  readonly updates?: Readonly<Record<string, Nested>>;
}

export type Nested = number | readonly Nested[];

/** A way for each member, and one for all of them together where there are several. */
export function aloneAndTogether<Member>(
  members: readonly Member[],
  way: (some: readonly Member[]) => Way,
): Way[] {
  const alone = members.map((member) => way([member]));
  return members.length > 1 ? [...alone, way(members)] : alone;
}

/** W, V and U */
export function namesInWords(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
