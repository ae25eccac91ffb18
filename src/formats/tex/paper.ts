import type { Document } from '../../document/block.ts';
import type { Assets } from '../format.ts';
import { escapeTex } from './escape.ts';
import { texColumn } from './fragment.ts';
import type { FragmentStyle } from './fragment-style.ts';
import { type Shell, type ShellName, shells } from './shells.ts';

/** A derivation of the shell's width as a paper of its own, which pdflatex, lualatex and xelatex compile as it is. */
export async function texPaper(
  { title, blocks, macros = false }: Document,
  assets: Assets,
  name: ShellName,
  style: FragmentStyle,
): Promise<string> {
  const { template, width, font, options, geometry }: Shell = shells[name];
  const { Eta } = await import('eta');
  // No escaping by the template: what comes from users was escaped for TeX already.
  return new Eta({ autoEscape: false, autoTrim: false }).renderString(assets.text(template), {
    options,
    geometry,
    macros,
    title: escapeTex(title),
    body: texColumn(blocks, width, { ...style, font }),
  });
}
