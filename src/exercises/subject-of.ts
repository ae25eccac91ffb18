import { entryCount, type Tensor } from '../index/tensor.ts';
import type { Model } from '../model/model.ts';
import type { Subject } from '../model/subject.ts';
import { subscripts } from './array-fields.ts';
import type { Field, Question } from './question.ts';

/** The entry of an array that a field asks for. */
export interface EntryOf extends Subject {
  /** Row-major. */
  readonly place: number;
}

/** What the number fields of a model's sheets ask for, by their keys; looked for once. */
export class Subjects {
  readonly #tensors: readonly Tensor[];
  readonly #loss: Tensor | undefined;
  readonly #found = new Map<string, EntryOf | undefined>();

  constructor({ input, steps, objective }: Model) {
    this.#tensors = [input, ...steps.flatMap(({ output, parameters }) => [output, ...parameters])];
    this.#loss = objective.kind === 'loss' ? objective.definition.output : undefined;
  }

  /** Undefined for a field that is no number, or of which nothing else follows. */
  of({ exercise }: Pick<Question, 'exercise'>, { key, answer }: Field): EntryOf | undefined {
    if (answer.kind !== 'number') return undefined;
    const name = key.replace(/^\d+\./, '');
    if (exercise === 'loss') return this.#loss && { kind: 'value', tensor: this.#loss, place: 0 };
    const known = `${exercise} ${name}`;
    if (!this.#found.has(known)) this.#found.set(known, this.#entry(exercise, name));
    return this.#found.get(known);
  }

  /** The output of the window that a question about a winner is about. */
  window({ exercise, key, fields: [field] }: Question): EntryOf | undefined {
    const tensor = this.#tensors.find(({ name }) => key === `winner-${name}`);
    if (exercise !== 'winner' || !tensor || !field) return undefined;
    const rest = field.key.replace(/^\d+\.winner/, '');
    const place = placeNamed(tensor, rest);
    return place === undefined ? undefined : { kind: 'value', tensor, place };
  }

  #entry(exercise: string, name: string): EntryOf | undefined {
    const kind = name.startsWith('dL/d') ? 'gradient' : exercise === 'update' ? 'update' : 'value';
    for (const tensor of this.#tensors) {
      const array = `${kind === 'gradient' ? 'dL/d' : ''}${tensor.name}${kind === 'update' ? '_new' : ''}`;
      if (!name.startsWith(array)) continue;
      const place = placeNamed(tensor, name.slice(array.length));
      if (place !== undefined) return { kind, tensor, place };
    }
    return undefined;
  }
}

/** The place whose subscripts are written so. */
function placeNamed(tensor: Tensor, written: string): number | undefined {
  for (let place = 0; place < entryCount(tensor.shape); place++)
    if (subscripts(tensor, place) === written) return place;
  return undefined;
}
