import type { Document } from '../../document/block.ts';
import type { Assets } from '../format.ts';
import { deckPage } from '../slides.ts';
import { repeatable } from './repeatable.ts';

/** The deck of slides.ts as a PDF of 1280 by 720 pixels, a page for every click. Needs a browser. */
export async function slidesPdf(document: Document, assets: Assets): Promise<Uint8Array> {
  const { openPages } = await import('../browser/pages.ts');
  const content = await deckPage(document, assets, 'print');
  const pages = await openPages();
  try {
    const printed = await pages.with(async (page) => {
      // The page's policy lets the deck's own script run and nothing be loaded.
      await page.setContent(content, { waitUntil: 'load', timeout: 0 });
      await page.waitForSelector('.pdf-page', { timeout: 0 });
      return page.pdf({
        width: '1280px',
        height: '720px',
        printBackground: true,
        tagged: true,
        waitForFonts: true,
        timeout: 0,
      });
    });
    return repeatable(printed);
  } finally {
    await pages.close();
  }
}
