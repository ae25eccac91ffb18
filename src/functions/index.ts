import type { ScalarFunction } from '../expr/scalar-function.ts';
import { ReLU } from './ReLU.ts';
import { step } from './step.ts';

/** The catalogue of functions. */
export const functions: readonly ScalarFunction[] = [ReLU, step];
