import { atom, Binds, within } from '../expr/code.ts';
import type { Tensor } from '../index/tensor.ts';
import type { CodeNames } from '../program/code-names.ts';
import { loopsOf } from '../program/loops/steps.ts';
import type { Named } from '../program/program.ts';
import type { Statement } from '../program/statement.ts';
import { affineCode } from '../program/text/affine-code.ts';
import type { Spelling } from '../program/text/expression.ts';
import { callIn, helpersIn } from '../program/text/functions.ts';
import { helpersFor } from '../program/text/helpers.ts';
import { arraysIn } from '../program/used.ts';
import { wordWrap } from '../word-wrap.ts';
import { declared } from './loops/declared.ts';
import { type LoopLanguage, loopLines } from './loops/write.ts';
import type { Source } from './source.ts';
import type { CodeTarget } from './target.ts';
import { nestedText, shapeText } from './text/given-text.ts';
import { indented } from './text/indented.ts';
import { bracedLines } from './text/long-lines.ts';
import { oneLine } from './text/one-line.ts';

const functionHelpers = helpersIn('js');

const words =
  'await break case catch class const continue debugger default delete do else enum export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof undefined var void while with yield arguments eval NaN Infinity Array Error JSON Math Object console globalThis process';

/** An ES module without dependencies, with nested arrays, for Node and the browser. */
export const js: CodeTarget = {
  name: 'js',
  summary: 'JavaScript, an ES module for Node and the browser',
  reserved: [
    ...words.split(' '),
    ...Object.keys(functionHelpers),
    ...['forward', 'gradient', 'evaluate', 'values', 'given', 'zeros', 'nested', 'described', 'program'],
  ],
  write(source) {
    const functions = [forward(source), gradient(source), evaluate(source)];
    const helpers = helpersFor(functions.join('\n'), { ...functionHelpers, zeros });
    return `${[head(source), ...functions, ...helpers, described, values(source)].join('\n\n')}\n`;
  },
};

function head({ title }: Source): string {
  return [
    ...wordWrap(oneLine(title), 100),
    '',
    'The loss of a network and its gradient, derived by gradsheet. Every block of code is the rule above',
    'it; subscripts count from 1 in the rules and from 0 in the code.',
  ]
    .map((line) => `// ${line}`.trimEnd())
    .join('\n');
}

function forward(source: Source): string {
  const { given, made, upstream } = source;
  const inputs = given.filter(({ array }) => array !== upstream);
  return block(
    `/** ${listed(inputs)} -> the outputs of the layers${source.loss ? ' and the loss' : ''}. */`,
    `export function forward({ ${names(inputs.map(({ array }) => array))} }) {`,
    source,
    source.forward,
    [`return { ${names(made)} };`],
  );
}

function gradient(source: Source): string {
  const { given, made, backward, gradients } = source;
  const used = arraysIn(backward);
  const of = (arrays: readonly Tensor[]): string => names(arrays.filter((array) => used.has(array)));
  const [needsGiven, needsMade] = [of(given.map(({ array }) => array)), of(made)];
  return block(
    `/** The derivatives of the loss by ${gradients.map(({ by }) => by.name).join(', ')}. */`,
    'export function gradient(given) {',
    source,
    backward,
    [`return { ${names(gradients.map(({ array }) => array))} };`],
    [
      ...(needsGiven ? [`const { ${needsGiven} } = given;`] : []),
      ...(needsMade ? [`const { ${needsMade} } = forward(given);`] : []),
    ],
  );
}

function block(
  comment: string,
  head: string,
  source: Source,
  statements: readonly Statement[],
  end: readonly string[],
  start: readonly string[] = [],
): string {
  const paragraphs = [start, ...statements.map((statement) => statementLines(statement, source.names)), end];
  const body = paragraphs.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${comment}\n${head}\n${indented(body.join('\n\n'), 2)}\n}`;
}

function statementLines(statement: Statement, names: CodeNames): string[] {
  const { before, steps } = loopsOf(statement, names);
  const comment = statement
    .comment()
    .flatMap((line) => wordWrap(oneLine(line), 100))
    .map((line) => `// ${line}`);
  const code = statement.kind === 'refusal' ? steps : declared(statement.array, steps);
  return [
    ...before.flatMap((rule) => statementLines(rule, names)),
    ...comment,
    ...(statement.kind !== 'refusal' && statement.array.shape.length > 0
      ? [`const ${statement.array.name} = zeros(${statement.array.shape.join(', ')});`]
      : []),
    ...loopLines(code, language).flatMap((line) => bracedLines(line, '    ')),
  ];
}

