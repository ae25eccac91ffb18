import { basename, extname } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Document } from '../../document/block.ts';
import type { Detail, View } from '../../document/setting.ts';
import type { FormatName } from '../../formats/index.ts';
import { shells } from '../../formats/tex/shells.ts';
import type { Model } from '../../model/model.ts';
import { type Destination, defaultFolder, destinations, formatNames } from '../options/destination.ts';
import { addFragments, checkShell, type Fragments } from '../options/fragments.ts';
import { addNotation, checkMacros, type OwnWriting, withNotation, writeMacros } from '../options/notation.ts';
import { addPrinting, formatBy, type Printing } from '../options/printing.ts';
import { writeOut } from '../terminal/standard-output.ts';

const defaultFormats: readonly FormatName[] = ['tex', 'html', 'pdf'];

interface Options extends Printing, Fragments, OwnWriting {
  readonly variant?: string;
  readonly to?: FormatName;
  readonly wrt?: string;
  readonly order?: '1' | '2';
  readonly detail: Detail;
  readonly view?: readonly View[];
  readonly output?: string;
}

export function deriveCommand(command: Command): void {
  addNotation(addFragments(addPrinting(command)))
    .description('derive the gradients and write the derivation down')
    .argument('<model>', 'model file (YAML or JSON), or - for standard input')
    .addOption(new Option('--to <format>', 'format to write').choices([...formatNames]))
    .option('--wrt <names>', 'differentiate by these, such as W,I (default: every parameter)')
    .addOption(
      new Option('--detail <detail>', 'how much is written out')
        .choices(['brief', 'steps', 'full'])
        .default('steps'),
    )
    .addOption(new Option('--order <order>', '2 for second derivatives too').choices(['1', '2']))
    .addOption(
      new Option('--view <views>', 'elements, sums, operators or several of them (default: all)').argParser(
        viewsOf,
      ),
    )
    .option('--variant <code>', 'with the numbers of this variant of its worksheets')
    .option('-o, --output <file>', 'where to write; its ending chooses the format; - is standard output')
    .addHelpText('after', '\nExample:\n  gradsheet derive templates/how-a-filter-learns.yaml -o lesson.pdf')
    .action(derive);
}

async function derive(file: string, options: Options, command: Command): Promise<void> {
  const name = file === '-' ? 'derivation' : basename(file, extname(file));
  const wanted = destinations(
    name,
    options.part ? alone(options) : options,
    options.macros || options.shell ? ['tex'] : defaultFormats,
  );
  checkShell(options, wanted, command.getOptionValueSource('paper') === 'cli');
  const { modelArgument } = await import('../options/model-argument.ts');
  const { assets } = await import('../../formats/assets.ts');
  const { makeFolder, writeFile } = await import('../write-file.ts');
  const wrt = options.wrt?.split(',').map((name) => name.trim());
  const inFull = options.view?.includes('elements') ?? options.order !== undefined;
  const read = await modelArgument(file, {
    anySize: !inFull,
    ...(options.variant !== undefined && { variant: options.variant }),
  });
  const model = await withNotation(read, options);
  checkMacros(options, model, wanted);
  const document = await documentWith(model, options, wrt);
  if (options.parts) {
    const { partsText } = await import('../options/fragments.ts');
    writeOut(await partsText(document, process.stdout.columns ?? 100));
    return;
  }
  if (options.part) {
    const { fragmentText } = await import('../options/fragments.ts');
    const [{ format, file: target }] = wanted;
    const text = await fragmentText(document, model, options, format);
    if (target !== '-') writeFile(target, text);
    writeOut(target === '-' ? text : `wrote ${target}\n`);
    if (options.macros && target !== '-') writeOut(writeMacros(target));
    return;
  }
  const write = async ({ format, file: target }: Destination): Promise<string | Uint8Array> => {
    if (format === 'slides' && extname(target) === '.pdf')
      return (await import('../../formats/print/slides-pdf.ts')).slidesPdf(document, assets);
    if (!options.shell) {
      const code =
        format === 'ipynb' ? (await import('../../code/notebook.ts')).notebookCells(model, wrt) : [];
      return (await formatBy(options, format)).write({ ...document, code }, assets);
    }
    const { texPaper } = await import('../../formats/tex/paper.ts');
    return texPaper(document, assets, options.shell, { as: options.as, labels: options.labels });
  };

  const [first] = wanted;
  if (first.file === '-') {
    writeOut(await write(first));
    return;
  }
  const { terminal } = await import('../../formats/terminal/terminal.ts');
  writeOut(terminal(summary(document), process.stdout.columns ?? 100));
  if (options.output === undefined) makeFolder(defaultFolder);
  for (const destination of wanted) {
    const { file: target } = destination;
    writeFile(target, await write(destination));
    writeOut(`wrote ${target}\n`);
    if (options.macros) writeOut(writeMacros(target));
  }
}

