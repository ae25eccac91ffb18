import type { Document } from '../document/block.ts';
import { escapeTex } from './escape-tex.ts';
import type { Assets } from './format.ts';
import type { FragmentStyle } from './fragment-style.ts';
import { type ShellName, shells } from './shells.ts';
import { texColumn } from './tex-fragment.ts';

/** A derivation as a paper of its own, which compiles as it is with pdflatex, lualatex and xelatex. */
export async function texPaper(
  { title, blocks, width }: Document,
  assets: Assets,
  name: ShellName,
  style: FragmentStyle,
): Promise<string> {
  const shell = shells[name];
  const { Eta } = await import('eta');
  // No escaping by the template: what comes from users was escaped for TeX already.
  return new Eta({ autoEscape: false, autoTrim: false }).renderString(assets.text(shell.template), {
    title: escapeTex(title),
    body: texColumn(blocks, width ?? shell.width, style),
  });
}
