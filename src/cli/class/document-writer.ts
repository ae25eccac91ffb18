import type { Document } from '../../document/block.ts';
import type { FormatName } from '../../formats/index.ts';
import type { Printer } from '../../formats/pdf.ts';

import { formatBy, type Printing } from '../options/printing.ts';

/** Writes many documents, one after the other. */
export interface DocumentWriter {
  bytes(document: Document, format: FormatName): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** One browser prints all of them; it starts with the first PDF that needs it. */
export function documentWriter(printing: Printing): DocumentWriter {
  let printer: Promise<Printer> | undefined;
  return {
    bytes: async (document, format) => {
      const { assets } = await import('../../formats/assets.ts');
      if (format === 'pdf' && printing.engine === 'browser') {
        const { openPrinter } = await import('../../formats/pdf.ts');
        printer ??= openPrinter().catch((error: unknown) => {
          // Another document may find a browser that starts.
          printer = undefined;
          throw error;
        });
        return (await printer).print(document, assets, printing.paper);
      }
      const content = await (await formatBy(printing, format)).write(document, assets);
      return typeof content === 'string' ? new TextEncoder().encode(content) : content;
    },
    close: async () => {
      await (await printer)?.close();
      printer = undefined;
    },
  };
}
