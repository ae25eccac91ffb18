import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, gradsheet, model } from './run.ts';

const seed = model('how-a-filter-learns');

/** The published exercise: a ReLU behind a convolution, against the 2 x 2 identity, with half the squared error. */
const published = JSON.stringify({
  title: 'A convolution and a ReLU',
  input: { name: 'I', shape: [3, 3] },
  layers: [{ Conv2d: { kernel_size: 2, bias: false, weight: 'W', output: 'o' } }, { ReLU: { output: 'a' } }],
  loss: { Expression: '(a - y)^2 / 2' },
  values: {
    I: [
      [1, -1, 0],
      [0, 1, 0],
      [0, -1, 1],
    ],
    W: [
      [1, -1],
      [1, 1],
    ],
    y: [
      [1, 0],
      [0, 1],
    ],
  },
});

function folder(files: Readonly<Record<string, string>>): string {
  const cwd = emptyFolder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, name), content);
  return cwd;
}

describe('verify', () => {
  it('is done with status 0 where every answer is right, and 1 where one is not', async () => {
    const cwd = folder({
      'right.json': '{"W": [[-4, -6], [-4, -6]]}',
      'wrong.json': '{"W": [[-4, -6], [-4, 6]]}',
    });
    const right = await gradsheet(['verify', seed, 'right.json'], { cwd });
    expect([right.status, right.err]).toEqual([0, '']);
    expect(right.out).toContain('Right: all 4 entries that were answered are right.');
    const wrong = await gradsheet(['verify', seed, 'wrong.json'], { cwd });
    expect([wrong.status, wrong.err]).toEqual([1, '']);
    expect(wrong.out).toContain('Wrong: 1 of 4 entries that were answered is wrong.');
  });

  it('names the mistake', async () => {
    const cwd = folder({
      'm.json': published,
      'a.json': '{"W": [[-2, 2], [0, -2]]}',
      'r.json': '{"W": [[2, -2], [0, 2]]}',
    });
    expect((await gradsheet(['verify', 'm.json', 'r.json'], { cwd })).status).toBe(0);
    const { status, out } = await gradsheet(['verify', 'm.json', 'a.json', '--json'], { cwd });
    expect(status).toBe(1);
    const [first] = JSON.parse(out).gradients.W.diagnosis;
    expect(first.mistakes.map(({ name }: { name: string }) => name)).toEqual(['lossSign']);
    expect(first.text).toBe(
      'All 4 entries of dL/dW have the opposite sign of ours: the derivative of the loss has the wrong sign.',
    );
  });

  it.each([
    [
      '[[-4, -6], [-4, 6]]',
      'One entry alone is wrong, and has the opposite sign of what is right: look for a slip in its own calculation.',
    ],
    [
      '[[-4.0, -6.0], [-4.0, -5.25]]',
      'One entry alone is wrong, and no known mistake changes only that one: look for a slip in its own calculation.',
    ],
  ])('names no mistake for one entry of %s, which chance explains as well', async (W, sentence) => {
    const { out } = await gradsheet(['verify', seed, '-'], { input: `W = ${W}` });
    expect(out.replace(/\s+/g, ' ')).toContain(sentence);
    expect(out).not.toContain('Mistake');
  });

  it('shows decimals as they were written', async () => {
    const { out } = await gradsheet(['verify', seed, '-'], { input: 'W = [[-4.0, -6.00], [-4, -5.25]]' });
    expect(out).toContain('answer = ⎛ −4.0  −6.00 ⎞');
    expect(out).toMatch(/∂L\/∂W_22 +−5\.25 +−6/);
  });

  it('prints JSON as it was agreed', async () => {
    const cwd = folder({ 'a.json': '{"W": [[-4, "-6"], [-4.0, 6]]}' });
    const { out } = await gradsheet(['verify', seed, 'a.json', '--json'], { cwd });
    const { correct, gradients } = JSON.parse(out);
    expect(correct).toBe(false);
    expect(gradients.W).toMatchObject({
      correct: false,
      method: 'exact',
      entries: [
        { index: [1, 1, 1, 1], correct: true, verdict: 'exact', expected: '-4', got: '-4' },
        { index: [1, 1, 1, 2], correct: true, verdict: 'exact', expected: '-6', got: '-6' },
        { index: [1, 1, 2, 1], correct: true, verdict: 'exact', expected: '-4', got: '-4.0' },
        { index: [1, 1, 2, 2], correct: false, verdict: 'wrong', expected: '-6', got: '6' },
      ],
    });
  });

  it('takes text from standard input, and answers as it does with a file', async () => {
    const text = await gradsheet(['verify', seed, '-'], { input: 'dW = [[-4, -6], [-4, -6]]\n' });
    expect([text.status, text.err]).toEqual([0, '']);
    const bare = await gradsheet(['verify', seed, '-', '--of', 'W'], { input: '-4 -6\n-4 -6\n' });
    expect([bare.status, bare.err]).toEqual([0, '']);
  });

  it('accepts another subgradient and says which', async () => {
    const tie = JSON.stringify({
      input: { name: 'x', shape: [2, 2] },
      layers: [{ MaxPool2d: { kernel_size: 2 } }],
      loss: 'Sum',
      values: {
        x: [
          [1, 2],
          [2, 2],
        ],
      },
    });
    const cwd = folder({ 'tie.json': tie });
    const answer = (input: string) => gradsheet(['verify', 'tie.json', '-'], { cwd, input });
    expect((await answer('x = [[0, 1], [0, 0]]')).status).toBe(0);
    const split = await answer('x = [[0, 1/3], [1/3, 1/3]]');
    expect(split.status).toBe(0);
    expect(split.out.replace(/\s+/g, ' ')).toContain(
      'it is what “ties: split” gives; this model has ties: first, kink: 0.',
    );
    const own = await answer('x = [[0, 1/2], [1/4, 1/4]]');
    expect(own.status).toBe(0);
    expect(own.out.replace(/\s+/g, ' ')).toContain(
      'a subgradient that no convention takes: of the maximum p 1/2 to x_12, 1/4 to x_21, 1/4 to x_22.',
    );
    const each = await answer('x = [[0, 1], [1, 1]]');
    expect(each.status).toBe(1);
    expect(each.out.replace(/\s+/g, ' ')).toContain(
      'Mistake: All 4 entries of dL/dx are what one gets if each of several equal cells gets all that arrives at the maximum p.',
    );
  });

  it('says that numbers stand in another order', async () => {
    const net = JSON.stringify({
      input: { name: 'x', shape: [3] },
      layers: [{ Linear: { out_features: 2, bias: false, weight: 'W' } }],
      loss: 'Sum',
      values: {
        x: [1, 2, 3],
        W: [
          [1, 0, 0],
          [0, 1, 0],
        ],
      },
    });
    const cwd = folder({ 'm.json': net });
    const turned = await gradsheet(['verify', 'm.json', '-'], { cwd, input: 'W = [[1, 1], [2, 2], [3, 3]]' });
    expect(turned.status).toBe(1);
    expect(turned.out).toContain('3 × 2 in place of 2 × 3');
    expect(turned.out).toContain('rows and columns of dL/dW are exchanged');
    const said = await gradsheet(['verify', 'm.json', '-', '--layout', 'HWIO'], {
      cwd,
      input: 'W = [[1, 1], [2, 2], [3, 3]]',
    });
    expect(said.status).toBe(0);
  });

  it('verifies weights after a step', async () => {
    const stepped = (input: string, more: readonly string[] = []) =>
      gradsheet(['verify', seed, '-', ...more], { input });
    expect((await stepped('W_new = [[1.4, -0.4], [0.9, 0.6]]', ['--rate', '0.1'])).status).toBe(0);
    const added = await stepped('W_new = [[0.6, -1.6], [0.1, -0.6]]', ['--rate', '1/10']);
    expect(added.status).toBe(1);
    expect(added.out).toContain('added');
    expect((await stepped('W_new = [[1, 1], [1, 1]]')).err).toBe(
      'the answer has W after a step of gradient descent, which needs the learning rate; say it with --rate, such as --rate 0.1.\n',
    );
  });

  it('writes reports', async () => {
    const cwd = folder({ 'a.json': '{"W": [[4, 6], [4, 6]]}' });
    const { status, out } = await gradsheet(['verify', seed, 'a.json', '-o', 'report.html'], { cwd });
    expect(status).toBe(1);
    expect(out).toContain('wrote report.html');
    const page = readFileSync(join(cwd, 'report.html'), 'utf8');
    expect(page).toContain('<strong class="bad">');
    expect(page.includes('the derivative of the loss has the wrong sign')).toBe(true);
  });

  it('asks nerdamer, and says what it was asked', async () => {
    const asked = async (file: string, input: string) => {
      const { status, out } = await gradsheet(['verify', model(file), '-', '--second-opinion'], { input });
      return { status, opinion: out.replace(/\s+/g, ' ').split('Second opinion ')[1] };
    };
    expect(await asked('how-a-filter-learns', 'dW = [[-4, -6], [-4, 6]]')).toEqual({
      status: 1,
      opinion:
        'nerdamer, another algebra system, differentiated the written-out loss by 4 of 4 symbols: 4 of its derivatives are ours, as polynomials. ',
    });
    expect(await asked('the-winner-takes-the-gradient', 'p = 5/2')).toEqual({
      status: 0,
      opinion:
        'nerdamer was not asked: the loss, written out, is too long for it or has functions that it does not know. ',
    });
  });

  it.each<[string, readonly string[], string, string]>([
    ['an unknown name', [seed, '-'], 'Q = [[1]]', 'Q'],
    [
      'sizes that cannot be meant',
      [seed, '-'],
      'W = [[1, 2, 3]]',
      '(standard input): W: found 3 numbers, expected 2 × 2 numbers.',
    ],
    [
      'both from standard input',
      ['-', '-'],
      '',
      'verify - -: standard input is either the model or the answer; name a file for one of them.',
    ],
    [
      'a rate that is none',
      [seed, '-', '--rate', 'fast'],
      'W = [[1, 2], [3, 4]]',
      '--rate: found "fast", expected a number, such as 0.1 or 1/10.',
    ],
    [
      'a tolerance that is none',
      [seed, '-', '--tolerance', '-1'],
      'W = [[1, 2], [3, 4]]',
      'Expected a number above 0, such as 1e-6.',
    ],
    [
      'no such file',
      [seed, 'missing.json'],
      '',
      'missing.json: there is no such file, expected an answer file.',
    ],
  ])('refuses %s in a sentence, with status 2', async (_, args, input, sentence) => {
    const cwd = emptyFolder();
    const { status, out, err } = await gradsheet(['verify', ...args, '-o', 'out.html'], { cwd, input });
    expect(status).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(sentence);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(existsSync(join(cwd, 'out.html'))).toBe(false);
  });
});
