import { each, type Judge } from '../judge.ts';

/** The place for the reader of printed laws: what it reads back of a model's page is worked out and compared with ours. */
export const printedLaws: Judge = {
  name: 'printed laws',
  absent: () => 'no reader of them yet',
  compare: each(() => ({ kind: 'skipped', why: 'no reader of them yet' })),
};
