import { describe, expect, it } from 'vitest';
import { askInWorker } from '../../src/cli/terminal/ask-in-worker.ts';
import type { Questions } from '../../src/verify/questions.ts';

const square: Questions = {
  objective: '(v1+v2)^2',
  entries: [
    { place: 0, variable: 'v1', ours: '(2*(v1+v2))' },
    { place: 4, variable: 'v2', ours: '(v1+v2)' },
  ],
  method: 'polynomial',
  point: { v1: '1', v2: '2' },
  branches: [],
  edge: false,
};

/** Multiplied out, a billion terms and more. */
const endless = `(${Array.from({ length: 30 }, (_, at) => `v${at}`).join('+')})^40`;

describe('nerdamer in a thread of its own', () => {
  it('says what it would say in ours', async () => {
    expect(await askInWorker(square)).toMatchObject([
      { kind: 'answered', place: 0, agrees: true },
      { kind: 'answered', place: 4, agrees: false, ours: '(v1+v2)', theirs: '2*(v1+v2)' },
    ]);
  });

  it('is cut off when its time is up; what it had answered stays', async () => {
    const entries = [...square.entries, { place: 5, variable: 'v1', ours: endless }, square.entries[0]];
    expect(await askInWorker({ ...square, entries }, { seconds: 3 })).toMatchObject([
      { kind: 'answered', agrees: true },
      { kind: 'answered', agrees: false },
      { kind: 'unanswered', place: 5, reason: 'no answer within 3 s' },
      { kind: 'unanswered', place: 0, reason: 'no answer within 3 s' },
    ]);
  });

  it('is cut off when its memory is used up', async () => {
    const entries = [{ place: 5, variable: 'v1', ours: `${'v1+'.repeat(3_000_000)}v2` }];
    expect(await askInWorker({ ...square, entries }, { megabytes: 16, seconds: 50 })).toMatchObject([
      { kind: 'unanswered', reason: 'no answer within 16 MB of memory' },
    ]);
  });

  it('is not asked with names that are not ours', async () => {
    await expect(askInWorker({ ...square, objective: 'v1*constructor' })).rejects.toThrow('not asked about');
  });
});
