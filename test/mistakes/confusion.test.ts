import { describe, expect, it } from 'vitest';
import { answersTried, confusion, type Row } from './confusion.ts';

const tables: readonly (readonly [string, ReadonlyMap<string, Row>])[] = [
  ['The gradients by the input and by all parameters are answered:', confusion('all')],
  ["The gradient by the first layer's weight is answered, and nothing else:", confusion('first weight')],
];

const heading = `Each mistake is made in ${answersTried} nets of test/oracle, in up to six ways a net, in PyTorch's own gradients; then the
answer is diagnosed. Columns: in how many nets the mistake changes something; answers made; answers for which it is
named alone; answers for which others give the same numbers, and which; answers for which it is not named.
`;

describe('mistakes made on purpose in the nets of PyTorch', () => {
  it.each(tables)('are named, alone or together with what gives the same numbers. %s', (_, rows) => {
    expect([...rows].flatMap(([name, { missed }]) => missed.map((one) => `${name}: ${one}`))).toEqual([]);
  });

  it('are confused as the table says', async () => {
    const text = [heading, ...tables.map(([title, rows]) => `${title}\n\n${tableOf(rows)}\n`)].join('\n');
    await expect(text).toMatchFileSnapshot('../golden/mistakes-by-model.txt');
  });
});

function tableOf(rows: ReadonlyMap<string, Row>): string {
  const widest = Math.max(...[...rows.keys()].map((name) => name.length));
  const line = (name: string, counts: readonly (string | number)[], others: string): string =>
    `${name.padEnd(widest)}${counts.map((one) => String(one).padStart(7)).join('')}  ${others}`.trimEnd();
  return [
    line('', ['nets', 'made', 'alone', 'same', 'missed'], 'the same as'),
    ...[...rows].map(([name, { nets, made, alone, together, missed }]) => {
      const others = [...together]
        .toSorted((a, b) => b[1] - a[1])
        .map(([other, count]) => `${other} ${count}`);
      const same = made - alone - missed.length;
      return line(name, [nets.size, made, alone, same, missed.length], others.join(', '));
    }),
  ].join('\n');
}
