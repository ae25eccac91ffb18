import { holds, type Proof, type Proofs } from '../../verify/prove.ts';

/** Proofs as data: `proved` where no law rests on the identity test; by the chain rule the whole net follows. */
export function proofsJson(proofs: Proofs): unknown {
  const { laws, whole, regions } = proofs;
  const all = [...laws, ...whole];
  return {
    agrees: holds(proofs),
    proved: holds(proofs) && laws.every(({ by }) => by['identity test'] === 0),
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
