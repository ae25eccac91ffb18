import { atom, Binds, within } from '../expr/code.ts';
import type { Tensor } from '../index/tensor.ts';
import type { CodeNames } from '../program/code-names.ts';
import { coversAll } from '../program/covers-all.ts';
import { loopsOf } from '../program/loops/steps.ts';
import type { RuleStatement, Statement } from '../program/statement.ts';
import { affineCode } from '../program/text/affine-code.ts';
import type { Spelling } from '../program/text/expression.ts';
import { callIn, helpersIn } from '../program/text/functions.ts';
import { helpersFor } from '../program/text/helpers.ts';
import { wordWrap } from '../word-wrap.ts';
import { cMain } from './loops/c-main.ts';
import { cWords } from './loops/c-words.ts';
import { declared } from './loops/declared.ts';
import { type LoopLanguage, loopLines } from './loops/write.ts';
import type { Source } from './source.ts';
import type { CodeTarget } from './target.ts';
import { nestedText } from './text/given-text.ts';
import { indented } from './text/indented.ts';
import { bracedLines } from './text/long-lines.ts';
import { oneLine } from './text/one-line.ts';

/** C wants what is called before what calls it. */
const helpers: Readonly<Record<string, string>> = {
  int_max: `static int int_max(int a, int b)
{
    return a > b ? a : b;
}`,
  int_min: `static int int_min(int a, int b)
{
    return a < b ? a : b;
}`,
  ...Object.fromEntries(Object.entries(helpersIn('c')).toReversed()),
};

/** C99: static arrays, one file, nothing but the standard library. */
export const c: CodeTarget = {
  name: 'c',
  summary: 'C99 with static arrays of double',
  reserved: [
    ...cWords,
    ...Object.keys(helpers),
    ...['forward', 'gradient', 'print_array', 'print_named', 'read_array', 'argc', 'argv', 'file'],
  ],
  write(source) {
    const functions = [
      functionText('forward', 'From the given arrays to the loss.', source, source.forward),
      functionText('gradient', 'From the loss down, after forward().', source, source.backward),
    ];
    const rest = cMain(source);
    const text = [...functions, ...rest].join('\n\n');
    return `${[
      head(source),
      includes(text),
      arrays(source),
      ...helpersFor(text, helpers),
      ...functions,
      ...rest,
    ].join('\n\n')}\n`;
  },
};

function head({ title }: Source): string {
  const lines = [
    ...wordWrap(inComment(title), 96),
    '',
    'The loss of a network and its gradient, derived by gradsheet. Every block of code is the rule',
    'above it; subscripts count from 1 in the rules and from 0 in the code.',
    '',
    'cc -std=c99 -O2 FILE.c -lm',
  ];
  return `/*\n${lines.map((line) => ` * ${line}`.trimEnd()).join('\n')}\n */`;
}

/** Text of a comment must not end it, begin another, or hold a trigraph. */
function inComment(text: string): string {
  return oneLine(text)
    .replaceAll('*/', '* /')
    .replaceAll('/*', '/ *')
    .replace(/\?(?=\?)/g, '? ');
}

