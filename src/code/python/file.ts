import type { Tensor } from '../../index/tensor.ts';
import type { Named } from '../../program/program.ts';
import type { Statement } from '../../program/statement.ts';
import { helpersFor } from '../../program/text/helpers.ts';
import { arraysIn } from '../../program/used.ts';
import { wordWrap } from '../../word-wrap.ts';
import type { ArrayLibrary } from '../arrays/library.ts';
import { paragraphsOf } from '../arrays/statements.ts';
import { tuple } from '../arrays/tuple.ts';
import type { Source } from '../source.ts';
import { nestedText } from '../text/given-text.ts';
import { indented } from '../text/indented.ts';
import { pythonLines } from '../text/long-lines.ts';
import { oneLine } from '../text/one-line.ts';
import { bracketedLines, calling, inBrackets } from './lines.ts';

/** What a Python file is for one library, besides the loops and slices. */
export interface PythonFile {
  readonly library: ArrayLibrary;
  /** Lines that load the library; the standard modules are loaded where the file needs them. */
  readonly imports: readonly string[];
  /** Functions that the file defines if it calls them. */
  readonly helpers: Readonly<Record<string, string>>;
  /** Lines before a function's `def`, from its name and text: torch is to keep no graph. */
  decorators?(name: string, text: string): readonly string[];
  /** An array from a list, and from what numpy.load returns. */
  fromList(list: string): string;
  fromNumpy(array: string): string;
  /** An array as lists. */
  toList(array: string): string;
  /** Lines of main() that compare with the library's own derivatives. */
  check?(source: Source): readonly string[];
}

export function pythonFile(source: Source, file: PythonFile): string {
  const functions = [forward(source, file), gradient(source, file), main(source, file)];
  return `${[
    docstring(source),
    ...loaded(functions, source, file),
    'if __name__ == "__main__":\n    main()',
  ].join('\n\n')}\n`.replace(/\n{4,}/g, '\n\n\n');
}

/** The functions forward and gradient with what they need, for a notebook. */
export function pythonFunctions(source: Source, file: PythonFile): string {
  const functions = [forward(source, file), gradient(source, file)];
  return loaded(functions, source, file)
    .join('\n\n')
    .trim()
    .replace(/\n{4,}/g, '\n\n\n');
}

/** Lines that call them with the model's numbers, which the program has to have: its arrays go by their names then. */
export function pythonCalls(source: Source, file: PythonFile): string[] {
  const { given } = source;
  return [
    ...given.map(
      ({ array, values = [] }) =>
        `${array.name} = ${file.fromList(nestedText(array.shape, values, { open: '[', close: ']', indent: '' }))}`,
    ),
    ...callsOf(source),
  ];
}

function callsOf(source: Source): string[] {
  const { given, made, gradients } = source;
  return [
    ...calling(
      made.map(({ name }) => name),
      'forward',
      forwards(source),
    ),
    ...calling(
      gradients.map(({ array }) => array.name),
      'gradient',
      given.map(({ array }) => array),
    ),
  ];
}

/** Functions below the modules and helpers that they use. */
function loaded(functions: readonly string[], source: Source, file: PythonFile): string[] {
  const text = functions.join('\n\n\n');
  const helpers = helpersFor(text, file.helpers);
  const code = [...helpers, text].join('\n');
  const needsNumpy = !source.inline && !file.imports.includes('import numpy as np');
  const standard = ['json', 'math', 'sys'].filter((name) => new RegExp(`\\b${name}\\.`).test(code));
  const imports = [
    ...standard.map((name) => `import ${name}`),
    '',
    ...(needsNumpy ? ['import numpy as np'] : []),
    ...file.imports,
  ];
  return [imports.join('\n'), '', ...[...helpers, ...functions].flatMap((text) => [text, ''])];
}

function docstring({ title }: Source): string {
  const docTitle = oneLine(title).replaceAll('\\', '\\\\').replaceAll('"', '\\"');
  return [
    `"""${wordWrap(docTitle, 85).join('\n')}`,
    '',
    'The loss of a network and its gradient, derived by gradsheet. Every block of code is the rule',
    'above it; subscripts count from 1 in the rules and from 0 in the code.',
    '"""',
  ].join('\n');
}

