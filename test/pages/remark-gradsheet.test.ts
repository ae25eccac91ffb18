import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import { describe, expect, it } from 'vitest';
import { remarkGradsheet } from '../../src/pages/remark-gradsheet.ts';
import { lesson, model } from './lesson.ts';

const processor = unified()
  .use(remarkParse)
  .use(remarkMath)
  .use(remarkGradsheet)
  .use(remarkStringify, { math: true } as object);

const written = async (source: string) =>
  String(await processor.process({ path: 'lesson.md', value: source }));

describe('a fenced block of a page', () => {
  it('becomes the part of the derivation that is named, as mathematics', async () => {
    const tree = await processor.run(
      processor.parse(lesson('gradsheet part=gradient.W,law.Conv2d.W', model)),
    );
    const kinds = tree.children.map(({ type }) => type);
    expect(kinds[0]).toBe('heading');
    expect(kinds).toContain('math');
    expect(kinds.at(-1)).toBe('paragraph');
    expect(await written(lesson('gradsheet part=gradient.W,law.Conv2d.W', model))).toMatchInlineSnapshot(`
      "# A lesson

      Before.

      $$
      \\begin{aligned}
      \\frac{\\partial L}{\\partial W} &= \\frac{1}{2} (p - y) \\begin{pmatrix} I_{11} + I_{12} + I_{21} + I_{22} & I_{12} + I_{13} + I_{22} + I_{23} \\\\ I_{21} + I_{22} + I_{31} + I_{32} & I_{22} + I_{23} + I_{32} + I_{33} \\end{pmatrix}
      \\end{aligned}
      $$

      $$
      \\begin{aligned}
      \\frac{\\partial L}{\\partial W_{mn}} &= \\sum_{i,j=1}^{2} \\frac{\\partial L}{\\partial o_{ij}} \\frac{\\partial o_{ij}}{\\partial W_{mn}} = \\sum_{i,j=1}^{2} \\delta _{ij} I_{i + m - 1,\\,j + n - 1}
      \\end{aligned}
      $$

      After.
      "
    `);
  });

  it('becomes the whole derivation, with its figures', async () => {
    const text = await written(lesson('gradsheet', model));
    expect(text).toContain('## Backward');
    expect(text).toMatch(/!\[[^\]]+\]\(data:image\/svg\+xml;base64,/);
    expect(text).toContain('After.');
    expect(text).not.toContain('```gradsheet');
  });

  it('stays what it is in another language', async () => {
    const source = lesson('yaml', model);
    expect(await written(source)).toBe(source);
  });

  it.each([
    [
      'a slip in the model, at its line of the page',
      'gradsheet',
      model.replace('Conv2d', 'Conv2'),
      'lesson.md:8:5: layers[0]: unknown layer "Conv2"; did you mean Conv2d?',
    ],
    [
      'an unknown part',
      'gradsheet part=gradient.V',
      model,
      'there is no part "gradient.V"; did you mean gradient.W? There are notation, ',
    ],
    [
      'an unknown word',
      'gradsheet parts=W',
      model,
      'found "parts=W" behind gradsheet, expected part= with names of parts, detail= with brief, steps, full, or column= with a width from 12em to 200em.',
    ],
  ])('fails the file for %s', async (_, fence, inside, sentence) => {
    await expect(written(lesson(fence, inside))).rejects.toThrow(sentence);
  });
});
