import { existsSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { type Command, Option } from 'commander';
import * as z from 'zod';
import { BadInput } from '../../bad-input.ts';
import type { FormatName } from '../../formats/index.ts';
import type { ClassMark } from '../../grading/grade-class.ts';
import { defaultFolder, fileName, formatNames } from '../options/destination.ts';
import { addPrinting, type Printing } from '../options/printing.ts';
import { isFolder } from '../read-bytes.ts';
import { writeOut } from '../terminal/standard-output.ts';

interface Options extends Printing {
  readonly json?: boolean;
  readonly exercises?: string;
  readonly to: FormatName;
  readonly output?: string;
}

const largestAnswers = 32 * 2 ** 20;

export function gradeCommand(command: Command): void {
  addPrinting(command)
    .description("mark a class's answers to its worksheets, each by the code on its sheet")
    .argument('<model>', 'model file that the worksheets were made from, or a folder of worksheets')
    .argument(
      '<answers>',
      'answers in .csv, a row a student with the columns variant, student and one for each field (1.o_11), or in .json',
    )
    .option('--json', 'print JSON; files are written only with -o')
    .option('--exercises <names>', 'what the worksheets asked, if they were made with --exercises')
    .addOption(
      new Option('--to <format>', 'format of the feedback and of the class picture')
        .choices([...formatNames])
        .default('html'),
    )
    .option('-o, --output <folder>', 'folder to write to (default: out/ and the name of the model)')
    .addHelpText(
      'after',
      '\nExamples:\n  gradsheet grade class.yaml answers.csv -o marks\n  gradsheet grade out/class-worksheets answers.csv --to pdf',
    )
    .action(grade);
}

async function grade(argument: string, answers: string, options: Options): Promise<void> {
  const { modelArgument, treeOf } = await import('../options/model-argument.ts');
  const { readBytes } = await import('../read-bytes.ts');
  const { answerRows } = await import('../../grading/answer-rows.ts');
  const { gradeClass } = await import('../../grading/grade-class.ts');
  const { planOf } = await import('../../worksheet/section.ts');
  const { file, codes, exercises } = modelIn(argument);
  const model = await modelArgument(file);
  const plan = planOf(model, options.exercises?.split(',').map((name) => name.trim()) ?? exercises);
  const content = readBytes(answers, 'CSV or JSON', largestAnswers);
  const rows = answerRows(content, answers);
  if (codes) await demandCodes(rows, codes);
  const hasTex = content.includes('\\'.charCodeAt(0));
  const tex = hasTex ? await (await import('../../answers/latex.ts')).texReader() : undefined;
  const mark = gradeClass(model, plan, rows, { treeOf, tex });
  const folder =
    options.output ??
    (options.json ? undefined : join(defaultFolder, `${basename(file, extname(file))}-marks`));
  const written = folder === undefined ? undefined : await write(mark, folder, options);
  if (options.json) {
    const { marksJson } = await import('../../grading/marks-json.ts');
    writeOut(`${JSON.stringify(marksJson(mark), null, 2)}\n`);
    return;
  }
  const { terminal } = await import('../../formats/terminal/terminal.ts');
  const { marksTable } = await import('../../grading/marks-table.ts');
  const { paintFor } = await import('../terminal/paint.ts');
  writeOut(terminal([marksTable(mark)], process.stdout.columns ?? 100, paintFor(process.stdout)));
  writeOut(`wrote ${written}\n`);
}

/** Writes all files and says which. Names are in them, and leave the machine by no other way. */
async function write(mark: ClassMark, folder: string, options: Options): Promise<string> {
  const format = options.to;
  const { documentWriter } = await import('../class/document-writer.ts');
  const { progress } = await import('../terminal/progress.ts');
  const { makeFolder, writeFile } = await import('../write-file.ts');
  const { marksCsv } = await import('../../grading/marks-table.ts');
  const { classDocument } = await import('../../grading/class-document.ts');
  const { feedbackDocument } = await import('../../grading/feedback-document.ts');
  const { feedbackNames } = await import('../../grading/feedback-names.ts');
  makeFolder(join(folder, 'feedback'));
  writeFile(join(folder, 'marks.csv'), marksCsv(mark));
  const names = feedbackNames(mark.students);
  const writer = documentWriter(options);
  const bar = progress(names.length, 'students');
  try {
    writeFile(join(folder, fileName('class', format)), await writer.bytes(classDocument(mark), format));
    for (const [at, student] of mark.students.entries()) {
      const file = join(folder, 'feedback', fileName(names[at], format));
      writeFile(file, await writer.bytes(feedbackDocument(student), format));
      bar.advance();
    }
  } finally {
    bar.stop();
    await writer.close();
  }
  return `${join(folder, 'marks.csv')}, ${join(folder, fileName('class', format))} and ${names.length} file${names.length === 1 ? '' : 's'} in ${join(folder, 'feedback')}`;
}

const manifest = z.object({
  model: z.string(),
  variants: z.array(z.object({ code: z.string() })).optional(),
  exercises: z.array(z.string()).optional(),
});

/** The model file: the argument itself, or what the manifest of a folder of worksheets names, with the codes of its sheets. */
function modelIn(argument: string): {
  file: string;
  codes?: readonly string[];
  exercises?: readonly string[] | undefined;
} {
  if (!isFolder(argument)) return { file: argument };
  const place = join(argument, 'manifest.json');
  const parsed = manifest.safeParse(existsSync(place) ? jsonIn(place) : undefined);
  if (!parsed.success)
    throw new BadInput(
      `${argument}: this is a folder without a manifest.json that names a model; name the model file that the worksheets were made from.`,
    );
  const { model, variants, exercises } = parsed.data;
  const file = [join(argument, model), model].find((candidate) => existsSync(candidate));
  if (file === undefined)
    throw new BadInput(
      `${place}: the model ${JSON.stringify(model)} is neither beside it nor in this folder; name the model file itself.`,
    );
  return { file, exercises, ...(variants && { codes: variants.map(({ code }) => code.toUpperCase()) }) };
}

function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Throws BadInput for a code that is on none of the sheets that were printed. */
async function demandCodes(
  rows: readonly { readonly code: string; readonly place: string }[],
  codes: readonly string[],
): Promise<void> {
  const unknown = rows.find(({ code }) => !codes.includes(code));
  if (!unknown) return;
  const { suggestion } = await import('../../values/suggestion.ts');
  throw new BadInput(
    `${unknown.place}: found the variant ${unknown.code}, which is on none of the ${codes.length} sheets of the manifest${suggestion(unknown.code, codes)}`,
  );
}
