import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, gradsheet, root } from './cli/run.ts';

const readme = readFileSync(join(root, 'README.md'), 'utf8');

function example(language: string): string {
  const found = readme.match(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``));
  if (!found) throw new Error(`the README has no ${language} example`);
  return found[1];
}

describe('the README', () => {
  it('shows what its model prints', async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'lesson.yaml'), example('yaml'));
    const { status, out } = await gradsheet(['derive', 'lesson.yaml', '-o', 'lesson.tex'], { cwd });
    expect(status).toBe(0);
    expect(out).toBe(example('text'));
  });

  it('shows the laws of its model', async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'lesson.yaml'), example('yaml'));
    const { status, out } = await gradsheet(['derive', 'lesson.yaml', '--view', 'sums', '-o', 'laws.md'], {
      cwd,
    });
    expect(status).toBe(0);
    expect(out).toBe(example('txt').replace('laws.pdf', 'laws.md'));
  });

  it('shows the verdict on its answer', async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'lesson.yaml'), example('yaml'));
    writeFileSync(join(cwd, 'answer.json'), example('json'));
    const { status, out } = await gradsheet(['verify', 'lesson.yaml', 'answer.json'], { cwd });
    expect(status).toBe(1);
    expect(out.replace(/\n {2}/g, ' ')).toContain(example('console'));
  });

  it('lists the figures of its model', async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'lesson.yaml'), example('yaml'));
    const { status, out } = await gradsheet(['figure', 'lesson.yaml'], { cwd });
    expect(status).toBe(0);
    expect(out.startsWith(`${example('listing')}\n`)).toBe(true);
  });

  it('maps every folder of src', () => {
    const mapped = [...readme.matchAll(/^\| `([a-z]+)\/` \|/gm)].map(([, folder]) => folder);
    const folders = readdirSync(join(root, 'src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    expect([...mapped].sort()).toEqual(folders.sort());
  });

  it('names every command', async () => {
    const help = (await gradsheet(['--help'])).out;
    const commands = [...help.matchAll(/^ {2}([a-z]+) .*/gm)]
      .map(([, name]) => name)
      .filter((name) => name !== 'help' && name !== 'gradsheet');
    expect(commands.length).toBeGreaterThan(3);
    for (const name of commands) expect(readme).toContain(`\`gradsheet ${name}`);
  });
});
