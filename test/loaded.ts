import { type Lazy, namesIn } from '../src/catalogue.ts';
import { codeTargets as targetCatalogue } from '../src/code/index.ts';
import { figureFormats as figureCatalogue } from '../src/formats/figure/index.ts';
import { formulaFormats as formulaCatalogue } from '../src/formats/formula/index.ts';
import { formats as formatCatalogue } from '../src/formats/index.ts';

/** Catalogues with their members loaded, by name. */
export const formats = await loaded(formatCatalogue);
export const figureFormats = await loaded(figureCatalogue);
export const formulaFormats = await loaded(formulaCatalogue);
export const codeTargets = Object.values(await loaded(targetCatalogue));

async function loaded<Name extends string, Member>(
  catalogue: Readonly<Record<Name, Lazy<Member>>>,
): Promise<Readonly<Record<Name, Member>>> {
  const members = await Promise.all(
    namesIn(catalogue).map(async (name) => [name, await catalogue[name].load()] as const),
  );
  return Object.fromEntries(members) as Record<Name, Member>;
}
