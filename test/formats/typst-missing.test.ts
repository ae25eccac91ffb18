import { expect, it, vi } from 'vitest';
import { assets } from '../../src/formats/assets.ts';
import { typstPdf } from '../../src/formats/typst/pdf.ts';
import { MissingTool } from '../../src/missing-tool.ts';

vi.mock('@myriaddreamin/typst-ts-node-compiler', () => {
  throw new Error('no build for this machine');
});

it('says what to do where the compiler is not there', async () => {
  const printed = typstPdf.write({ title: 't', blocks: [] }, assets);
  await expect(printed).rejects.toThrow(MissingTool);
  await expect(printed).rejects.toThrow(
    /^The PDF by Typst needs the npm package @myriaddreamin.*--engine browser\.$/,
  );
});
