import type { Document } from '../../src/document/block.ts';
import { lawsDocument } from '../../src/document/laws/laws-document.ts';
import type { Model } from '../../src/model/model.ts';
import type { NotationChoices } from '../../src/model/notation-choices.ts';

/** What the choices say that this model has. */
export function fitting(model: Model, { symbols = {}, ...rest }: NotationChoices): NotationChoices {
  const said = Object.entries(symbols).filter(([name]) => {
    try {
      readingOf(model, { symbols: { [name]: 'zzz' } });
      return true;
    } catch (error) {
      return /expected one letter/.test(String(error));
    }
  });
  return { ...rest, symbols: Object.fromEntries(said) };
}

function readingOf(model: Model, notation: NotationChoices): Document {
  return lawsDocument({ ...model, notation });
}
