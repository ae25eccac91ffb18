import { describe, expect, it } from 'vitest';
import { BadInput } from '../src/bad-input.ts';
import { terminal } from '../src/formats/terminal/terminal.ts';
import { readModel } from '../src/model/read.ts';
import { readRoster } from '../src/worksheet/roster.ts';

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

describe('what would command a terminal', () => {
  const hostile = '\u001b[31mA\u0007\nB\u202e';

  it('is left out of titles and names', () => {
    const text = `{ "title": ${JSON.stringify(hostile)}, "input": { "shape": [2] }, "layers": ["ReLU"], "loss": "Sum" }`;
    expect(readModel(text, 'm.json').title).toBe('[31mA B');
    const roster = new TextEncoder().encode(`id,name\n1,"${hostile}"\n`);
    expect(readRoster(roster, 'r.csv')).toEqual([{ id: '1', name: '[31mA B' }]);
  });

  it('is shown as text in what a document says', () => {
    const blocks = [{ kind: 'paragraph', text: [hostile, { kind: 'code', text: '\u001b' }] }] as const;
    expect(terminal(blocks)).toBe('\\u001b[31mA\\u0007\\u000aB\\u202e\\u001b\n\n');
  });
});