const spelling: Spelling = {
  entry: ({ tensor, subscripts }) =>
    atom(`${tensor.name}${subscripts.map((form) => `[${affineCode(form).text}]`).join('')}`),
  place: affineCode,
  reduction: ({ kind }) => {
    throw new Error(`a ${kind} is loops of its own`);
  },
  number: atom,
  power: (base, exponent) =>
    exponent.equals(0.5)
      ? atom(`Math.sqrt(${base.text})`)
      : {
          text: `${within(base, Binds.Atom)} ** ${exponent.valueOf()}`,
          binds: Binds.Power,
          leadsWithPower: true,
        },
  call: callIn('js'),
  choose: ({ left, relation, right, yes, no }, write) => ({
    text: `${within(write(left), Binds.Sum)} ${relation.replace(/^[=!]=$/, '$&=')} ${within(write(right), Binds.Sum)} ? ${within(write(yes), Binds.Comparison)} : ${write(no).text}`,
    binds: Binds.Choice,
  }),
};

const language: LoopLanguage = {
  spelling,
  indent: '  ',
  letter: 'let',
  equal: '===',
  zeroed: true,
  lowest: '-Infinity',
  choice: (which, bounds) => `Math.${which}(${bounds.join(', ')})`,
  quotient: (form, divisor) => `Math.ceil(${within(affineCode(form), Binds.Product)} / ${divisor})`,
  variable: ({ variable, changes }, value) => `${changes ? 'let' : 'const'} ${variable.name} = ${value};`,
  larger: (left, right) => `Math.max(${left}, ${right})`,
  refuse: (message) => `throw new Error('${message}');`,
};

function evaluate({ loss, outputs, gradients }: Source): string {
  const entries = (named: readonly Named[]): string =>
    named
      .map(({ name, array, shape }) => `      ${name}: described(${array.name}, [${shape.join(', ')}]),\n`)
      .join('');
  const made = names([...outputs.map(({ array }) => array), ...(loss ? [loss] : [])]);
  return `/** All numbers, as \`gradsheet eval --json\` prints them. */
export function evaluate(given) {
  const { ${made} } = forward(given);
  const { ${names(gradients.map(({ array }) => array))} } = gradient(given);
  return {
    loss: ${loss ? `{ value: ${loss.name}, exact: null }` : 'null'},
    outputs: {
${entries(outputs)}    },
    gradients: {
${entries(gradients)}    },
  };
}`;
}

const zeros = `/** Lists in lists of zeros. */
function zeros(size, ...sizes) {
  return Array.from({ length: size }, () => (sizes.length === 0 ? 0 : zeros(...sizes)));
}`;

const described = `/** An array with all axes that it has in the model, those of size 1 too. */
function described(array, shape) {
  const nested = (entries, [size, ...sizes]) => {
    if (size === undefined) return entries[0];
    const step = entries.length / size;
    return Array.from({ length: size }, (_, at) => nested(entries.slice(at * step, (at + 1) * step), sizes));
  };
  return { shape, value: nested([array].flat(Infinity), shape), exact: null };
}`;

/** The numbers of the model, or where to give them. */
function values({ given, inline }: Source): string {
  const isProgram = `const [, program, file] = globalThis.process?.argv ?? [];
if (program && decodeURIComponent(import.meta.url).endsWith(\`/\${program.split(/[\\\\/]/).pop()}\`)) {`;
  if (!inline) {
    const arrays = given.map(({ array }) => `${array.name} (${shapeText(array.shape)})`).join(', ');
    return `// The numbers are not in this file. Run by Node it takes a file of JSON with lists in lists by name:
${wordWrap(arrays, 100)
  .map((line) => `// ${line}`)
  .join('\n')}
${isProgram}
  const { readFileSync } = await import("node:fs");
  console.log(JSON.stringify(evaluate(JSON.parse(readFileSync(file, 'utf8'))), null, 2));
}`;
  }
  const lines = given.map(
    ({ array, values: numbers = [] }) =>
      `  ${array.name}: ${nestedText(array.shape, numbers, { open: '[', close: ']', indent: '  ' })},\n`,
  );
  return `/** The numbers of the model. */
export const values = {
${lines.join('')}};

// Run by Node, not imported.
${isProgram.replace(', file', '')}
  console.log(JSON.stringify(evaluate(values), null, 2));
}`;
}

/** "I (3 × 3), W (2 × 2) and y (a number)" */
function listed(given: readonly Named[]): string {
  const each = given.map(({ array }) => `${array.name} (${shapeText(array.shape)})`);
  return each.length < 2 ? each.join('') : `${each.slice(0, -1).join(', ')} and ${each[each.length - 1]}`;
}

function names(arrays: readonly Tensor[]): string {
  return arrays.map(({ name }) => name).join(', ');
}
