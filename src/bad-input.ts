import { printable } from './printable.ts';

/**
 * The user's error, not ours: reported as one sentence and exit status 2, never with a stack trace.
 * The sentence says what was found, what was expected and what to do; `path` is the place inside the model file,
 * to which the reader adds file, line and column; `list` are lines below it. Whatever a message quotes, it is printable
 * and short.
 */
export class BadInput extends Error {
  override readonly name = 'BadInput';
  readonly path: ModelPath | undefined;

  constructor(message: string, path?: ModelPath, list: readonly string[] = []) {
    super([message, ...list].map(printable).join('\n'));
    this.path = path;
  }
}

/** Keys and positions that lead to a place in the model file: ["layers", 0, "Conv2d", "stride"]. */
export type ModelPath = readonly (string | number)[];
