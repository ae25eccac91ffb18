import type { Notation } from './notation.ts';
import { withParts } from './with-parts.ts';
import type { WrittenSymbol } from './written-symbol.ts';

/** Another way to write formulas, without another meaning. */
export interface Restyling {
  /** What is written for a name, where it is not the name itself. */
  readonly symbols: ReadonlyMap<string, WrittenSymbol>;
  /** Whether arrays are bold; their entries never are. */
  readonly bold: boolean;
  /** Whether the gradient of the loss by an array is written with a nabla. */
  readonly nabla: boolean;
  /** Whether LaTeX is to be written with macros that restyle it later. */
  readonly macros: boolean;
}

type SymbolNotation = Extract<Notation, { kind: 'symbol' }>;
type Derivative = Extract<Notation, { kind: 'derivative' }>;

/** The same formula with other symbols: dL/dW as nabla_W L, W as a bold K. */
export function restyled(notation: Notation, style: Restyling): Notation {
  const inside = (part: Notation): Notation => restyled(part, style);
  switch (notation.kind) {
    case 'symbol':
      return symbol(notation, style);
    case 'reduction':
      return withParts(style.macros ? { ...notation, macros: true } : notation, inside);
    case 'derivative':
      return derivative(notation, style);
    case 'gradient':
      return { ...notation, of: inside(notation.of), by: inside(notation.by) };
    default:
      return withParts(notation, inside);
  }
}

function symbol(notation: SymbolNotation, style: Restyling): Notation {
  const written = style.symbols.get(notation.name) ?? { name: notation.name };
  const bold = style.bold && written.face === undefined && notation.role?.kind === 'array';
  return {
    ...notation,
    ...written,
    ...(bold && { face: 'bold' }),
    ...(style.macros && { macros: true }),
    subscripts: notation.subscripts.map((part) => restyled(part, style)),
  };
}

/** dL/dW_{mn} as (nabla_W L)_{mn}; by a number, or of something else, it stays as it is. */
function derivative(notation: Derivative, style: Restyling): Notation {
  const { of, by, and } = notation;
  const inside = (part: Notation): Notation => restyled(part, style);
  const array = and ? undefined : arrayOf(of, by, style);
  if (array && by.kind === 'symbol' && style.nabla)
    return { kind: 'gradient', of: inside(of), by: array, subscripts: by.subscripts.map(inside) };
  const newBy = inside(by);
  return {
    ...notation,
    of: inside(of),
    by: newBy,
    // Twice by the same is written as a square.
    ...(and && { and: and === by ? newBy : inside(and) }),
    ...(style.macros && { macros: array ? { array } : {} }),
  };
}

/** The whole array by which the loss is differentiated, or by an entry of which. */
function arrayOf(of: Notation, by: Notation, style: Restyling): Notation | undefined {
  if (of.kind !== 'symbol' || of.role?.kind !== 'loss' || by.kind !== 'symbol') return undefined;
  const { role } = by;
  if (role?.kind !== 'array' && role?.kind !== 'entry') return undefined;
  return symbol({ ...by, subscripts: [], role: { ...role, kind: 'array' } }, style);
}
