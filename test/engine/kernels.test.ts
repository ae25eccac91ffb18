import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import wabt from 'wabt';
import { root } from '../cli/run.ts';

it('the kernels that are shipped are those of kernels.wat; npm run renew assembles them anew', async () => {
  const source = readFileSync(join(root, 'src/engine/kernels.wat'), 'utf8');
  const { buffer } = (await wabt()).parseWat('kernels.wat', source, { simd: true }).toBinary({});
  const base64 = Buffer.from(buffer).toString('base64');
  await expect(
    `/** kernels.wat, assembled by \`npm run renew\`. */\nexport const kernelsWasm =\n  '${base64}';\n`,
  ).toMatchFileSnapshot('../../src/engine/kernels-wasm.ts');
});
