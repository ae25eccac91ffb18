import { BadInput } from '../src/bad-input.ts';
import type { Model } from '../src/model/model.ts';
import { readModel } from '../src/model/read.ts';
import { treeOf } from './tree-of.ts';

/** The model of a text; undefined where its layers do not take what arrives. */
export function admitted(text: string): Model | undefined {
  try {
    return readModel(text, 'model', { treeOf });
  } catch (error) {
    if (error instanceof BadInput) return undefined;
    throw error;
  }
}