function includes(text: string): string {
  const needed = [
    'math',
    'stdio',
    ...(/\bexit\(/.test(text) ? ['stdlib'] : []),
    ...(text.includes('memset(') ? ['string'] : []),
  ];
  return needed.map((name) => `#include <${name}.h>`).join('\n');
}

/** All arrays by name: given, made forwards, made backwards. */
function arrays({ given, made, derivatives, inline }: Source): string {
  const declarations = (some: readonly Tensor[]): string => some.map(declaration).join('\n');
  const numbers = given.map(({ array, values = [] }) =>
    inline
      ? `static double ${sized(array)} = ${nestedText(array.shape, values, { open: '{', close: '}', indent: '    ', number: double })};`
      : declaration(array),
  );
  return [
    `/* Given. */\n${numbers.join('\n')}`,
    `/* Made by forward(). */\n${declarations(made)}`,
    `/* Made by gradient(). */\n${declarations(derivatives)}`,
  ].join('\n\n');
}

function declaration(array: Tensor): string {
  return `static double ${sized(array)};`;
}

function sized({ name, shape }: Tensor): string {
  return `${name}${shape.map((size) => `[${size}]`).join('')}`;
}

/** Digits as a double, which no division takes for whole numbers. */
function double(value: number): string {
  const digits = String(value);
  return /^-?\d+$/.test(digits) ? `${digits}.0` : digits;
}

function functionText(
  name: string,
  comment: string,
  source: Source,
  statements: readonly Statement[],
): string {
  const kept = new Set([...source.made, ...source.derivatives]);
  const paragraphs = statements.map((statement) => statementLines(statement, source.names, kept).join('\n'));
  return `/* ${comment} */\nstatic void ${name}(void)\n{\n${indented(paragraphs.join('\n\n'), 4)}\n}`;
}

function statementLines(statement: Statement, names: CodeNames, kept: ReadonlySet<Tensor>): string[] {
  const { before, steps } = loopsOf(statement, names);
  const local = statement.kind !== 'refusal' && !kept.has(statement.array);
  return [
    ...before.flatMap((rule) => statementLines(rule, names, kept)),
    ...statement.comment().flatMap(commentLines),
    ...(local && statement.array.shape.length > 0
      ? [`static ${statement.kind === 'winner' ? 'int' : 'double'} ${sized(statement.array)};`]
      : []),
    ...(statement.kind === 'rule' ? zeroed(statement, local) : []),
    ...loopLines(local ? declared(statement.array, steps) : steps, language).flatMap((line) =>
      bracedLines(line, '        '),
    ),
  ];
}

function commentLines(text: string): string[] {
  const lines = wordWrap(inComment(text), 92);
  return lines.map((line, at) => `${at === 0 ? '/*' : ' *'} ${line}${at === lines.length - 1 ? ' */' : ''}`);
}

/** Arrays live on from call to call: what is added to, and what no part reaches, begins at 0. */
function zeroed({ array, parts }: RuleStatement, local: boolean): string[] {
  const [first] = parts;
  if (parts.length === 1 && !first.adds && coversAll(first)) return [];
  if (array.shape.length > 0) return [`memset(${array.name}, 0, sizeof ${array.name});`];
  return local ? [] : [`${array.name} = 0.0;`];
}

const spelling: Spelling = {
  entry: ({ tensor, subscripts }) =>
    atom(`${tensor.name}${subscripts.map((form) => `[${affineCode(form).text}]`).join('')}`),
  place: affineCode,
  reduction: ({ kind }) => {
    throw new Error(`a ${kind} is loops of its own`);
  },
  number: (digits) => atom(double(Number(digits))),
  power: (base, exponent) =>
    atom(exponent.equals(0.5) ? `sqrt(${base.text})` : `pow(${base.text}, ${double(exponent.valueOf())})`),
  call: callIn('c'),
  choose: ({ left, relation, right, yes, no }, write) => ({
    text: `${within(write(left), Binds.Sum)} ${relation} ${within(write(right), Binds.Sum)} ? ${within(write(yes), Binds.Comparison)} : ${write(no).text}`,
    binds: Binds.Choice,
  }),
};

const language: LoopLanguage = {
  spelling,
  indent: '    ',
  letter: 'int',
  equal: '==',
  zeroed: false,
  lowest: '-INFINITY',
  choice: (which, bounds) => bounds.reduce((left, right) => `int_${which}(${left}, ${right})`),
  // Truncation is rounding down here: what is less than 0 ends no loop that begins at 0 or later.
  quotient: ({ constant, terms }, divisor) =>
    `(${affineCode({ constant: constant + divisor - 1, terms }).text}) / ${divisor}`,
  variable: ({ variable, changes }, value) => `${changes ? '' : 'const '}double ${variable.name} = ${value};`,
  larger: (left, right) => `fmax(${left}, ${right})`,
  refuse: (message) => `fputs("${message}\\n", stderr), exit(1);`,
};
