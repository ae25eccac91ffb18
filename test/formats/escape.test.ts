import { describe, expect, it } from 'vitest';
import type { Document } from '../../src/document/block.ts';
import { assets } from '../../src/formats/assets.ts';
import { escapeMd } from '../../src/formats/md.ts';
import { escapeTex } from '../../src/formats/tex/escape.ts';
import { formats } from '../loaded.ts';

describe('text from a model', () => {
  it.each([
    ['\\input{x}', '\\textbackslash{}input\\{x\\}'],
    ['50% of $5 & #1_a^b~c', '50\\% of \\$5 \\& \\#1\\_a\\textasciicircum{}b\\textasciitilde{}c'],
    ['Zoë', 'Zoë'],
    ['∂L/∂δ ≥ −1/2', '\\(\\partial\\)L/\\(\\partial\\)\\(\\delta\\) \\(\\ge\\) \\(-\\)1/2'],
    ['中', '[U+4E2D]'],
    ['a\u0000b\nc', 'ab c'],
  ])('is text in LaTeX: %j', (text, escaped) => {
    expect(escapeTex(text)).toBe(escaped);
  });

  it.each([
    ['<script>', '&lt;script\\>'],
    ['[x](javascript:1)', '\\[x\\](javascript:1)'],
    ['$x$ and `y`', '\\$x\\$ and \\`y\\`'],
    ['a\n# b', 'a \\# b'],
  ])('is text in Markdown: %j', (text, escaped) => {
    expect(escapeMd(text)).toBe(escaped);
  });

  it('is text in a page, which has no script and asks for nothing', async () => {
    const hostile: Document = {
      title: '</title><script>alert(1)</script>',
      blocks: [
        { kind: 'heading', level: 1, id: 'a" onload="x', text: ['<img src=x onerror=alert(1)>'] },
        {
          kind: 'paragraph',
          text: [
            { kind: 'strong', text: '<b>' },
            { kind: 'code', text: '&lt;' },
          ],
        },
      ],
    };
    const page = String(await formats.html.write(hostile, assets));
    expect(page).not.toMatch(/<script|<img src=x|onload="x"/);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).toContain("default-src 'none'");
    expect([...page.matchAll(/url\((?!data:)[^)]*\)|(?:src|href)="(?!data:)[^"]*"/g)]).toEqual([]);
  });
});
