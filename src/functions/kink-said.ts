import type { Kink, ScalarFunction } from '../expr/graph.ts';

/** The derivative that a convention takes at the kinks of a function, in words; undefined for a function without kinks. */
export function kinkSaid({ name, kinks }: ScalarFunction, kink: Kink): string | undefined {
  if (!kinks) return undefined;
  switch (kink) {
    case '0':
      return `${kinks.pytorch}, which PyTorch takes for ${name}`;
    case '1':
      return 'the derivative from the right';
    case '1/2':
      return 'the mean of the derivatives on both sides';
  }
}
