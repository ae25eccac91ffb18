// npm run campaign -- 10000 --seed 7: random nets over the whole catalogue, judged by everyone who is here.
import { parseArgs } from 'node:util';
import { createViteServer } from 'vitest/node';

const { values, positionals } = parseArgs({
  options: { seed: { type: 'string', default: '1' } },
  allowPositionals: true,
});
const [count = '100'] = positionals;
if (!/^\d+$/.test(count) || !/^\d+$/.test(values.seed)) {
  console.error('usage: npm run campaign -- [nets] [--seed number]');
  process.exit(2);
}

// Node alone runs no TypeScript before 22.
const server = await createViteServer({
  root: import.meta.dirname,
  configFile: false,
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  appType: 'custom',
});
try {
  const { campaign } = await server.ssrLoadModule('/campaign.ts');
  const { judges } = await server.ssrLoadModule('/judges/index.ts');
  const { differences, tallyText } = await server.ssrLoadModule('/tally.ts');
  const tally = await campaign(Number(count), Number(values.seed), judges, console.log, (drawn) =>
    console.error(`${drawn} of ${count} nets`),
  );
  console.log(tallyText(tally));
  process.exitCode = differences(tally) === 0 ? 0 : 1;
} finally {
  await server.close();
}
