import type { Page } from 'puppeteer-core';
import type { Document } from '../document/block.ts';
import type { Assets, Format } from './format.ts';
import { escapeHtml, html } from './html.ts';
import type { Paper } from './paper.ts';
import { repeatable } from './print/repeatable.ts';

/** The web page, printed: page numbers, tagged, with an outline. Needs a browser. */
export const pdf: Format = {
  name: 'pdf',
  summary: 'the web page printed',
  write: async (document: Document, assets: Assets, paper?: Paper): Promise<Uint8Array> => {
    const printer = await openPrinter();
    try {
      return await printer.print(document, assets, paper);
    } finally {
      await printer.close();
    }
  },
};

/** A browser that prints one document after the other. */
export interface Printer {
  print(document: Document, assets: Assets, paper?: Paper): Promise<Uint8Array>;
  close(): Promise<void>;
}

export async function openPrinter(): Promise<Printer> {
  const { openPages } = await import('./browser/pages.ts');
  const pages = await openPages();
  return {
    print: async (document, assets, paper = 'a4') => {
      const content = String(await html.write(document, assets));
      return repeatable(await pages.with((page) => print(page, content, document, paper)));
    },
    close: pages.close,
  };
}

/** What the page may do while it is printed: nothing. No script, no request but for data that it brings. */
async function print(
  page: Page,
  content: string,
  { title, running }: Document,
  paper: Paper,
): Promise<Uint8Array> {
  await page.setJavaScriptEnabled(false);
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const allowed = /^(data:|about:blank)/.test(request.url());
    // Where the browser has ended, its end is told elsewhere.
    (allowed ? request.continue() : request.abort()).catch(() => undefined);
  });
  await page.setContent(content, { waitUntil: 'load', timeout: 0 });
  const small = 'font-size:8px;width:100%;margin:0 18mm;color:#555;font-family:serif';
  return page.pdf({
    format: paper,
    margin: { top: '20mm', bottom: '20mm', left: '20mm', right: '20mm' },
    printBackground: true,
    displayHeaderFooter: true,
    headerTemplate: `<div style="${small};text-align:right">${escapeHtml(running === undefined ? title : `${title} · ${running}`)}</div>`,
    footerTemplate: `<div style="${small};text-align:center"><span class="pageNumber"></span> / <span class="totalPages"></span></div>`,
    tagged: true,
    outline: true,
    waitForFonts: true,
    timeout: 0,
  });
}
