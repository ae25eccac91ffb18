import type { Catalogue } from '../catalogue.ts';
import { arithmetic } from './arithmetic.ts';
import { descent } from './descent.ts';
import type { Figure } from './figure.ts';
import { filterGradient } from './filterGradient.ts';
import { gradients } from './gradients.ts';
import { im2col } from './im2col.ts';
import { inputGradient } from './inputGradient.ts';
import { network } from './network.ts';
import { pooling } from './pooling.ts';
import { step } from './step.ts';
import { windows } from './windows.ts';

/** The figures, in the order in which they are listed. */
export const figures: Catalogue<Figure> = {
  network,
  windows,
  arithmetic,
  filterGradient,
  inputGradient,
  pooling,
  im2col,
  gradients,
  step,
  descent,
};
