import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, gradsheet, model } from './run.ts';

const seed = model('how-a-filter-learns');
const text = readFileSync(seed, 'utf8');
const derive = (notation: readonly string[], input = text) =>
  gradsheet(
    ['derive', '-', '--part', 'law.W,law.W.operators', ...notation.flatMap((one) => ['--notation', one])],
    { input },
  );

describe('--notation', () => {
  it('writes a derivation in an own notation, whatever the format', async () => {
    const { out } = await derive(['W=K,I=X,base=0', 'gradient=nabla']);
    expect(out).toContain('(\\nabla_{K} L)_{mn} &= \\sum_{i,j=0}^{1}');
    expect(out).toContain('X_{i + m,\\,j + n}');
  });

  it('stands over what the model file says, choice by choice', async () => {
    const own = `${text}notation: { symbols: { W: K, I: X }, base: 0 }\n`;
    const { out } = await derive(['I=Z', 'tensors=bold'], own);
    expect(out).toContain(
      '\\frac{\\partial L}{\\partial \\mathbf{K}} &= \\mathbf{Z} \\star \\boldsymbol{\\delta}',
    );
    expect(out).toContain('\\sum_{i,j=0}^{1}');
  });

  it('finds parts by the names of the model', async () => {
    const { status, out } = await gradsheet(['derive', seed, '--parts', '--notation', 'W=K']);
    expect(status).toBe(0);
    expect(out).toMatch(/^gradient\.W\.value {2,}∂L\/∂K/m);
  });

  it.each([
    [
      'base',
      `gradsheet: option '--notation <choices>' argument 'base' is invalid. Found "base", expected a choice such as W=K or base=0. See gradsheet --help.`,
    ],
    ['base=2', '--notation base: found 2, expected 0 or 1.'],
    ['base=one', '--notation base: found "one", expected 0 or 1.'],
    ['gradient=grad', '--notation gradient: found "grad", expected partial or nabla.'],
    [
      'K=X',
      '--notation K: nothing here is called K. There are I, W, y, o, p, v, delta, L, eta, and the letters f, i, j, c, m, n, k, u, l, r, t, h, q, w, a, b, d, e.',
    ],
    ['W=o', '--notation W: W and o would both be written o; give one of them another symbol.'],
    [
      'W=\\input{x}',
      '--notation W: found "\\\\input{x}", expected a letter or a name, such as K, delta or K1, or one in \\mathcal{L}, \\mathbf{K}, \\mathrm{K}, \\hat{y}, \\tilde{y} or \\bar{y}.',
    ],
  ])('refuses %s in one sentence', async (said, sentence) => {
    const { status, out, err } = await derive([said]);
    expect({ status, out, err }).toEqual({ status: 2, out: '', err: `${sentence}\n` });
  });

  it('is nothing for worksheets, whose answers are read by the names of the model', async () => {
    const input = `${text}notation: { base: 0 }\n`;
    const { status, err } = await gradsheet(['worksheet', '-', '--variants', '1'], { input });
    expect({ status, err }).toEqual({
      status: 2,
      err: "(standard input): found notation, which worksheets do not follow, because answers are read by the model's own names, counted from 1; take it out of the file, or say it to derive with --notation.\n",
    });
  });
});

describe('--macros', () => {
  it('writes gradsheet.sty beside the LaTeX, once, and keeps one that was changed', async () => {
    const cwd = emptyFolder();
    const run = () => gradsheet(['derive', seed, '--macros', '--part', 'law.W', '-o', 'law.tex'], { cwd });
    expect((await run()).out).toBe('wrote law.tex\nwrote gradsheet.sty\n');
    expect(readFileSync(join(cwd, 'law.tex'), 'utf8')).toMatch(/^% Needs amsmath, gradsheet\.\n/);
    expect((await run()).out).toBe('wrote law.tex\n');
    writeFileSync(join(cwd, 'gradsheet.sty'), '% mine\n');
    expect((await run()).out).toBe(
      'wrote law.tex\nkept gradsheet.sty, which differs from the one that comes with gradsheet\n',
    );
    expect(readFileSync(join(cwd, 'gradsheet.sty'), 'utf8')).toBe('% mine\n');
  });

  it('has names and letters for arguments, also own ones', async () => {
    const { out } = await gradsheet([
      'derive',
      seed,
      '--macros',
      '--part',
      'law.W.operators',
      '--notation',
      'W=K',
    ]);
    expect(out).toContain(
      '\\gsGrad{\\gsSymbol{L}}{\\gsArray{K}}{\\gsArray{K}}{} &= \\gsArray{I} \\star \\gsArray{\\delta}',
    );
  });

  it.each([
    [['--to', 'html'], '--macros: found the format html, expected tex: only LaTeX has macros.'],
    [
      ['--notation', 'tensors=bold'],
      '--macros: found bold arrays or a nabla in the notation, which are options of the package there; leave them out and write \\usepackage[bold,nabla]{gradsheet}.',
    ],
  ])('with %s is refused in one sentence', async (also, sentence) => {
    const { status, out, err } = await gradsheet(['derive', seed, '--macros', ...also]);
    expect({ status, out, err }).toEqual({ status: 2, out: '', err: `${sentence}\n` });
  });
});