function forward(source: Source, file: PythonFile): string {
  const { made, loss } = source;
  const inputs = forwards(source);
  return definition(
    'forward',
    file,
    inputs,
    [
      [`"""The outputs of the layers${loss ? ' and the loss' : ''}, from arrays of these shapes:`],
      ...[wordWrap(inputs.map(({ name, shape }) => `${name} ${tuple(shape)}`).join(', '), 90)],
    ]
      .flat()
      .concat('"""'),
    bodyOf(source.forward, source, file),
    bracketedLines(
      'return ',
      made.map(({ name }) => name),
    ),
  );
}

/** What the forward pass takes: all but the gradient from above. */
function forwards({ given, upstream }: Source): Tensor[] {
  return given.map(({ array }) => array).filter((array) => array !== upstream);
}

function gradient(source: Source, file: PythonFile): string {
  const { given, made, backward, gradients } = source;
  const used = arraysIn(backward);
  const call = made.some((array) => used.has(array))
    ? [
        calling(
          made.map((array) => (used.has(array) ? array.name : '_')),
          'forward',
          forwards(source),
        ),
      ]
    : [];
  return definition(
    'gradient',
    file,
    given.map(({ array }) => array),
    [`"""The derivatives of the loss by ${gradients.map(({ by }) => by.name).join(', ')}."""`],
    [...call, ...bodyOf(backward, source, file)],
    bracketedLines(
      'return ',
      gradients.map(({ array }) => array.name),
    ),
  );
}

function definition(
  name: string,
  { decorators }: PythonFile,
  inputs: readonly Tensor[],
  docLines: readonly string[],
  paragraphs: readonly (readonly string[])[],
  end: readonly string[],
): string {
  const head = inBrackets(
    `def ${name}(`,
    inputs.map((array) => array.name),
    '):',
  );
  const body = [docLines.join('\n'), ...[...paragraphs, end].map((lines) => lines.join('\n'))];
  // The first paragraph follows the docstring without a gap.
  const text = `${head.join('\n')}\n${indented(`${body[0]}\n${body.slice(1).join('\n\n')}`, 4)}`;
  return [...(decorators?.(name, text) ?? []), text].join('\n');
}

function bodyOf(statements: readonly Statement[], source: Source, { library }: PythonFile): string[][] {
  const paragraphs = statements.flatMap((statement) => paragraphsOf(statement, source.names, library));
  return paragraphs.map(({ comment, lines }) => [
    ...comment.flatMap((line) => wordWrap(oneLine(line), 90)).map((line) => `# ${line}`),
    ...lines.flatMap(pythonLines),
  ]);
}

function main(source: Source, file: PythonFile): string {
  const { given, loss, outputs, gradients, inline } = source;
  const entries = (named: readonly Named[]): string[] =>
    named.map(({ name, array, shape }) => `        "${name}": described(${array.name}, ${tuple(shape)}),`);
  const lines = [
    'def main():',
    ...(inline
      ? pythonCalls(source, file).flatMap((line) => indented(line, 4).split('\n'))
      : [
          '    # The numbers are not in this file: its argument is an .npz file of arrays by name.',
          '    values = np.load(sys.argv[1])',
          ...given.map(
            ({ array, name }) =>
              `    ${array.name} = ${file.fromNumpy(`values["${name}"].astype(float).reshape(${tuple(array.shape)})`)}`,
          ),
          ...indented(callsOf(source).join('\n'), 4).split('\n'),
        ]),
    '    # As `gradsheet eval --json` prints them.',
    '    report = {',
    `        "loss": ${loss ? `{"value": float(${loss.name}), "exact": None}` : 'None'},`,
    '        "outputs": {',
    ...entries(outputs).map((line) => `    ${line}`),
    '        },',
    '        "gradients": {',
    ...entries(gradients).map((line) => `    ${line}`),
    '        },',
    '    }',
    '    print(json.dumps(report, indent=2))',
    ...(file.check?.(source) ?? []).map((line) => (line === '' ? '' : `    ${line}`)),
  ];
  return `def described(array, shape):
    """An array with all axes that it has in the model, those of size 1 too."""
    return {"shape": shape, "value": ${file.toList('array')}, "exact": None}


${lines.join('\n')}`;
}

/** The call of forward() whose last result is the loss, or the sum of upstream times output, as a number. */
export function outcome(source: Source): string {
  const { made, upstream } = source;
  const call = `forward(${forwards(source)
    .map(({ name }) => name)
    .join(', ')})${made.length > 1 ? '[-1]' : ''}`;
  return upstream ? `(${upstream.name} * ${call}).sum()` : call;
}
