import { holds, type Proof, type Proofs } from '../verify/prove.ts';

/** Proofs as data: `proved` is true only where no entry rests on the identity test. */
export function proofsJson(proofs: Proofs): unknown {
  const { laws, whole, regions } = proofs;
  const all = [...laws, ...whole];
  return {
    agrees: holds(proofs),
    proved: holds(proofs) && all.every(({ by }) => by['identity test'] === 0),
    bound: all.reduce((sum, { bound }) => sum + bound, 0),
    regionsLog10: regions,
    laws: laws.map(proofJson),
    whole: whole.map(proofJson),
  };
}

function proofJson({ law, entries, by, bound, undecided, counterexample }: Proof): unknown {
  return {
    of: law.of.name,
    entries,
    by,
    bound,
    undecided,
    ...(counterexample && {
      counterexample: {
        ...counterexample,
        at: counterexample.at.map(({ tensor, place, value }) => ({ of: tensor.name, place, value })),
      },
    }),
  };
}
