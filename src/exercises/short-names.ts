import type { Inline } from '../document/block.ts';
import type { Names } from '../document/names.ts';
import { listed, math } from '../document/prose.ts';
import type { Tensor } from '../index/tensor.ts';
import { compare } from '../notation/build.ts';
import { symbolOf } from '../writing/entry-name.ts';

/**
 * ", with the short name delta := dL/do for what arrives at o", for those of these outputs that have one. Each question
 * says it that uses it: in a learning platform questions stand alone.
 */
export function shortNames(names: Names, outputs: Iterable<Tensor>): Inline[] {
  const meanings = [...new Set(outputs)].flatMap((output): Inline[][] => {
    const short = names.cotangent(output);
    if (!short) return [];
    const meaning = compare(symbolOf(short), ':=', names.gradient(output));
    return [[math(meaning), ' for what arrives at ', math(symbolOf(names.shown(output)))]];
  });
  if (meanings.length === 0) return [];
  return [`, with the short name${meanings.length === 1 ? '' : 's'} `, ...listed(meanings)];
}
