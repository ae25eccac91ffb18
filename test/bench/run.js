// One table: what gradsheet takes, what each peer that is installed takes for the same, and the ratio.
// npm run bench [-- --quick] [--docs] [--json FILE] [--svg FILE]
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chart } from './chart.js';
import { answerFile, command, manyTies, modelFile, output } from './command-files.js';
import { byNerdamer, ours as filterGradient } from './filter-gradient.js';
import { demandAgree, prepared } from './gradients.js';
import { nets } from './nets.js';
import { startPyTorch } from './peers/pytorch.js';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    docs: { type: 'boolean' },
    json: { type: 'string' },
    svg: { type: 'string' },
  },
});
const rounds = options.quick ? 3 : 7;
const rows = [];
const versions = {
  gradsheet: JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')).version,
  Node: process.versions.node,
};

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Times ours and the peers in turn, so that what else the machine does meets all alike. */
async function row(work, ours, peers = {}, times = rounds) {
  const measured = new Map([['ours', []], ...Object.keys(peers).map((name) => [name, []])]);
  let memory;
  for (let round = 0; round < times; round++)
    for (const [name, run] of [['ours', ours], ...Object.entries(peers)]) {
      const { ms, mb } = await run();
      measured.get(name).push(ms);
      if (name === 'ours') memory = mb;
    }
  const mine = median(measured.get('ours'));
  const others = Object.keys(peers).map((name) => ({ name, ms: median(measured.get(name)) }));
  const found = {
    work,
    ms: mine,
    ...(memory && { mb: memory }),
    peers: others.map((peer) => ({ ...peer, ratio: mine / peer.ms })),
  };
  rows.push(found);
  const [first, ...more] = found.peers.length > 0 ? found.peers : [undefined];
  console.log(line(work, shown(mine), memory ? `${memory.toFixed(0)} MB` : '', first));
  for (const peer of more) console.log(line('', '', '', peer));
}

function line(work, ms, memory, peer) {
  const theirs = peer
    ? `${peer.name.padEnd(10)} ${shown(peer.ms).padStart(10)}  ${peer.ratio.toPrecision(2).padStart(8)}`
    : '';
  return `${work.padEnd(52)} ${ms.padStart(10)} ${memory.padStart(8)}   ${theirs}`.trimEnd();
}

function shown(ms) {
  if (ms < 0.01) return `${(ms * 1000).toPrecision(3)} us`;
  return ms < 1000 ? `${ms.toPrecision(3)} ms` : `${(ms / 1000).toPrecision(3)} s`;
}

/** A whole process: seconds on the clock, and its largest memory, which is looked at often. */
async function whole(args) {
  const started = performance.now();
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  let kilobytes = 0;
  const watch = setInterval(() => {
    try {
      const [, now = 0] = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
      kilobytes = Math.max(kilobytes, Number(now));
    } catch {
      // Elsewhere than on Linux, and after its end.
    }
  }, 20);
  const status = await new Promise((resolve) => child.on('exit', resolve));
  clearInterval(watch);
  if (status !== 0) throw new Error(`${args.join(' ')} ended with status ${status}`);
  return { ms: performance.now() - started, ...(kilobytes > 0 && { mb: kilobytes / 1024 }) };
}

const printed = (program, args) => {
  const { status, stdout } = spawnSync(program, args, { encoding: 'utf8' });
  return status === 0 ? JSON.parse(stdout) : undefined;
};

/** What prints milliseconds of its own as JSON, if it can be run here. */
async function symbolicPeers(sizes) {
  const peers = { nerdamer: () => byNerdamer(...sizes) };
  versions.nerdamer = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../node_modules/nerdamer/package.json'), 'utf8'),
  ).version;
  const here = (name) => join(import.meta.dirname, 'peers', name);
  const [, python] =
    ['python3', '/usr/bin/python3']
      .map((name) => [printed(name, [here('symbolic.py'), '3', '2']), name])
      .find(([answer]) => answer) ?? [];
  if (python) peers.SymPy = () => printed(python, [here('symbolic.py'), ...sizes.map(String)]);
  const binary = output('ginac');
  const { status } = spawnSync('g++', ['-O2', '-o', binary, here('symbolic.cpp'), '-lginac', '-lcln'], {
    stdio: 'ignore',
  });
  if (status === 0) peers.GiNaC = () => printed(binary, sizes.map(String));
  // Warmed up, as the nets below.
  for (let run = 0; run < 20; run++) filterGradient(...sizes);
  const expected = filterGradient(...sizes).sum;
  for (const [name, run] of Object.entries(peers)) {
    const { sum, version } = run();
    if (Math.abs(sum - expected) > 1e-5 * Math.abs(expected))
      throw new Error(`${name} has another gradient: ${sum}, ours ${expected}`);
    if (version) versions[name] = version;
  }
  return peers;
}

