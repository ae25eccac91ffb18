import { createRequire } from 'node:module';
import type { TreeOf } from '../src/expression/formula-of-text.ts';

/** nerdamer's parser, which formulas given as text need. */
export const treeOf: TreeOf = (text) => createRequire(import.meta.url)('nerdamer').tree(text);
