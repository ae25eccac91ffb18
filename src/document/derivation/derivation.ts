import type { Nerdamer } from 'nerdamer/all.js';
import { finiteRun } from '../../evaluate/stage-run.ts';
import type { Model } from '../../model/model.ts';
import { loadNerdamer } from '../../verify/ask-nerdamer.ts';
import type { Document } from '../block.ts';
import { type DerivationOptions, settingOf } from '../setting.ts';
import { inOwnNotation } from '../signs/in-own-notation.ts';
import { notationTable } from '../signs/notation-table.ts';
import { tonesOf } from '../signs/tones-of.ts';
import { backward } from './backward.ts';
import { checks } from './checks.ts';
import { forward } from './forward.ts';
import { given } from './given.ts';
import { gradientSection } from './gradient.ts';
import { meaning } from './meaning.ts';
import { secondDerivatives } from './second-derivatives.ts';
import { withValues } from './with-values.ts';

/**
 * The derivation of a model's gradients, from what is given to what was checked. Without values it stays symbolic.
 * Throws BadInput if `wrt` names something else than the input or a parameter.
 */
export async function derivation(model: Model, options: DerivationOptions = {}): Promise<Document> {
  return derivationWith(options.checked === false ? undefined : await loadNerdamer(), model, options);
}

/** The same for what cannot wait, with nerdamer loaded beforehand. Without it there are no checks. */
export function derivationWith(
  nerdamer: Nerdamer | undefined,
  model: Model,
  options: Omit<DerivationOptions, 'checked'> = {},
): Document {
  const setting = settingOf(model, options, model.notation);
  const numbers = finiteRun(model, setting.wrt);
  const steps = setting.detail !== 'brief';
  const blocks = [
    ...given(setting, numbers),
    ...forward(setting),
    ...(steps ? backward(setting) : []),
    ...gradientSection(setting),
    ...(numbers ? withValues(setting, numbers) : []),
    ...(options.order === 2 ? secondDerivatives(setting) : []),
    ...(numbers ? meaning(setting, numbers) : []),
    ...(nerdamer ? checks(setting, numbers, nerdamer) : []),
  ];
  const document: Document = {
    title: model.title,
    ...(options.width !== undefined && { width: options.width }),
    tones: tonesOf(model),
    blocks: [...notationTable(setting.names, model, blocks), ...blocks],
  };
  return inOwnNotation(document, setting.names, options.macros);
}