console.log(
  `${cpus()[0].model}, ${cpus().length} cores; each figure is the median of ${rounds} runs after warming up, in turn with the peers\n`,
);
console.log(`${line('', 'ours', 'memory', undefined)}   peer           theirs     ratio`);

const sizes = [8, 3];
const peers = await symbolicPeers(sizes);
await row(
  'gradient of a 3 x 3 filter, 8 x 8 image, as formulas',
  () => filterGradient(...sizes),
  peers,
  options.quick ? 1 : 3,
);
await row(
  'scalar graph of LeNet-5 and its gradient',
  () => printed(process.execPath, [join(import.meta.dirname, 'scalar-graph.js')]),
  {},
  3,
);

const torch = await startPyTorch();
if (torch) versions.PyTorch = torch.version;
else console.log('PyTorch is not installed: its column is left out.');
const large = /ResNet|224/;
for (const name of Object.keys(nets).filter((name) => !(options.quick && large.test(name)))) {
  const net = prepared(name);
  if (torch) await demandAgree(name, net, torch);
  net.engine.run();
  const started = performance.now();
  net.engine.run();
  const count = Math.max(1, Math.min(50_000, Math.round(100 / (performance.now() - started))));
  const ours = () => {
    const from = performance.now();
    for (let at = 0; at < count; at++) net.engine.run();
    return { ms: (performance.now() - from) / count, mb: net.engine.bytes / 2 ** 20 };
  };
  const runs = Math.min(count, 200);
  const theirs = async () => ({ ms: ((await torch.ask(`run ${runs}`)) * 1000) / runs });
  await row(`loss and gradients: ${name}`, ours, torch ? { PyTorch: theirs } : {});
}
torch?.stop();

const seed = join(import.meta.dirname, '../../templates/how-a-filter-learns.yaml');
await row('eval of the first example, whole process', () => whole([command, 'eval', seed]), {
  'node -e 0': () => whole(['-e', '0']),
});
const ties = modelFile('many ties', manyTies, (number) => Math.round(number * 1.4));
await row('eval with 1,500 ties and kinks', () => whole([command, 'eval', ties, '--json']), {}, 3);
const lenet = modelFile('LeNet-5, ReLU, max pooling');
await row(
  'eval of LeNet-5, ReLU, max pooling, all ties',
  () => whole([command, 'eval', lenet, '--json']),
  {},
  3,
);
const tanh = modelFile('LeNet-5, tanh, average pooling');
const answer = answerFile(tanh);
await row(
  'verify of 62,490 numbers of LeNet-5',
  () => whole([command, 'verify', tanh, answer]),
  {},
  options.quick ? 1 : 3,
);
if (!options.quick) {
  await row(
    'derive of LeNet-5 to .tex',
    () => whole([command, 'derive', tanh, '-o', output('lenet.tex')]),
    {},
    1,
  );
  const sheets = [
    command,
    'worksheet',
    join(import.meta.dirname, '../../templates/a-worksheet.yaml'),
    '--variants',
    '100',
    '--targets',
    'sheet,key',
    '--engine',
    'typst',
    '-o',
    output('sheets'),
  ];
  await row('worksheet, 100 variants, sheet and key', () => whole(sheets), {}, 1);
}

console.log(
  `\n${Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ')}`,
);
const report = {
  machine: `${cpus()[0].model}, ${cpus().length} cores`,
  date: new Date().toISOString().slice(0, 10),
  versions,
  rows,
};
if (options.json) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
if (options.svg) writeFileSync(options.svg, chart(report));
if (options.docs) {
  const docs = join(import.meta.dirname, '../../docs');
  const page = readFileSync(join(docs, 'speed.md'), 'utf8');
  const between = /(?<=<!-- table -->\n)[\s\S]*(?=<!-- end of table -->)/;
  writeFileSync(
    join(docs, 'speed.md'),
    page.replace(between, () => table(report)),
  );
  writeFileSync(join(docs, 'speed.svg'), chart(report));
}

/** The report as a table in Markdown. */
function table({ machine, date, versions, rows }) {
  const lines = rows.flatMap(({ work, ms, mb, peers }) => {
    const first = `${work} | ${shown(ms)} | ${mb ? `${mb.toFixed(0)} MB` : ''}`;
    const cells = peers.map(({ name, ms, ratio }) => `${name} | ${shown(ms)} | ${ratio.toPrecision(2)}`);
    return (cells.length > 0 ? cells : [' |  | ']).map(
      (cell, at) => `| ${at === 0 ? first : ' | | '} | ${cell} |`,
    );
  });
  const said = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `
| work | gradsheet | memory | peer | theirs | ours / theirs |
| --- | --- | --- | --- | --- | --- |
${lines.join('\n')}

${machine}, ${date}; medians of ${rounds} runs after warming up (1 or 3 of what takes seconds), in turn with the peers. ${said.join(', ')}.

`;
}
