import type { Catalogue } from '../catalogue.ts';
import { BCELoss } from './BCELoss.ts';
import { BCEWithLogitsLoss } from './BCEWithLogitsLoss.ts';
import { CrossEntropyLoss } from './CrossEntropyLoss.ts';
import { Expression } from './Expression.ts';
import { HingeLoss } from './HingeLoss.ts';
import { HuberLoss } from './HuberLoss.ts';
import { KLDivLoss } from './KLDivLoss.ts';
import { L1Loss } from './L1Loss.ts';
import type { Loss } from './loss.ts';
import { Mean } from './Mean.ts';
import { MSELoss } from './MSELoss.ts';
import { NLLLoss } from './NLLLoss.ts';
import { SmoothL1Loss } from './SmoothL1Loss.ts';
import { Sum } from './Sum.ts';

/** The catalogue of losses, by name. */
export const losses: Catalogue<Loss> = {
  BCELoss,
  BCEWithLogitsLoss,
  CrossEntropyLoss,
  Expression,
  HingeLoss,
  HuberLoss,
  KLDivLoss,
  L1Loss,
  Mean,
  MSELoss,
  NLLLoss,
  SmoothL1Loss,
  Sum,
};
