import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type CompileOptions, compile } from '@mdx-js/mdx';
import remarkGfm from 'remark-gfm';
import { describe, expect, it } from 'vitest';
import { emptyFolder, root } from '../cli/run.ts';
import { examples } from '../examples.ts';

// Its types describe what its CommonJS is not.
const jiti: (file: string, options: object) => (name: string) => unknown = createRequire(import.meta.url)(
  'jiti',
);

const page = readFileSync(join(root, 'docs/pages.md'), 'utf8');

/** What the page shows under a heading. */
function shown(heading: string, language: string): string {
  const section = page.slice(page.indexOf(`## ${heading}\n`));
  const found = new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(section);
  if (!found) throw new Error(`${heading} shows no ${language}`);
  return found[1];
}

const [, block] = /````md\n([\s\S]*?)````/.exec(page) ?? [];

/** A site with these files, which finds gradsheet and the packages that the tests have. */
function site(files: Readonly<Record<string, string>>): string {
  const folder = emptyFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const packages = join(folder, 'node_modules');
  mkdirSync(packages);
  symlinkSync(root, join(packages, 'gradsheet'), 'dir');
  for (const name of [
    'vitepress',
    'unified',
    'vue',
    'rehype-katex',
    'rehype-stringify',
    'remark-gfm',
    'remark-math',
    'remark-parse',
    'remark-rehype',
  ])
    symlinkSync(join(root, 'node_modules', name), join(packages, name), 'dir');
  return folder;
}

const template = (name: string): string => readFileSync(join(root, `templates/${name}.yaml`), 'utf8');
const fenced = (name: string): string =>
  `# A lesson\n\n\`\`\`gradsheet\n${template(name)}\`\`\`\n\nThe end.\n`;

describe('a site of VitePress', () => {
  const build = (files: Readonly<Record<string, string>>) => {
    const folder = site({ '.vitepress/config.mts': shown('VitePress', 'ts'), ...files });
    const program = join(root, 'node_modules/vitepress/bin/vitepress.js');
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'build'], {
      cwd: folder,
      encoding: 'utf8',
    });
    return { folder, status, said: stdout + stderr };
  };

  it('has the derivations of its pages, with formulas, figures and headings', () => {
    const { folder, status, said } = build({
      'index.md': `---\ntitle: Parts\n---\n\n# Parts\n\n${block}\n`,
      'whole.md': fenced('the-winner-takes-the-gradient'),
    });
    expect(status, said).toBe(0);
    const html = (name: string): string => readFileSync(join(folder, '.vitepress/dist', name), 'utf8');
    expect(html('index.html').match(/<mjx-container/g)).toHaveLength(2);
    const whole = html('whole.html');
    for (const id of ['notation', 'backward', 'the-gradient', 'checks'])
      expect(whole).toContain(`id="${id}"`);
    expect(whole).toMatch(/<img src="data:image\/svg\+xml;base64,[^"]+" alt="A window of 2 by 2 entries/);
    expect(whole).toContain('The end.');
    for (const text of [html('index.html'), whole]) {
      expect(text).not.toContain('language-gradsheet');
      expect(text.replace(/<[^>]*>/g, '')).not.toContain('$');
    }
  });

  it('is not built with a slip in a model', () => {
    const { status, said } = build({
      'index.md': '---\ntitle: Slip\n---\n\n```gradsheet\nlayers:\n  - Conv2\n```\n',
    });
    expect(status).toBe(1);
    expect(said).toContain(
      'index.md (gradsheet block 1):1:1: input is missing, expected a map with name and shape',
    );
  });
});

describe('a page of Docusaurus', async () => {
  const folder = site({ 'docusaurus.config.mjs': shown('Docusaurus', 'js') });
  const { default: config } = await import(pathToFileURL(join(folder, 'docusaurus.config.mjs')).href);
  const { beforeDefaultRemarkPlugins, remarkPlugins, rehypePlugins } = config.presets[0][1].docs;
  const options: CompileOptions = {
    remarkPlugins: [...beforeDefaultRemarkPlugins, remarkGfm, ...remarkPlugins],
    rehypePlugins,
  };

  it.each(examples.map(([name]) => name))('with %s is read as MDX', async (name) => {
    const made = String(await compile(fenced(name), options));
    expect(made).toContain('katex-mathml');
    expect(made).not.toContain('katex-error');
    expect(made).not.toContain('language-gradsheet');
  });

  it('is configured by what its loader can load', () => {
    // As docusaurus/utils/moduleUtils does it, whose interopDefault takes apart what other loaders do not.
    const load = jiti(join(folder, 'docusaurus.config.mjs'), { requireCache: false, interopDefault: true });
    expect(load(join(folder, 'docusaurus.config.mjs'))).toMatchObject({ title: 'Lessons' });
  });
});

describe('unified', () => {
  it('makes a page of HTML with formulas and tables', async () => {
    const folder = site({ 'processor.mjs': shown('unified', 'js') });
    const { processor } = await import(pathToFileURL(join(folder, 'processor.mjs')).href);
    const html = String(await processor.process(fenced('how-a-filter-learns')));
    expect(html).toContain('<table>');
    expect(html).toContain('katex-mathml');
    expect(html).not.toContain('katex-error');
  });
});