/** What of derive decides which document it is. */
type DocumentOptions = Pick<Options, 'column' | 'detail' | 'macros' | 'order' | 'part' | 'shell' | 'view'>;

/** The document that these parts are in; the checks take longer than all the rest, and a part seldom asks for them. */
export async function documentWith(
  model: Model,
  asked: DocumentOptions,
  wrt?: readonly string[],
): Promise<Document> {
  const quick = asked.part && (await documentOf(model, asked, wrt, false));
  const enough = quick && (await hasAll(quick, model, asked.part));
  return enough ? quick : documentOf(model, asked, wrt, true);
}

async function hasAll(document: Document, model: Model, names: readonly string[]): Promise<boolean> {
  const { findPart } = await import('../../document/parts.ts');
  return names.every((name) => findPart(document, model, name) !== undefined);
}

/** A part goes to standard output in LaTeX if nothing else is said: it is there to be pasted. */
function alone({ to, output }: Options): { to?: FormatName; output: string } {
  if (output !== undefined && output !== '-') return { ...(to && { to }), output };
  return { to: to ?? 'tex', output: '-' };
}

/** Entry by entry where that is asked for, or possible and not asked against; otherwise its laws alone. */
async function documentOf(
  model: Model,
  asked: DocumentOptions,
  wrt: readonly string[] | undefined,
  checked: boolean,
): Promise<Document> {
  const { detail, macros = false, order, shell, view } = asked;
  const column = shell ? shells[shell] : asked.column;
  const { fits } = await import('../../model/limit.ts');
  if (view ? view.includes('elements') : fits(model)) {
    const { derivation } = await import('../../document/derivation/derivation.ts');
    return derivation(model, {
      detail,
      checked,
      macros,
      order: order === '2' ? 2 : 1,
      ...(view && { views: view }),
      ...(wrt && { wrt }),
      ...(column && { width: column.width }),
    });
  }
  const { lawsDocument } = await import('../../document/laws/laws-document.ts');
  return lawsDocument(model, {
    macros,
    ...(view && { views: view }),
    ...(wrt && { wrt }),
    ...(column && { width: column.width }),
  });
}

/** "sums,operators" */
function viewsOf(text: string): readonly View[] {
  const words = text.split(',').map((word) => word.trim());
  const wrong = words.find((word) => !known.includes(word));
  if (wrong !== undefined)
    throw new InvalidArgumentError(`Allowed are ${known.join(', ')}, or several with commas.`);
  return words as View[];
}

const known: readonly string[] = ['elements', 'sums', 'operators'] satisfies View[];

/** What the terminal shows: forward lines, gradients with their numbers, checks; of laws alone, the net's. */
function summary({ blocks }: Document): Document['blocks'] {
  const of = (...kinds: string[]) =>
    blocks.filter((block) => {
      const topic = 'part' in block ? block.part : undefined;
      return topic && kinds.includes(topic.kind) && topic.how !== 'operators';
    });
  const laws = of('net');
  return laws.length > 0 ? laws : of('forward', 'gradient', 'checks');
}
