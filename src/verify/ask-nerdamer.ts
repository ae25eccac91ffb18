import type { Nerdamer } from 'nerdamer/all.js';
import type { NerdamerQuestion, Questions } from './questions.ts';
import { isPlainNumber, isSafeName, isSafeText } from './safe-names.ts';
import { samePolynomial } from './same-polynomial.ts';

/** What nerdamer says about one entry; every text is in safe names. */
export type Opinion = NerdamerAnswer | Unanswered;

export interface NerdamerAnswer extends NerdamerQuestion {
  readonly kind: 'answered';
  readonly agrees: boolean;
  /** nerdamer's own derivative. */
  readonly theirs: string;
}

interface Unanswered extends NerdamerQuestion {
  readonly kind: 'unanswered';
  readonly reason: string;
}

const tolerance = 1e-9;

/** nerdamer with its add-ons. It is heavy: only what asks it waits for it. */
export async function loadNerdamer(): Promise<Nerdamer> {
  return (await import('nerdamer/all.js')).default;
}

/**
 * nerdamer's own derivative of the objective for every entry, compared with ours: polynomials must have one normal
 * form, or a difference that expands to 0, and other differences must be 0 at the point. `told` hears of each as soon as it is there. Nothing of one
 * call is left for the next.
 */
export function askNerdamer(
  nerdamer: Nerdamer,
  questions: Questions,
  told: (opinion: Opinion) => void = () => undefined,
): Opinion[] {
  refuseUnsafe(questions);
  return questions.entries.map((question) => {
    const opinion = answer(nerdamer, questions, question);
    told(opinion);
    return opinion;
  });
}

/** nerdamer runs code that is hidden in names: nothing but our own texts may reach it. */
export function refuseUnsafe({ objective, entries, point }: Questions): void {
  const texts = [objective, ...entries.map(({ ours }) => ours)];
  const names = [...Object.keys(point), ...entries.map(({ variable }) => variable)];
  const unsafe =
    texts.find((text) => !isSafeText(text)) ??
    names.find((name) => !isSafeName(name)) ??
    Object.values(point).find((value) => !isPlainNumber(value));
  if (unsafe !== undefined) throw new Error(`not asked about: ${JSON.stringify(unsafe.slice(0, 60))}`);
}

function answer(nerdamer: Nerdamer, questions: Questions, question: NerdamerQuestion): Opinion {
  // An error in the middle of a calculation leaves its settings as they were there.
  const { Settings } = nerdamer.getCore();
  const before = { ...Settings };
  try {
    const theirs = nerdamer.diff(questions.objective, question.variable).toString();
    return {
      kind: 'answered',
      ...question,
      agrees: agree(nerdamer, questions, theirs, question.ours),
      theirs,
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: 'unanswered', ...question, reason };
  } finally {
    Object.assign(Settings, before);
    nerdamer.flush();
  }
}

function agree(
  nerdamer: Nerdamer,
  { method, point, edge }: Questions,
  theirs: string,
  ours: string,
): boolean {
  const difference = `(${theirs})-(${ours})`;
  if (method === 'polynomial') {
    if (samePolynomial(theirs, ours, nerdamer.tree)) return true;
    if (nerdamer(`expand(${difference})`).toString() === '0') return true;
    if (!edge) return false;
  }
  const value = (text: string): number => {
    const found = Number(nerdamer(text, point).evaluate().text('decimals'));
    if (Number.isNaN(found)) throw new Error('nerdamer finds no number there');
    return found;
  };
  return Math.abs(value(difference)) <= tolerance * Math.max(1, Math.abs(value(ours)));
}
