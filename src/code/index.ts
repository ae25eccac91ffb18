import { c } from './c.ts';
import { js } from './js.ts';
import type { CodeTarget } from './target.ts';

/** The languages and libraries that code is written for. */
export const codeTargets: Readonly<Record<string, CodeTarget>> = { js, c };
