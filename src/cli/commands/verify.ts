import { basename, extname } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { BadInput } from '../../bad-input.ts';
import type { Document } from '../../document/block.ts';
import type { Opinions } from '../../document/verdict/second-opinion.ts';
import type { FormatName } from '../../formats/index.ts';
import type { Model } from '../../model/model.ts';
import type { Verified } from '../../verify/verdict.ts';
import { type Destination, destinations, formatNames } from '../options/destination.ts';
import { addPrinting, formatBy, type Printing } from '../options/printing.ts';
import { rateOf } from '../options/rate.ts';
import { writeOut } from '../terminal/standard-output.ts';

interface Options extends Printing {
  readonly variant?: string;
  readonly json?: boolean;
  readonly values?: readonly string[];
  readonly of?: string;
  readonly layout?: 'OIHW' | 'HWIO';
  readonly tolerance?: number;
  readonly exact?: boolean;
  readonly rate?: string;
  readonly secondOpinion?: boolean;
  readonly to?: FormatName;
  readonly output?: string;
}

const wrongAnswer = 1;
const largestAnswer = 512 * 2 ** 20;

export function verifyCommand(command: Command): void {
  addPrinting(command)
    .description('say of each entry of an answer whether it is right, and which mistake it is if not')
    .argument('<model>', 'model file (YAML or JSON)')
    .argument(
      '<answer>',
      'the gradients that are answered: .json, .yaml, .csv, .npy, .npz, .safetensors, .txt, .tex, or - for text from standard input',
    )
    .option('--json', 'print JSON')
    .option(
      '--values <file>',
      'take the values of the model from this file; may be said several times',
      (file: string, before: readonly string[] = []) => [...before, file],
    )
    .option('--variant <code>', 'with the numbers of this variant of its worksheets')
    .option('--of <name>', 'what an array without a name is the gradient by, such as W')
    .addOption(
      new Option('--layout <layout>', 'how weights are laid out in the answer').choices(['OIHW', 'HWIO']),
    )
    .option(
      '--tolerance <number>',
      'right is what is so near, relative to the larger of 1 and the derivative',
      positive,
    )
    .option('--exact', 'right is only what is equal: no rounding is forgiven')
    .option('--rate <number>', 'the learning rate, for answers after a step: W_new = W - rate dL/dW')
    .option('--second-opinion', 'let nerdamer differentiate the same loss, and compare')
    .addOption(new Option('--to <format>', 'write the report in this format').choices([...formatNames]))
    .option('-o, --output <file>', 'where to write; its ending chooses the format; - is standard output')
    .addHelpText(
      'after',
      "\nExamples:\n  gradsheet verify lesson.yaml answer.json\n  echo 'dW_11 = (p - y)(I_11 + I_12 + I_21 + I_22)/2' | gradsheet verify lesson.yaml -\n  gradsheet verify lenet.yaml grads.safetensors -o report.pdf",
    )
    .action(verify);
}

