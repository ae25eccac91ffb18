import type { Judge } from '../judge.ts';
import { c } from './c.ts';
import { centralDifferences } from './central-differences.ts';
import { javascript } from './javascript.ts';
import { printedLaws } from './printed-laws.ts';
import { proofs } from './proofs.ts';
import { jax, numpy, torchCode } from './python.ts';
import { pytorch } from './pytorch.ts';

export const judges: readonly Judge[] = [
  pytorch,
  centralDifferences,
  proofs,
  printedLaws,
  numpy,
  torchCode,
  jax,
  javascript,
  c,
];
