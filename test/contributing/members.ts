/** One member of every kind, as somebody would add it: its file, and its line in the `index.ts` beside it. */
export interface NewMember {
  readonly folder: string;
  readonly name: string;
  readonly line: string;
  readonly source: string;
}

/** A member that its catalogue imports. */
function imported(folder: string, name: string, source: string): NewMember {
  return { folder, name, line: name, source };
}

/** A member that its catalogue loads when it is used. */
function loaded(folder: string, name: string, ending: string, source: string): NewMember {
  const load = `async () => (await import('./${name}.ts')).${name}`;
  return { folder, name, line: `${name}: { endings: ['${ending}'], load: ${load} }`, source };
}

export const newMembers: readonly NewMember[] = [
  imported(
    'layers',
    'Softsign',
    `
import * as z from 'zod';
import { add, apply, multiply, number, power } from '../index/formula.ts';
import { activation } from './activation.ts';
import { named } from './option.ts';

/** x / (1 + |x|) */
export const Softsign = activation({
  name: 'Softsign',
  summary: 'x / (1 + |x|)',
  options: z.strictObject({ ...named }),
  of: (_, x) => multiply(x, power(add(number(1), apply('abs', x)), -1)),
});
`,
  ),
  imported(
    'losses',
    'QuarticLoss',
    `
import * as z from 'zod';
import { minus, power } from '../index/formula.ts';
import type { Loss } from './loss.ts';
import { entryByEntry, reduction, targetName } from './reduction.ts';

const options = z.strictObject({ target: targetName, reduction });

export const QuarticLoss: Loss<z.output<typeof options>> = {
  name: 'QuarticLoss',
  summary: 'the mean of fourth powers of differences',
  options,
  example: {},
  target: ({ target }, { shape }) => ({ name: target, shape }),
  formula: ({ reduction: how }, tensors) => entryByEntry(how, tensors, (x, y) => power(minus(x, y), 4)),
};
`,
  ),
  imported(
    'functions',
    'arctan',
    `
import type { ScalarFunction } from '../expr/graph.ts';
import { power } from '../expr/power.ts';
import { sum } from '../expr/sum.ts';
import { called } from './spelled.ts';

/** The angle whose tangent is x. */
export const arctan: ScalarFunction = {
  name: 'arctan',
  summary: 'the inverse of the tangent',
  arity: 1,
  value: ([x]) => Math.atan(x),
  exact: ([x]) => (x.equals(0) ? x : null),
  // 1 / (1 + x^2)
  derivative: (graph, [x]) => [
    power(graph, sum(graph, [graph.one, power(graph, x, graph.constant(2))]), graph.constant(-1)),
  ],
  notation: ([x]) => ({ kind: 'call', name: 'arctan', arguments: [x] }),
  code: {
    js: called('Math.atan'),
    c: called('atan'),
    numpy: called('np.arctan'),
    torch: called('torch.arctan'),
    jax: called('jnp.arctan'),
  },
  typed: { name: 'arctan', otherNames: ['tan^-1', 'atan'], as: 'atan' },
  branch: ([x]) => \`atan(\${x})\`,
  branches: false,
  kinkAt: () => undefined,
};
`,
  ),
  imported(
    'exercises',
    'count',
    `
import { paragraph } from '../document/prose.ts';
import { entryCount } from '../index/tensor.ts';
import type { Exercise } from './exercise.ts';

export const count: Exercise = {
  name: 'count',
  summary: 'say how many numbers are learned',
  questions: ({ setting }) => {
    const learned = setting.wrt.reduce((total, { shape }) => total + entryCount(shape), 0);
    return [
      {
        exercise: 'count',
        key: 'count',
        title: ['What is learned'],
        ask: [paragraph('How many numbers are learned?')],
        fields: [
          {
            name: 'count',
            label: { kind: 'words', text: 'numbers' },
            points: 1,
            answer: { kind: 'number', exact: null, float: learned },
          },
        ],
        difficulty: 1,
        space: 1,
        solution: [paragraph(String(learned), '.')],
      },
    ];
  },
};
`,
  ),
  imported(
    'figures',
    'loss',
    `
import { label } from './drawing/shapes.ts';
import { type Figure, wholeModel } from './figure.ts';

/** What is made small. */
export const loss: Figure = {
  name: 'loss',
  summary: 'the name of the loss',
  subjects: () => [wholeModel],
  draw: ({ model: { objective } }) => {
    const text = objective.kind === 'loss' ? objective.name : 'no loss';
    return { width: 8, height: 2, shapes: [label(4, 1, 1, text)], alt: \`The loss: \${text}.\` };
  },
};
`,
  ),
  imported(
    'mistakes',
    'signsDropped',
    `
import type { Mistake } from './mistake.ts';

export const signsDropped: Mistake = {
  name: 'signsDropped',
  title: 'signs that were dropped',
  explanation: 'The sizes of the numbers are right, but all of them are written without their signs.',
  example: {
    model: \`
input: { name: x, shape: [3] }
layers: [Linear: { out_features: 1, bias: false, weight: W }]
loss: { MSELoss: { target: y, reduction: sum } }
values: { x: [1, -2, -3], W: [[1, 1, 1]], y: [-10] }
\`,
    gradients: { W: [[12, 24, 36]] },
  },
  ways: () => [
    {
      what: 'the numbers are without their signs',
      deviation: { written: ({ shape, numbers }) => ({ shape, numbers: numbers.map(Math.abs) }) },
    },
  ],
};
`,
  ),
  imported(
    'worksheet/degenerate',
    'largeLoss',
    `
import type { Degeneracy } from './degeneracy.ts';

export const largeLoss: Degeneracy = {
  name: 'largeLoss',
  summary: 'the loss is above 1',
  advice: 'Small numbers are written more quickly.',
  found: ({ expected, values }) =>
    values[expected.expansion.objective] > 1 ? [{ text: 'the loss is above 1' }] : [],
};
`,
  ),
  loaded(
    'formats/figure',
    'alt',
    '.alt',
    `
import type { FigureFormat } from './figure-format.ts';

export const alt: FigureFormat = {
  name: 'alt',
  summary: 'what a reader who cannot see the picture is told',
  write: async (drawing) => \`\${drawing.alt}\\n\`,
};
`,
  ),
  loaded(
    'formats/formula',
    'latex',
    '.latex',
    `
import type { FormulaFormat } from './formula-format.ts';

export const latex: FormulaFormat = {
  name: 'latex',
  summary: 'LaTeX for display',
  write: async (formula) => \`\${formula.latex}\\n\`,
};
`,
  ),
  loaded(
    'code',
    'page',
    '.html',
    `
import { js } from './js.ts';
import type { CodeTarget } from './target.ts';

/** The module of JavaScript, in a page. */
export const page: CodeTarget = {
  name: 'page',
  summary: 'JavaScript in a page of HTML',
  reserved: js.reserved,
  write: (program) => \`<script type="module">\\n\${js.write(program)}</script>\\n\`,
};
`,
  ),
  loaded(
    'formats',
    'outline',
    '.outline',
    `
import type { Format } from './format.ts';

export const outline: Format = {
  name: 'outline',
  summary: 'the headings alone',
  write: async ({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'heading' ? [block.id] : [])).join('\\n'),
};
`,
  ),
  loaded(
    'lms',
    'gift',
    '.gift',
    `
import { fieldKey } from '../exercises/question.ts';
import type { LmsFormat } from './lms-format.ts';

export const gift: LmsFormat = {
  name: 'gift',
  summary: 'Moodle, the short format of a text: numbers alone',
  part: ({ code, title, questions }) => ({
    code,
    title,
    resources: questions.flatMap(({ fields }, at) =>
      fields.flatMap(({ name, answer }) => {
        if (answer.kind !== 'number') return [];
        const id = fieldKey(at + 1, { name });
        const text = \`::\${code} \${id}:: \${id} {#\${answer.float}}\`;
        return [{ id, type: 'question', files: [['question', text] as const], needs: [] }];
      }),
    ),
  }),
  write: (parts) =>
    new TextEncoder().encode(
      \`\${parts.flatMap(({ resources }) => resources.flatMap(({ files }) => files.map(([, text]) => text))).join('\\n\\n')}\\n\`,
    ),
};
`,
  ),
  {
    folder: 'cli/commands',
    name: 'sizes',
    line: 'sizes: sizesCommand',
    source: `
import type { Command } from 'commander';
import { writeOut } from '../terminal/standard-output.ts';

export function sizesCommand(command: Command): void {
  command
    .description('the shape of what each layer makes')
    .argument('<model>', 'model file (YAML or JSON), or - for standard input')
    .action(async (file: string) => {
      const { modelArgument } = await import('../options/model-argument.ts');
      const { steps } = await modelArgument(file, { anySize: true });
      for (const { output } of steps) writeOut(\`\${output.name} \${output.shape.join(' by ')}\\n\`);
    });
}
`,
  },
];
