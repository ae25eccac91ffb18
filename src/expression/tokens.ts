import { BadInput } from '../bad-input.ts';

export interface Token {
  readonly kind: 'number' | 'name' | 'function' | 'sign';
  readonly text: string;
}

/** Longer formulas are no formulas that a person writes; deeper ones would exhaust the parser's stack. */
const longest = 1000;
const deepest = 50;

/**
 * The words of a formula. What stands side by side without a sign is multiplied: 2x, (a + b)(a - b). Throws BadInput
 * for what is no formula.
 */
export function tokensOf(text: string, functions: readonly string[]): Token[] {
  if (text.trim() === '') throw new BadInput('the formula is empty, expected one such as "x^2".');
  if (text.length > longest)
    throw new BadInput(`the formula has ${text.length} characters, expected at most ${longest}.`);
  const tokens: Token[] = [];
  let depth = 0;
  for (let at = 0; at < text.length; ) {
    const token = tokenAt(text, at);
    if (token === undefined) {
      throw new BadInput(
        `found ${JSON.stringify(text[at])} at character ${at + 1} of the formula, expected names, numbers, + - * / ^ , and brackets.`,
      );
    }
    at += token.text.length;
    if (token.text.trim() === '') continue;
    const call = token.kind === 'name' && /^\s*\(/.test(text.slice(at));
    if (call && !functions.includes(token.text)) {
      throw new BadInput(
        `found the function ${token.text}, expected one of ${functions.join(', ')}; for a product write ${token.text}*(...).`,
      );
    }
    const word: Token = call ? { kind: 'function', text: token.text } : token;
    const before = tokens.at(-1);
    if (endsOperand(before) && beginsOperand(word)) tokens.push({ kind: 'sign', text: '*' });
    else if (!endsOperand(before) && !beginsOperand(word) && !isPrefix(word, before)) {
      throw new BadInput(
        `found ${JSON.stringify(word.text)} at character ${at} of the formula, expected a name, a number or a bracket.`,
      );
    }
    tokens.push(word);
    if (word.text === '(' && ++depth > deepest)
      throw new BadInput(`the formula has more than ${deepest} brackets within each other.`);
    if (word.text === ')' && --depth < 0)
      throw new BadInput(`found ")" at character ${at} of the formula without a "(" before it.`);
  }
  if (!endsOperand(tokens.at(-1)))
    throw new BadInput('the formula ends where a name, a number or a bracket was expected.');
  if (depth > 0) throw new BadInput('found a "(" in the formula that no ")" closes.');
  return tokens;
}

function tokenAt(text: string, at: number): Token | undefined {
  const rest = text.slice(at);
  const number = /^(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?(?![A-Za-z0-9_.])|^(\d+(\.\d*)?|\.\d+)/i.exec(rest);
  if (number) return { kind: 'number', text: number[0] };
  const name = /^[A-Za-z][A-Za-z0-9_]*/.exec(rest);
  if (name) return { kind: 'name', text: name[0] };
  const sign = /^([-+*/^(),]|\s+)/.exec(rest);
  return sign ? { kind: 'sign', text: sign[0] } : undefined;
}

function endsOperand(token: Token | undefined): boolean {
  return token !== undefined && (token.kind === 'number' || token.kind === 'name' || token.text === ')');
}

/** A sign in front of an operand: -x, 2 * -x, (-x); but not x + + y. */
function isPrefix({ text }: Token, before: Token | undefined): boolean {
  return text === '-' && before?.text !== '-' && before?.text !== '+';
}

function beginsOperand(token: Token): boolean {
  return token.kind !== 'sign' || token.text === '(';
}
