import { type Catalogue, memberNamed } from '../catalogue.ts';
import type { ScalarFunction } from '../expr/graph.ts';
import { abs } from './abs.ts';
import { binaryCrossEntropy } from './binaryCrossEntropy.ts';
import { boundedInverse } from './boundedInverse.ts';
import { ELU } from './ELU.ts';
import { exp } from './exp.ts';
import { Hardtanh } from './Hardtanh.ts';
import { Huber } from './Huber.ts';
import { isClass } from './isClass.ts';
import { LeakyReLU } from './LeakyReLU.ts';
import { log } from './log.ts';
import { log1pexp } from './log1pexp.ts';
import { logsumexp } from './logsumexp.ts';
import { normalCdf } from './normalCdf.ts';
import { normalDensity } from './normalDensity.ts';
import { pi } from './pi.ts';
import { piecewise } from './piecewise.ts';
import { ReLU } from './ReLU.ts';
import { root } from './root.ts';
import { Sigmoid } from './Sigmoid.ts';
import { Softplus } from './Softplus.ts';
import { softplusSlope } from './softplusSlope.ts';
import { Tanh } from './Tanh.ts';
import { xlogx } from './xlogx.ts';

/** The catalogue of functions. One in whose code another is called stands before it. */
export const functions: Catalogue<ScalarFunction> = {
  abs,
  binaryCrossEntropy,
  boundedInverse,
  ELU,
  exp,
  Hardtanh,
  Huber,
  isClass,
  LeakyReLU,
  log,
  logsumexp,
  Softplus,
  softplusSlope,
  log1pexp,
  Sigmoid,
  normalCdf,
  normalDensity,
  piecewise,
  pi,
  ReLU,
  root,
  Tanh,
  xlogx,
};

/** The member of the catalogue of functions. */
export function functionNamed(name: string): ScalarFunction {
  const member = memberNamed(functions, name);
  if (!member) throw new Error(`no function ${name} in the catalogue`);
  return member;
}
