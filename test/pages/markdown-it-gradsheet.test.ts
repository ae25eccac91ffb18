import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import MarkdownIt from 'markdown-it';
import mathjax from 'markdown-it-mathjax3';
import { describe, expect, it } from 'vitest';
import { markdownItGradsheet } from '../../src/pages/markdown-it-gradsheet.ts';
import { examples } from '../examples.ts';
import { lesson, model } from './lesson.ts';

// Its types are those of markdown-it's CommonJS.
const md = new MarkdownIt().use(mathjax as unknown as (md: MarkdownIt) => void).use(markdownItGradsheet);
// What the formulas look like is MathJax's affair, and slow.
for (const rule of ['math_inline', 'math_block'])
  md.renderer.rules[rule] = (tokens, at) => `<${rule}>${tokens[at].content.trim()}</${rule}>`;

describe('a fenced block of a page', () => {
  it('becomes the part of the derivation that is named, as mathematics', () => {
    expect(md.render(lesson('gradsheet part=gradient.W', model))).toBe(
      `<h1>A lesson</h1>
<p>Before.</p>
<math_block>\\begin{aligned}
\\frac{\\partial L}{\\partial W} &= \\frac{1}{2} (p - y) \\begin{pmatrix} I_{11} + I_{12} + I_{21} + I_{22} & I_{12} + I_{13} + I_{22} + I_{23} \\\\ I_{21} + I_{22} + I_{31} + I_{32} & I_{22} + I_{23} + I_{32} + I_{33} \\end{pmatrix}
\\end{aligned}</math_block><p>After.</p>
`,
    );
  });

  it('becomes the whole derivation, with its headings, tables and figures', () => {
    const html = md.render(lesson('gradsheet', model));
    expect(html).toContain('<h2>Backward</h2>');
    expect(html).toContain('<table>');
    expect(html).toMatch(
      /<p><img src="data:image\/svg\+xml;base64,[^"]+" alt="A window of 2 by 2 entries[^"]+"><\/p>\n<p>The window of Conv2d/,
    );
    expect(html).toContain('<p>After.</p>');
  });

  it('has lines of the width that is asked for', () => {
    const lines = (words: string): number =>
      md.render(lesson(`gradsheet part=gradient.W ${words}`, model)).split('\n').length;
    expect(lines('column=15em')).toBeGreaterThan(lines('column=43em'));
  });

  it('may stand in a list', () => {
    const inside = lesson('gradsheet part=law.W', model).replace(/^/gm, '  ').replace('  # A', '- # A');
    expect(md.render(inside)).toMatch(/^<ul>[\s\S]*<math_block>[\s\S]*After.<\/p>\n<\/li>\n<\/ul>\n$/);
  });

  it.each(['yaml', 'gradsheets', ''])('stays what it is in the language "%s"', (language) => {
    const source = lesson(language, model);
    expect(md.render(source)).toBe(new MarkdownIt().render(source));
  });

  it.each([
    [
      'a slip in the model, at its line of the block',
      { relativePath: 'lesson.md', path: '/home/me/lesson.md' },
      'gradsheet',
      model.replace('Conv2d', 'Conv2'),
      'lesson.md (gradsheet block 1):3:5: layers[0]: unknown layer "Conv2"; did you mean Conv2d?',
    ],
    [
      'a slip in a page whose name nobody says',
      undefined,
      'gradsheet',
      'layers: 1',
      'page (gradsheet block 1):1:1: input is missing',
    ],
    [
      'an unknown part',
      {},
      'gradsheet part=gradient.V',
      model,
      'there is no part "gradient.V"; did you mean',
    ],
    [
      'a width that is none',
      {},
      'gradsheet column=5em',
      model,
      'found "column=5em" behind gradsheet, expected part= with names of parts, detail= with brief, steps, full, or column= with a width from 12em to 200em.',
    ],
  ])('fails for %s', (_, env, fence, inside, sentence) => {
    expect(() => md.render(lesson(fence, inside), env)).toThrow(sentence);
  });
});

describe('every example', () => {
  it.each(examples.map(([name]) => name))('%s leaves no dollar and no fence in the text', (name) => {
    const text = lesson(
      'gradsheet',
      readFileSync(join(import.meta.dirname, `../../templates/${name}.yaml`), 'utf8'),
    );
    const html = md.render(text).replace(/<(math_\w+)>[\s\S]*?<\/\1>/g, '');
    expect(html).not.toMatch(/\$|```/);
    expect(html).toContain('<h2>Checks</h2>');
  });
});
