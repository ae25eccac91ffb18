import { describe, expect, it } from 'vitest';
import { repeatable } from '../../src/formats/print/repeatable.ts';

const fixed = (text: string): string =>
  Buffer.from(repeatable(Buffer.from(text, 'latin1'))).toString('latin1');

describe('a PDF', () => {
  it('is the same whenever it was made', () => {
    const made = (time: string): string =>
      `<</CreationDate (D:${time}+01'00')\n/ModDate (D:${time}+01'00')>>`;
    expect(fixed(made('20261124104500'))).toBe(fixed(made('19700101000000')));
    expect(fixed(made('20261124104500')).length).toBe(made('20261124104500').length);
  });

  it('is the same however the browser numbered its elements', () => {
    const name = (number: number): string => `(node${String(number).padStart(8, '0')})`;
    const made = (numbers: readonly number[]): string => {
      const listed = numbers
        .map((number, at) => ({ number, entry: `${name(number)} ${40 + at} 0 R` }))
        .sort((a, b) => a.number - b.number);
      const limits = [listed[0], listed[listed.length - 1]].map(({ number }) => name(number));
      return `${numbers.map((number) => `/ID ${name(number)}`).join(' ')} <</Limits [${limits.join(' ')}]\n/Names [${listed.map(({ entry }) => entry).join(' ')}]>>`;
    };
    expect(fixed(made([129, 140, 150]))).toBe(made([0, 1, 2]));
    expect(fixed(made([147, 151, 129]))).toBe(made([0, 1, 2]));
  });

  it('keeps every other byte', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    expect(repeatable(bytes)).toEqual(bytes);
  });
});
