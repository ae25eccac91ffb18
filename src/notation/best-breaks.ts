import type { Box, Row } from './box.ts';
import { rowWidth } from './width.ts';

/** A bracket that may be opened between two lines, with the exponent at its closing side. */
interface Opened {
  readonly group: Extract<Box, { kind: 'group' }>;
  readonly exponent: Row | undefined;
}

/** `cost` is that of beginning a line with it; undefined where no line may begin. */
type Token = { readonly cost: number | undefined } & (
  | { readonly kind: 'box'; readonly box: Box }
  | { readonly kind: 'open' | 'close'; readonly bracket: Opened }
);

/** What is weighed: a line more against breaks in worse places. A break within brackets within brackets is worth lines. */
const costs = { line: 10, bracket: 4, factor: 12, wholeFactor: 6, relation: 2, tooWide: 1000 };

/**
 * The lines of a row that is too wide, the first of `first` em, the others of `later` em: as few as there can be, broken
 * before a plus or minus sign rather than within brackets or between factors, and of equal ones those that fill their
 * lines. The best breaks of what follows a break do not depend on those before it, so they are found from the end.
 */
export function bestBreaks(row: Row, first: number, later: number): Row[] {
  const tokens = tokensOf(withShortFractions(row, later), 0);
  const starts = tokens.flatMap(({ cost }, at) => (at === 0 || cost !== undefined ? [at] : []));
  const best = new Map<number, { cost: number; end: number }>([
    [tokens.length, { cost: 0, end: tokens.length }],
  ]);
  for (const start of starts.toReversed()) {
    const room = start === 0 ? first : later;
    for (const end of [...starts.filter((at) => at > start), tokens.length]) {
      const wide = rowWidth(lineOf(tokens, start, end));
      const known = best.get(start);
      if (wide > room && known) break;
      const last = end === tokens.length;
      const cost =
        costs.line +
        (last ? 0 : (tokens[end].cost ?? 0) + Math.max(0, room - wide) / room / 2) +
        (wide > room ? costs.tooWide * (wide / room) : 0) +
        (best.get(end)?.cost ?? 0);
      if (!known || cost < known.cost) best.set(start, { cost, end });
    }
  }
  const lines: Row[] = [];
  for (let at = 0; at < tokens.length; ) {
    const end = best.get(at)?.end ?? tokens.length;
    lines.push(lineOf(tokens, at, end));
    at = end;
  }
  return lines;
}

function tokensOf(row: Row, depth: number): Token[] {
  return row.flatMap((box, at): Token[] => {
    const cost = at === 0 ? undefined : costBefore(row, at, depth);
    const bracket = bracketOf(box);
    if (!bracket) return [{ kind: 'box', box, cost }];
    return [
      { kind: 'open', bracket, cost },
      ...tokensOf(bracket.group.body, depth + 1),
      { kind: 'close', bracket, cost: undefined },
    ];
  });
}

function costBefore(row: Row, at: number, depth: number): number | undefined {
  const [before, box, after] = [row[at - 1], row[at], row[at + 1]];
  const inside = costs.bracket * depth * (depth + 1);
  if ((box.kind === 'sign' && !box.unary) || before.kind === 'comma') return inside;
  if (box.kind === 'relation') return depth === 0 ? costs.relation : undefined;
  if (box.kind !== 'times') return undefined;
  // (a + b) (c + d) may be parted between its brackets; a term of a sum, hardly.
  const whole = after.kind === 'group' || after.kind === 'matrix';
  const term = row.some((neighbour) => neighbour.kind === 'sign' && !neighbour.unary);
  return inside + (whole && !term ? costs.wholeFactor : costs.factor);
}

/** (a + b), (a + b)^2 */
function bracketOf(box: Box): Opened | undefined {
  if (box.kind === 'group') return { group: box, exponent: undefined };
  if (box.kind !== 'power' || box.base.length !== 1) return undefined;
  const [group] = box.base;
  return group.kind === 'group' ? { group, exponent: box.exponent } : undefined;
}

/** The tokens from one to before another as a row: brackets that both open and close in it are whole. */
function lineOf(tokens: readonly Token[], start: number, end: number): Row {
  const open: { bracket: Opened; before: Box[] }[] = [];
  let row: Box[] = [];
  for (let at = start; at < end; at++) {
    const token = tokens[at];
    if (token.kind === 'box') row.push(at === start && start > 0 ? leading(token.box) : token.box);
    else if (token.kind === 'open') {
      open.push({ bracket: token.bracket, before: row });
      row = [];
    } else {
      const inner = open.pop();
      if (inner) row = [...inner.before, closed(inner.bracket, row)];
      else row.push(closingEdge(token.bracket));
    }
  }
  for (const { bracket, before } of open.toReversed()) row = [...before, edge('open', bracket), ...row];
  return row;
}

/** Where a line begins with a factor, its dot is shown: a space there would say nothing. */
function leading(box: Box): Box {
  return box.kind === 'times' && (box.shown === 'nothing' || box.shown === 'space')
    ? { kind: 'times', shown: 'dot' }
    : box;
}

function closed({ group, exponent }: Opened, body: Row): Box {
  const whole: Box = { ...group, body };
  return exponent ? { kind: 'power', base: [whole], exponent } : whole;
}

function closingEdge(bracket: Opened): Box {
  const { exponent } = bracket;
  return exponent ? { kind: 'power', base: [edge('close', bracket)], exponent } : edge('close', bracket);
}

function edge(side: 'open' | 'close', { group }: Opened): Box {
  return { kind: 'edge', side, bracket: group.bracket, around: group.body };
}

/** (a + b + ...)/c as 1/c (a + b + ...) where it is wider than a line: a bracket can be opened, a fraction cannot. */
function withShortFractions(row: Row, room: number): Row {
  return row.flatMap((box): Row => {
    if (box.kind === 'group') return [{ ...box, body: withShortFractions(box.body, room) }];
    if (box.kind !== 'fraction' || rowWidth([box]) <= room) return [box];
    const over: Row = [{ kind: 'digits', text: '1' }];
    const { gradient: _, ...plain } = box;
    const short: Box = { ...plain, over, looseOver: false };
    const isSum = box.over.some((part) => part.kind === 'sign');
    const rest: Row = isSum ? [{ kind: 'group', bracket: '(', body: box.over }] : box.over;
    return [short, { kind: 'times', shown: 'nothing' }, ...rest];
  });
}
