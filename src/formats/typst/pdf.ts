import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { Document } from '../../document/block.ts';
import { MissingTool } from '../../missing-tool.ts';
import { placeOf } from '../assets.ts';
import type { Assets, Format } from '../format.ts';
import type { Paper } from '../paper.ts';
import { typstSource } from '../typ.ts';

/** The Typst source, set by Typst's own compiler, which comes as an npm package: tagged, every formula with its words. */
export const typstPdf: Format = {
  name: 'pdf',
  summary: 'set by Typst',
  write: pdfByTypst,
};

export async function pdfByTypst(document: Document, assets: Assets, paper?: Paper): Promise<Uint8Array> {
  return pdfOfTypst(typstSource(document, assets, paper));
}

/** The same source gives the same bytes in every process: no date, an identifier made from the content. */
export async function pdfOfTypst(typst: string): Promise<Uint8Array> {
  const source = { mainFileContent: frame, inputs: { source: typst } };
  const running = await compiler();
  try {
    return running.pdf(source, { pdfStandard: 'ua-1' });
  } catch {
    // Tagged all the same; a fault of the source is met again.
    return running.pdf(source);
  } finally {
    running.evictCache(documentsKept);
    // The bytes of PDFs that nobody needs any more are freed between two turns of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** A compiler keeps every file that it has read for ever. So the file is always this one, and the document its input. */
const frame = '#eval(sys.inputs.source, mode: "markup")';

/** How many documents long a part is kept after its last use: those of the style are used by each. */
const documentsKept = 2;

/** One for all documents. */
let current: NodeCompiler | undefined;

async function compiler(): Promise<NodeCompiler> {
  const { NodeCompiler } = await loaded();
  current ??= withOwnFonts(() => NodeCompiler.create({ workspace: nowhere }));
  return current;
}

async function loaded(): Promise<typeof import('@myriaddreamin/typst-ts-node-compiler')> {
  try {
    return await import('@myriaddreamin/typst-ts-node-compiler');
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new MissingTool(
      `The PDF by Typst needs the npm package @myriaddreamin/typst-ts-node-compiler, which does not load here (${why}); run npm install again, or take --engine browser.`,
    );
  }
}

/** No folder: the source is all that may be read. */
const nowhere = '/nonexistent';

/**
 * The compiler's own fonts must not be replaced by others of the same names, so it looks for others in no folder: what
 * the environment of its process says while a compiler is made.
 */
export const ownFonts: Readonly<Record<'FONTCONFIG_FILE', string>> = {
  FONTCONFIG_FILE: placeOf('no-fonts.conf'),
};

/** Only while it is made: a browser that is started later needs fonts. */
function withOwnFonts<T>(make: () => T): T {
  const before = process.env.FONTCONFIG_FILE;
  Object.assign(process.env, ownFonts);
  try {
    return make();
  } finally {
    if (before === undefined) delete process.env.FONTCONFIG_FILE;
    else process.env.FONTCONFIG_FILE = before;
  }
}
