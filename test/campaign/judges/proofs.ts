import { holds, prove } from '../../../src/verify/prove.ts';
import { each, type Judge, verdict } from '../judge.ts';

/** Normal forms of so many terms are made; longer ones are left to the identity test, which is quicker. */
const terms = 1000;

export const proofs: Judge = {
  name: 'prove',
  absent: () => undefined,
  compare: each(({ model }) =>
    verdict(holds(prove(model, undefined, terms)) ? undefined : 'a law is not proved'),
  ),
};
