import { nodesOf } from '../model/limit.ts';
import type { Model } from '../model/model.ts';
import { exactNodeLimit } from './exact-values.ts';

/** Entries that are alike share their nodes: a graph has a quarter of its bound or more. */
const atMostExact = 4 * exactNodeLimit;

/**
 * Whether a model is so small that its numbers may be exact: they are worked out entry by entry, through its graph, and
 * array by array, by its program, where it is larger.
 */
export function entryByEntry(model: Model): boolean {
  return nodesOf(model) <= atMostExact;
}
