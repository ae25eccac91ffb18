import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, gradsheet, root } from './run.ts';

const lesson = join(root, 'templates/how-a-filter-learns.yaml');
const residual = join(root, 'templates/a-residual-block.yaml');

describe('gradsheet prove', () => {
  it('says which gradients are proved, and how', async () => {
    const { status, out } = await gradsheet(['prove', lesson, '--wrt', 'I,W']);
    expect(status).toBe(0);
    expect(out).toContain('∂L/∂W_mn = Σ_{i,j=1..2} δ_ij I_{i+m−1,j+n−1}');
    expect(out).toContain('∂L/∂I     9        same expression');
    expect(out).toContain('Proved: all 31 entries agree.');
  });

  it('says how many regions one identity covers', async () => {
    const { out } = await gradsheet(['prove', join(root, 'templates/the-winner-takes-the-gradient.yaml')]);
    expect(out).toContain('split the inputs into 4 regions at');
  });

  it('prints JSON', async () => {
    const { status, out } = await gradsheet(['prove', residual, '--json']);
    expect(status).toBe(0);
    const proofs = JSON.parse(out);
    expect(proofs).toMatchObject({ agrees: true, proved: true, bound: 0 });
    const { of, entries, by } = proofs.whole[0];
    expect({ of, entries, normal: by['normal form'] }).toEqual({ of: 'I', entries: 8, normal: 8 });
  });

  it('writes the proof down', async () => {
    const cwd = emptyFolder();
    const { status, out } = await gradsheet(['prove', lesson, '-o', 'proof.md'], { cwd });
    expect(status).toBe(0);
    expect(out).toMatch(/wrote proof\.md\n$/);
    const written = readFileSync(join(cwd, 'proof.md'), 'utf8');
    expect(written).toContain('# Proof: How a filter learns');
    expect(written).toContain('| $\\frac{\\partial L}{\\partial W}$ | 4 | same expression |');
  });

  it('refuses a model that is too large to be expanded, in one sentence', async () => {
    const { status, err } = await gradsheet(['prove', join(root, 'test/bench/alexnet.yaml')]);
    expect(status).toBe(2);
    expect(err).toMatch(
      /^\S+alexnet\.yaml:4:3: layers: this model would need up to 5,784,344,829 expression nodes, more than the 10,000,000 that are allowed; make the image, the filters or the number of channels smaller\.\n$/,
    );
  });

  it('names the tensors there are when --wrt names another', async () => {
    const { status, err } = await gradsheet(['prove', lesson, '--wrt', 'V']);
    expect(status).toBe(2);
    expect(err).toBe(
      '--wrt: found "V", expected the input or a parameter of the model; this model has I, W.\n',
    );
  });
});

describe('gradsheet derive --view', () => {
  const heads = async (views: string): Promise<string[]> => {
    const { status, out } = await gradsheet(['derive', lesson, '--view', views, '--to', 'json', '-o', '-']);
    expect(status).toBe(0);
    const { blocks } = JSON.parse(out) as { blocks: { part?: string }[] };
    return blocks.flatMap(({ part }) => part ?? []);
  };

  it('shows entries alone', async () => {
    const parts = await heads('elements');
    expect(parts).toContain('backward.o');
    expect(parts).not.toContain('law.W');
    expect(parts).not.toContain('law.W.operators');
  });

  it('shows sums alone', async () => {
    expect(await heads('sums')).toContain('law.W');
    expect(await heads('sums')).not.toContain('law.W.operators');
    expect(await heads('sums')).not.toContain('backward.o');
  });

  it('shows whole arrays alone', async () => {
    expect(await heads('operators')).toContain('law.W.operators');
    expect(await heads('operators')).not.toContain('law.W');
  });

  it('shows all of them if nothing is said', async () => {
    const { out } = await gradsheet(['derive', lesson, '--to', 'json', '-o', '-']);
    for (const part of ['notation', 'backward.o', 'law.W', 'law.W.operators', 'unrolled.o.X'])
      expect(out).toContain(`"part": "${part}"`);
  });

  it('gives the laws alone of a model that is too large, and says so', async () => {
    const { status, out } = await gradsheet([
      'derive',
      join(root, 'test/bench/resnet18.yaml'),
      '--to',
      'md',
      '-o',
      '-',
    ]);
    expect(status).toBe(0);
    expect(out).toContain(
      '> **Laws only.** Written out entry by entry this model would need up to 14,673,996,285 expression nodes.',
    );
  });

  it('names the views there are', async () => {
    const { status, err } = await gradsheet(['derive', lesson, '--view', 'sum']);
    expect(status).toBe(2);
    expect(err).toBe(
      "gradsheet: option '--view <views>' argument 'sum' is invalid. Allowed are elements, sums, operators, or several with commas. See gradsheet --help.\n",
    );
  });

  it('writes the laws as LaTeX', async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'model.yaml'), readFileSync(lesson));
    const { status } = await gradsheet(
      ['derive', 'model.yaml', '--view', 'sums,operators', '-o', 'laws.tex'],
      {
        cwd,
      },
    );
    expect(status).toBe(0);
    expect(readFileSync(join(cwd, 'laws.tex'), 'utf8')).toContain('I \\star \\delta');
  });
});
