import { describe, expect, it } from 'vitest';
import { BadInput } from '../src/bad-input.ts';

describe('a message', () => {
  it.each([
    ['\u001b[31mred\u0007', '\\u001b[31mred\\u0007'],
    ['two\nlines\r\u2028', 'two\\u000alines\\u000d\\u2028'],
    ['\u009b2J\u007f', '\\u009b2J\\u007f'],
    ['turned \u202Eround', 'turned \\u202eround'],
    ['half \uD83D of one', 'half \\ud83d of one'],
    ['Chloé, 李, 😀', 'Chloé, 李, 😀'],
  ])('shows %j as text', (found, shown) => {
    expect(new BadInput(found).message).toBe(shown);
  });

  it('leaves out the middle of what is long, and keeps its place and what to do', () => {
    for (const letter of ['a', '\u001b']) {
      const { message } = new BadInput(`m.yaml:1:1: found ${letter.repeat(100_000)}, expected a name.`);
      expect(message).toMatch(/^m\.yaml:1:1: found .* \.\.\. .*, expected a name\.$/);
      expect(message.length).toBeLessThan(810);
    }
  });

  it('may have lines below it, each by itself', () => {
    expect(new BadInput('2 nodes:', undefined, ['a\n', 'b']).message).toBe('2 nodes:\na\\u000a\nb');
  });
});
