import { expect, it, vi } from 'vitest';

const compiler = '@myriaddreamin/typst-ts-node-compiler';

it('says what to do where the compiler is not there', async () => {
  vi.resetModules();
  vi.doMock(compiler, () => {
    throw new Error('no build for this machine');
  });
  try {
    const { assets } = await import('../../src/formats/assets.ts');
    const { typstPdf } = await import('../../src/formats/typst/pdf.ts');
    const { MissingTool } = await import('../../src/missing-tool.ts');
    const printed = typstPdf.write({ title: 't', blocks: [] }, assets);
    await expect(printed).rejects.toThrow(MissingTool);
    await expect(printed).rejects.toThrow(
      /^The PDF by Typst needs the npm package @myriaddreamin.*--engine browser\.$/,
    );
  } finally {
    vi.doUnmock(compiler);
    vi.resetModules();
  }
});
