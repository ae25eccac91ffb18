import { describe, expect, it } from 'vitest';
import { example } from '../examples.ts';
import { codeTargets } from '../loaded.ts';
import { codeOf, endingOf } from './running.ts';

describe('the code of a filter that learns', () => {
  it.each(codeTargets.map(({ name }) => name))('for %s is that of its golden file', async (name) => {
    const file = `../golden/how-a-filter-learns-${name}${endingOf(name)}`;
    await expect(codeOf(name, example('how-a-filter-learns'))).toMatchFileSnapshot(file);
  });

  it.each(codeTargets.map(({ name }) => name))('for %s is the same at every run', (name) => {
    const model = example('a-residual-block');
    expect(codeOf(name, model)).toBe(codeOf(name, model));
  });
});
