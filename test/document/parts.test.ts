import { describe, expect, it } from 'vitest';
import { derivation } from '../../src/document/derivation/derivation.ts';
import { lawsDocument } from '../../src/document/laws/laws-document.ts';
import { chosenParts, nameOf, partsOf, sectionsOf, withLayers } from '../../src/document/parts.ts';
import { example, examples } from '../examples.ts';

/** What may be said of a tensor, and how; everything else has one name only. */
const grammar =
  /^(given|forward|local|law|backward|gradient|unrolled|values|second)\.\w+|^net\.\d+$|^(notation|checks|meaning\.\w+|second-opinion\.region)$/;

describe('the parts of a derivation', () => {
  it('are those of the golden file, for every example', async () => {
    const listed = await Promise.all(
      examples.map(async ([name, model]) => {
        const all = partsOf(await derivation(model, { order: 2 }));
        const laws = partsOf(lawsDocument(model));
        const names = (parts: typeof all): string => parts.map((part) => `  ${part.name}\n`).join('');
        return `${name}\n${names(all)}the laws alone of ${name}\n${names(laws)}`;
      }),
    );
    await expect(listed.join('\n')).toMatchFileSnapshot('../golden/parts.txt');
  });

  it.each(examples)('%s: have names of one grammar, each once', async (_, model) => {
    const document = await derivation(model, { order: 2 });
    for (const { name } of partsOf(document)) expect(name).toMatch(grammar);
    const equations = document.blocks.filter((block) => block.kind === 'equation');
    for (const block of equations) expect(block.part).toBeDefined();
    expect(new Set(equations.map(({ part }) => part && nameOf(part))).size).toBe(equations.length);
  });

  it.each(examples)('%s: are asked for by their layers too', async (_, model) => {
    const document = await derivation(model);
    const pairs = partsOf(document).flatMap((part) =>
      (part.topic ? withLayers(part.topic, model) : []).map((longer) => [part, longer] as const),
    );
    expect(pairs.length).toBeGreaterThan(5);
    for (const [part, longer] of pairs)
      expect(chosenParts(document, model, [longer])[0].blocks).toEqual(part.blocks);
  });

  it('are whole sections where one is asked for', async () => {
    const model = example('how-a-filter-learns');
    const document = await derivation(model);
    expect(sectionsOf(document).map(({ name }) => name)).toContain('backward-o');
    const [forward] = chosenParts(document, model, ['forward']);
    expect(forward.blocks.filter((block) => block.kind === 'heading')).toHaveLength(3);
    const [inner] = chosenParts(document, model, ['forward-o']);
    expect(inner.blocks.every((block) => forward.blocks.includes(block))).toBe(true);
  });

  it('are said with what is near when a name is wrong', async () => {
    const model = example('the-winner-takes-the-gradient');
    const document = await derivation({ ...model, values: undefined });
    expect(() => chosenParts(document, model, ['forward.o', 'law.Conv2.W'])).toThrow(
      'there is no part "law.Conv2.W"; did you mean law.Conv2d.W? There are notation, given.network, given.I, given.W, given.window, forward.o.rule, forward.o.operators, forward.o, forward.p.rule, forward.L, local.L, local.p, law.o, backward.o, local.o, law.W, law.W.operators, unrolled.o.X, gradient.W, checks, and the sections notation, given, forward, backward, gradient, checks.',
    );
  });

  it('name the rule of what has no more to say', async () => {
    const model = example('the-winner-takes-the-gradient');
    const document = await derivation(model);
    expect(chosenParts(document, model, ['forward.p'])[0].blocks).toEqual(
      chosenParts(document, model, ['forward.p.rule'])[0].blocks,
    );
  });
});
