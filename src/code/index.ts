import { c } from './c.ts';
import { jax } from './jax.ts';
import { js } from './js.ts';
import { numpy } from './numpy.ts';
import type { CodeTarget } from './target.ts';
import { torch } from './torch.ts';

/** The languages and libraries that code is written for. */
export const codeTargets: readonly CodeTarget[] = [numpy, torch, jax, js, c];