async function verify(file: string, answerFile: string, options: Options): Promise<void> {
  if (file === '-' && answerFile === '-')
    throw new BadInput(
      'verify - -: standard input is either the model or the answer; name a file for one of them.',
    );
  const writes = options.to !== undefined || options.output !== undefined;
  const [wanted] = writes ? destinations(basename(file, extname(file)), options, ['html']) : [];
  const { modelArgument, treeOf } = await import('../options/model-argument.ts');
  const { readBytes } = await import('../read-bytes.ts');
  const { readAnswer } = await import('../../answers/read-answer.ts');
  const { vocabularyOf } = await import('../../answers/vocabulary.ts');
  const { verifyAnswer } = await import('../../verify/verify.ts');
  const { diagnosed } = await import('../../verify/diagnosed.ts');
  const rate = await rateOf(options.rate);
  const model = await modelArgument(file, {
    ...(options.values && { values: options.values }),
    ...(options.variant !== undefined && { variant: options.variant }),
    anySize: true,
  });
  const { fits } = await import('../../model/limit.ts');
  const large = !fits(model);
  const vocabulary = vocabularyOf(model);
  const content = readBytes(answerFile, 'answer', largestAnswer);
  const answer = await readAnswer(content, answerFile, vocabulary, {
    treeOf,
    ...(options.of !== undefined && { of: options.of }),
    anySize: large,
  });
  if (large) {
    const { verifyLarge } = await import('../verify-large.ts');
    const { document, json, correct } = await verifyLarge(model, answer, { ...options, rate });
    await report(json, document, options, wanted);
    if (!correct) process.exitCode = wrongAnswer;
    return;
  }
  const verified = verifyAnswer(model, answer, vocabulary, {
    treeOf,
    ...(options.layout && { layout: options.layout }),
    ...(options.tolerance !== undefined && { tolerance: options.tolerance }),
    ...(options.exact && { exact: true }),
    ...(rate && { rate }),
  });
  const found = diagnosed(model, verified, rate?.valueOf());
  const opinions = options.secondOpinion ? await asked(model, verified) : undefined;
  const { verdictJson } = await import('../../document/verdict/json.ts');
  const { verdictDocument } = await import('../../document/verdict/document.ts');
  await report(
    () => verdictJson(model, verified, found, opinions),
    () => verdictDocument(model, verified, found, opinions),
    options,
    wanted,
  );
  const { disagrees } = await import('../../document/verdict/second-opinion.ts');
  if (opinions && disagrees(opinions))
    throw new Error('nerdamer and gradsheet disagree on a derivative; the report has both expressions');
  if (!verified.correct) process.exitCode = wrongAnswer;
}

/** The verdict in JSON, or as a document in the file that is wanted and on the terminal. */
async function report(
  json: () => unknown,
  written: () => Document,
  options: Options,
  wanted: Destination | undefined,
): Promise<void> {
  if (options.json) {
    writeOut(`${JSON.stringify(json(), null, 2)}\n`);
  } else {
    const document = written();
    if (wanted) {
      const { assets } = await import('../../formats/assets.ts');
      const { writeFile, makeFolder } = await import('../write-file.ts');
      const { defaultFolder } = await import('../options/destination.ts');
      const content = await (await formatBy(options, wanted.format)).write(document, assets);
      if (options.output === undefined) makeFolder(defaultFolder);
      if (wanted.file === '-') writeOut(content);
      else writeFile(wanted.file, content);
    }
    if (wanted?.file !== '-') {
      const { terminal } = await import('../../formats/terminal/terminal.ts');
      const { paintFor } = await import('../terminal/paint.ts');
      writeOut(terminal(document.blocks, process.stdout.columns ?? 100, paintFor(process.stdout)));
      if (wanted) writeOut(`wrote ${wanted.file}\n`);
    }
  }
}

/** nerdamer's opinion on every derivative that numbers or formulas were compared with. */
async function asked(model: Model, { expected, arrays }: Verified): Promise<Opinions> {
  const { questionsFor, aboutAMinute } = await import('../../verify/questions.ts');
  const { askInWorker } = await import('../terminal/ask-in-worker.ts');
  const { gradient } = await import('../../expr/differentiate.ts');
  const { regionValues } = await import('../../verify/region-values.ts');
  const { graph, objective, entries } = expected.expansion;
  const answered = new Set(
    expected.vocabulary.differentiable.filter((tensor) =>
      arrays.some(({ about }) => about.tensor === tensor),
    ),
  );
  const by = [...answered].flatMap((tensor) =>
    Array.from(entries.get(tensor) ?? [], (node, place) => ({ node, tensor, place })),
  );
  const wrt = by.map(({ node }) => node);
  const slopes = gradient(graph, objective, wrt, model.conventions);
  const questions = questionsFor(
    {
      graph,
      objective,
      wrt,
      gradient: slopes,
      values: regionValues(model, expected, [objective, ...slopes]),
      conventions: model.conventions,
    },
    aboutAMinute,
  );
  return { by, questions, opinions: questions ? await askInWorker(questions) : [] };
}

function positive(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError('Expected a number above 0, such as 1e-6.');
}
