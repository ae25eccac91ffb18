import type { Tensor } from '../../index/tensor.ts';
import type { Model } from '../../model/model.ts';
import type { Notation } from '../../notation/notation.ts';
import { holds, type Method, type Proof, type Proofs } from '../../verify/prove.ts';
import type { Block, Document, EquationLine, Inline, Topic } from '../block.ts';
import { Names } from '../names.ts';
import { equation, math, note, paragraph, section } from '../prose.ts';
import { isRename, lawLine } from './law-lines.ts';

/** What was proved of a model's laws, law by law and composed, and by which method. */
export function proofDocument(model: Model, proofs: Proofs): Document {
  const names = new Names(model);
  const { whole } = proofs;
  const laws = proofs.laws.filter(({ law }) => !isRename(names, law));
  const all = [...laws, ...whole];
  return {
    title: `Proof: ${model.title}`,
    blocks: [
      section('laws', 'Law by law'),
      paragraph(
        'Each law in index letters is expanded at this size and compared, entry by entry, with what reverse mode makes of the expanded rule; what arrives from above is a symbol in both.',
      ),
      ...laws.flatMap((proof) => lawBlocks(names, proof)),
      proofTable({ kind: 'proof', how: 'laws' }, names, laws),
      section('whole', 'Through the whole net'),
      paragraph(
        'The laws one after the other, from the loss down, against reverse mode on the whole net as one expression.',
      ),
      proofTable({ kind: 'proof', how: 'whole' }, names, whole),
      section('verdict', 'Verdict'),
      ...all.flatMap((proof) => counterexampleBlocks(names, proof)),
      paragraph(...verdict({ ...proofs, laws })),
      ...methodsUsed(all),
      ...regions(proofs),
    ],
  };
}

function lawBlocks(names: Names, { law }: Proof): Block[] {
  const { left, steps } = lawLine(names, law);
  const line: EquationLine = { left, steps: steps.slice(-1) };
  return equation({ kind: 'law', tensor: law.of.name }, [line]);
}

function proofTable(part: Topic, names: Names, proofs: readonly Proof[]): Block {
  const rows = proofs.map((proof): Inline[][] => [
    [math(names.gradient(proof.law.of))],
    [`${proof.entries}`],
    [howSettled(proof)],
  ]);
  return { kind: 'table', part, headings: [['Gradient'], ['Entries'], ['Settled by']], rows };
}

/** "all the same expression", "3 normal form, 1 identity test" */
function howSettled({ entries, by, undecided, counterexample }: Proof): string {
  if (counterexample) return 'WRONG: there is a counterexample';
  const parts = Object.entries(by).flatMap(([method, count]) =>
    count === 0 ? [] : [count === entries ? method : `${count} ${method}`],
  );
  if (undecided > 0) parts.push(`${undecided} undecided`);
  return parts.join(', ');
}

function verdict(proofs: Proofs): Inline[] {
  const all = [...proofs.laws, ...proofs.whole];
  const entries = all.reduce((sum, proof) => sum + proof.entries, 0);
  if (all.some(({ counterexample }) => counterexample)) {
    return [
      { kind: 'strong', text: 'Wrong' },
      ': the laws and reverse mode differ. Do not use them; please report this.',
    ];
  }
  if (!holds(proofs)) {
    const undecided = all.reduce((sum, proof) => sum + proof.undecided, 0);
    return [
      { kind: 'strong', text: 'Not proved' },
      `: ${undecided} of ${entries} entries could neither be shown equal nor told apart by numbers.`,
    ];
  }
  const tested = all.reduce((sum, { by }) => sum + by['identity test'], 0);
  const bound = all.reduce((sum, proof) => sum + proof.bound, 0);
  if (tested === 0) return [{ kind: 'strong', text: 'Proved' }, `: all ${entries} entries agree.`];
  if (proofs.laws.every(({ by }) => by['identity test'] === 0)) {
    return [
      { kind: 'strong', text: 'Proved, law by law' },
      `: by the chain rule the whole net follows. Compared as a whole, ${tested} of its entries were too long for normal forms; they agree by the identity test, which errs with a probability of at most ${power(bound)}.`,
    ];
  }
  return [
    { kind: 'strong', text: entries === tested ? 'Agree' : 'Proved in part' },
    `: ${entries - tested} of ${entries} entries are proved to agree; ${tested} agree by the identity test, which errs with a probability of at most ${power(bound)}.`,
  ];
}

/** The next power of ten above: 10^-15 as text. */
function power(bound: number): string {
  return `10^${Math.ceil(Math.log10(bound))}`;
}

const explained: Readonly<Record<Method, string>> = {
  'same expression': 'the engine keeps equal expressions once, and both sides are the same one.',
  'normal form':
    'both sides have the same polynomial normal form, in exact arithmetic; what is no polynomial (a function’s value, a root, a quotient’s divisor, an indicator) is an unknown of its own.',
  'identity test':
    'both sides have the same value at random points of the field of 2^61 - 1 elements (Schwartz and Zippel); the same is unknown as in the normal form.',
};

function methodsUsed(proofs: readonly Proof[]): Block[] {
  const used = (Object.keys(explained) as Method[]).filter((method) =>
    proofs.some(({ by }) => by[method] > 0),
  );
  if (used.length === 0) return [];
  return [
    {
      kind: 'list',
      part: { kind: 'proof', how: 'methods' },
      items: used.map((method): Inline[] => [{ kind: 'strong', text: method }, `: ${explained[method]}`]),
    },
  ];
}

/** With indicators as unknowns one identity covers every winner of every maximum. */
function regions({ regions: exponent }: Proofs): Block[] {
  if (exponent === 0) return [];
  const count =
    exponent < 9 ? Math.round(10 ** exponent).toLocaleString('en-US') : `about 10^${Math.round(exponent)}`;
  return [
    note(
      'Regions',
      `The winners of the maxima and the sides of the kinks split the inputs into ${count} regions at most. `,
      'The indicators are unknowns in what was compared, so it holds in all of them at once, on their borders too, whichever subgradient is chosen there.',
    ),
  ];
}

function counterexampleBlocks(names: Names, { law, counterexample }: Proof): Block[] {
  if (!counterexample) return [];
  const { byLaw, byReverseMode, at, place } = counterexample;
  const outputs = new Map([...law.cotangents].map(([output, cotangent]) => [cotangent, output]));
  const name = (tensor: Tensor, which: number): Notation => {
    const output = outputs.get(tensor);
    return output ? names.cotangentEntry(output, which) : names.entry(tensor, which);
  };
  const values = at.flatMap((entry, which): Inline[] => [
    which > 0 ? ', ' : '',
    math(name(entry.tensor, entry.place)),
    ` = ${entry.value}`,
  ]);
  return [
    note(
      'Counterexample',
      math(names.cotangentEntry(law.of, place)),
      ` is ${byLaw} by the law and ${byReverseMode} by reverse mode at `,
      ...values,
      '.',
    ),
  ];
}
