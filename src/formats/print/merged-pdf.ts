/**
 * Several PDFs as one, page after page. For two-sided printing each begins on a front side: an empty page follows an
 * odd number of pages. The same PDFs give the same bytes. Tags and outlines stay with the single files.
 */
export async function mergedPdf(documents: Iterable<Uint8Array>, twoSided: boolean): Promise<Uint8Array> {
  const { PDFDocument } = await import('@cantoo/pdf-lib');
  const merged = await PDFDocument.create({ updateMetadata: false });
  for (const bytes of documents) {
    const document = await PDFDocument.load(bytes, { updateMetadata: false });
    const pages = await merged.copyPages(document, document.getPageIndices());
    for (const page of pages) merged.addPage(page);
    const [last] = pages.slice(-1);
    if (twoSided && pages.length % 2 === 1) merged.addPage([last.getWidth(), last.getHeight()]);
  }
  return merged.save();
}
