import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { figures } from '../../src/figures/index.ts';
import { emptyFolder, gradsheet, root, spawned } from './run.ts';

const lesson = join(root, 'templates/how-a-filter-learns.yaml');

describe('gradsheet figure', () => {
  it('lists the figures of a model', async () => {
    const { status, out } = await gradsheet(['figure', lesson]);
    expect(status).toBe(0);
    const listed = out.split('\n').map((line) => line.replace(/ {2,}/, ': '));
    for (const { name, summary } of Object.values(figures))
      expect(
        listed.some((line) => line.startsWith(`${name}: ${summary}`)),
        name,
      ).toBe(true);
    expect(out).toContain('(--of o, p)');
  });

  it('lists no figure that a model does not have', async () => {
    const { out } = await gradsheet(['figure', join(root, 'test/bench/resnet18.yaml')]);
    expect(out).toContain('network');
    expect(out).not.toMatch(/^(step|descent|gradients)/m);
  });

  it('lists nothing that is refused when it is asked for, and takes the first that is not', async () => {
    const [alexnet, resnet] = ['alexnet', 'resnet18'].map((name) => join(root, `test/bench/${name}.yaml`));
    const { out } = await gradsheet(['figure', alexnet]);
    // Of its poolings only the last is no maximum, which needs values; its windows are too large for letters.
    expect(out).toMatch(/^pooling .* goes back to$/m);
    expect(out).not.toMatch(/^\w*Gradient/m);
    expect((await gradsheet(['figure', resnet])).out).toMatch(/^filterGradient .* \(--of o7b, o8a, o8b\)$/m);
    for (const [file, name, of] of [
      [alexnet, 'pooling', 'p4'],
      [resnet, 'filterGradient', 'o7b'],
      [resnet, 'inputGradient', 'o7a'],
    ]) {
      const drawn = await gradsheet(['figure', file, name, '--to', 'svg', '-o', '-']);
      expect([drawn.status, drawn.err]).toEqual([0, '']);
      expect(drawn.out).toBe(
        (await gradsheet(['figure', file, name, '--of', of, '--to', 'svg', '-o', '-'])).out,
      );
    }
    expect((await gradsheet(['figure', alexnet, 'inputGradient', '-o', '-'])).err).toMatch(
      /^--of o1: a window of 11 by 11 entries over 224 by 224 is too large to be read here/,
    );
  });

  it('writes SVG and TikZ into out/, and says what they show', async () => {
    const cwd = emptyFolder();
    const { status, out } = await gradsheet(['figure', lesson, 'windows', '--of', 'p'], { cwd });
    expect(status).toBe(0);
    expect(out).toContain('The 2 by 2 window of AvgPool2d slides over the 2 by 2 array o.');
    expect(out).toContain(
      'wrote out/how-a-filter-learns-windows-p.svg\nwrote out/how-a-filter-learns-windows-p.tikz\n',
    );
    expect(readFileSync(join(cwd, 'out/how-a-filter-learns-windows-p.tikz'), 'utf8')).toContain(
      '\\begin{tikzpicture}',
    );
  });

  it.each([
    ['svg', '<svg'],
    ['tikz', '% The'],
    ['tex', '% The'],
    ['pdf', '%PDF-'],
    ['png', '\x89PNG'],
  ])('writes %s, the same bytes in another process', async (ending, beginning) => {
    const cwd = emptyFolder();
    const args = (name: string) => ['figure', lesson, 'windows', '-o', `${name}.${ending}`];
    expect((await gradsheet(args('one'), { cwd })).status).toBe(0);
    expect(spawned(args('two'), { cwd }).status).toBe(0);
    const [one, two] = ['one', 'two'].map((name) => readFileSync(join(cwd, `${name}.${ending}`)));
    expect(one.subarray(0, beginning.length).toString('latin1')).toBe(beginning);
    expect(one.equals(two)).toBe(true);
  });

  it("follows its author's notation, and that of the command line", async () => {
    const notation = 'W=K,delta=\\mathbf{d},L=\\mathcal{L},I=\\hat{X},base=0,gradient=nabla,tensors=bold';
    const drawn = async (format: string): Promise<string> =>
      (
        await gradsheet([
          'figure',
          lesson,
          'filterGradient',
          '--notation',
          notation,
          '--to',
          format,
          '-o',
          '-',
        ])
      ).out;
    expect(await drawn('tikz')).toContain('$\\nabla_{\\mathbf{K}} \\mathcal{L}$');
    expect(await drawn('tikz')).toContain('$\\hat{X}_{00}$');
    // A bold d, a calligraphic L, a hat and a nabla.
    for (const id of ['b64', 'c4c', 'u2c6', 'u2207'])
      expect(await drawn('svg')).toContain(`<path id="${id}"`);
    expect(await drawn('svg')).not.toContain('id="u3f"');
  });

  it('prints to standard output, by a layer instead of its output, with a rate', async () => {
    const { out } = await gradsheet([
      'figure',
      lesson,
      'pooling',
      '--of',
      'AvgPool2d',
      '--to',
      'svg',
      '-o',
      '-',
    ]);
    expect(out).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
    const { out: step } = await gradsheet([
      'figure',
      lesson,
      'descent',
      '--rate',
      '1/100',
      '--to',
      'tikz',
      '-o',
      '-',
    ]);
    expect(step).toContain('with rate 0.01 it comes to');
  });

  it.each([
    [['nothing'], 'found "nothing", expected a figure. There are '],
    [['windows', '--of', 'W'], '--of: found "W", expected what the figure windows can be drawn of: o, p.'],
    [
      ['windows', '-o', 'a.jpg'],
      '-o a.jpg: found the ending ".jpg", expected one of .svg, .tikz, .tex, .pdf, .png, or --to with a format.',
    ],
    [['step', '--rate', 'fast'], '--rate: found "fast", expected a number, such as 0.1 or 1/10.'],
    [['step', '--rate', '0'], '--rate: found 0, expected a number above 0.'],
  ])('%j: says what is wrong in one sentence', async (args, sentence) => {
    const { status, err: error } = await gradsheet(['figure', lesson, ...args], { cwd: emptyFolder() });
    expect(status).toBe(2);
    expect(error).toContain(sentence);
    expect(error.trim().split('\n')).toHaveLength(1);
  });
});
