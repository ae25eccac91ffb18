import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { bankQuestions } from '../../src/lms/bank-question.ts';
import { canvasParts } from '../../src/lms/canvas-parts.ts';
import { qti12 } from '../../src/lms/qti12.ts';
import { qti21 } from '../../src/lms/qti21.ts';
import { all, codes, hostileTitles, lesson, sheets } from './example-sheets.ts';
import { readQti } from './read-qti.ts';
import { written } from './written.ts';

describe('QTI 2.1', () => {
  it.each(all)('%s: reads as the questions that were posed', (_, several) => {
    const tests = readQti(written(qti21, several));
    expect(tests.map(({ title }) => title)).toEqual(codes.map((code) => `How a filter learns (${code})`));
    several.forEach((sheet, turn) => {
      const expected = bankQuestions(sheet);
      expect(tests[turn].questions.map(({ id, title }) => [id, title])).toEqual(
        expected.map(({ id, title }) => [id, title]),
      );
      tests[turn].questions.forEach(({ fields }, place) => {
        expect(fields.map(({ points }) => points)).toEqual(
          expected[place].fields.map(({ points }) => points),
        );
        fields.forEach(({ accepted }, at) => {
          const said = expected[place].fields[at].accepted;
          if (accepted.kind !== 'choice' || said.kind !== 'choice') expect(accepted).toEqual(said);
          else expect([accepted.options.length, accepted.right]).toEqual([said.options.length, said.right]);
        });
      });
    });
  });
});

describe('QTI 1.2 for Canvas', () => {
  it.each(all)('%s: every field is scored once, with its points and its answers', (_, several) => {
    const quizzes = readQti(written(qti12, several));
    several.forEach((sheet, turn) => {
      const expected = bankQuestions(sheet).flatMap((one) =>
        canvasParts(one, sheet.plan.decimals).map((part) => ({ one, part })),
      );
      expect(quizzes[turn].questions.length).toBe(expected.length);
      quizzes[turn].questions.forEach(({ id, fields }, place) => {
        const { one, part } = expected[place];
        expect(id.startsWith(one.id)).toBe(true);
        expect(fields.map(({ points }) => points)).toEqual(part.fields.map((at) => one.fields[at].points));
        const said = part.type === 'fill_in_multiple_blanks_question' ? part.spellings : [part.accepted];
        fields.forEach(({ accepted }, at) => {
          if (accepted.kind === 'choice') expect(accepted.right).toBe(Object(said[at]).right);
          else if (part.type !== 'fill_in_multiple_blanks_question') expect(accepted).toEqual(said[at]);
          else expect(accepted).toEqual({ kind: 'text', spellings: said[at] });
        });
      });
      const scored = bankQuestions(sheet).map((one) =>
        canvasParts(one, sheet.plan.decimals)
          .flatMap(({ fields }) => fields)
          .toSorted((a, b) => a - b),
      );
      expect(scored).toEqual(sheet.questions.map(({ fields }) => fields.map((_, at) => at)));
    });
  });

  it.each(all)('%s: every blank stands in the text once, and nothing else looks like one', (_, several) => {
    const texts = Object.entries(unzipSync(written(qti12, several)))
      .filter(([path]) => /^(v-.*)\/\1\.xml$/.test(path))
      .flatMap(([, bytes]) => strFromU8(bytes).split('<item ').slice(1));
    for (const item of texts) {
      const [question] = item.match(/<presentation>.*?<\/mattext>/s) ?? [''];
      const named = [...item.matchAll(/ ident="response_(blank\d+)"/g)].map(([, name]) => name);
      const shown = [...question.matchAll(/\[([^\]]*)\]/g)].map(([, name]) => name);
      expect(shown.filter((name) => name.startsWith('blank'))).toEqual(named);
    }
  });
});

describe.each([
  ['2.1', qti21],
  ['1.2', qti12],
] as const)('a QTI %s package', (_, format) => {
  it.each(all)('%s: is the same bytes twice', (_, several) => {
    expect(written(format, several)).toEqual(written(format, several));
  });

  it.each(hostileTitles)('has %j as no more than a title', (title, allowed) => {
    const [{ title: read, questions }] = readQti(written(format, sheets(lesson, ['A'], title)));
    expect(read).toBe(`${allowed} (A)`);
    expect(questions.length).toBe(readQti(written(format, sheets(lesson, ['A'])))[0].questions.length);
  });

  it('has every file that its manifest names, and no other', () => {
    const files = unzipSync(written(format, sheets(lesson, codes)));
    const named = [...strFromU8(files['imsmanifest.xml']).matchAll(/<file href="([^"]*)"/g)].map(
      ([, href]) => href,
    );
    expect(Object.keys(files).toSorted()).toEqual(['imsmanifest.xml', ...named].toSorted());
    expect(named.some((name) => name.endsWith('.svg'))).toBe(true);
  });
});
