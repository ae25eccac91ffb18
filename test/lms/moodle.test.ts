import { describe, expect, it } from 'vitest';
import { evaluateModel } from '../../src/evaluate/evaluate-model.ts';
import { bankQuestions } from '../../src/lms/bank-question.ts';
import type { Sheet } from '../../src/worksheet/sheet.ts';
import { all, codes, hostileTitles, lesson, sheets } from './example-sheets.ts';
import { readMoodle } from './read-moodle.ts';
import { moodleXml } from './written.ts';

describe('Moodle XML', () => {
  it.each(all)('%s: reads as the questions that were posed', (_, several) => {
    const [category, ...more] = readMoodle(moodleXml(several));
    expect(more).toEqual([]);
    expect(category.path).toBe('$course$/top/How a filter learns');
    const expected = several.flatMap(bankQuestions);
    expect(category.questions.map(({ id, title }) => [id, title])).toEqual(
      expected.map(({ id, title }) => [id, title]),
    );
    category.questions.forEach(({ fields, tags, hint }, place) => {
      const { question, code, fields: asked } = expected[place];
      expect(fields.map(({ points }) => points)).toEqual(asked.map(({ points }) => points));
      fields.forEach(({ accepted }, at) => {
        const said = asked[at].accepted;
        if (accepted.kind !== 'choice' || said.kind !== 'choice') expect(accepted).toEqual(said);
        else expect([accepted.options.length, accepted.right]).toEqual([said.options.length, said.right]);
      });
      expect(tags).toEqual([code, question.key]);
      expect(hint !== undefined).toBe(question.hint !== undefined);
    });
  });

  it.each(all)('%s: every question has its numbers, and the same bytes twice', (_, several) => {
    const xml = moodleXml(several);
    expect(moodleXml(several)).toBe(xml);
    expect(
      xml
        .split('<question type="cloze">')
        .slice(1)
        .every((one) => /I\s*&amp;= \\begin\{pmatrix\}/.test(one)),
    ).toBe(true);
  });

  it.each(all)('%s: the accepted numbers are those of the evaluated model', (_, several) => {
    const [{ questions }] = readMoodle(moodleXml(several));
    const wanted = several.flatMap(evaluated);
    const found = wanted.map(({ id }) =>
      questions.find((one) => one.id === id)?.fields.map(({ accepted }) => number(accepted)),
    );
    expect(found.length).toBeGreaterThan(3);
    found.forEach((numbers, at) => {
      expect(numbers?.length).toBe(wanted[at].values.length);
      numbers?.forEach((one, place) => {
        expect(one).toBeCloseTo(wanted[at].values[place], 5);
      });
    });
  });

  it.each(hostileTitles)('the title %j is only a title', (title, read) => {
    const [{ path, questions }] = readMoodle(moodleXml(sheets(lesson, ['A'], title)));
    expect(questions.map(({ fields }) => fields.length)).toEqual(
      readMoodle(moodleXml(sheets(lesson, ['A'])))[0].questions.map(({ fields }) => fields.length),
    );
    expect(path).toBe(`$course$/top/${read.replaceAll('/', '//')}`);
  });

  it('writes a question as in the golden file', async () => {
    const [first] = sheets(lesson, [codes[0]]);
    const chosen = first.questions.filter(({ exercise }) => exercise === 'winner');
    await expect(moodleXml([{ ...first, questions: chosen }])).toMatchFileSnapshot('./moodle-question.xml');
  });

  it('asks for the blanks of a sum by what they stand beside', () => {
    const xml = moodleXml(sheets(lesson, ['A']));
    expect(xml).toMatch(/<p>beside \\\(\\delta _\{11\}\\\): \{1:SHORTANSWER:=I_/);
  });

  it('makes whole weights of points that are not', () => {
    const [first] = sheets(lesson, ['A']);
    const questions = first.questions
      .slice(0, 1)
      .map((one) => ({ ...one, fields: one.fields.map((field) => ({ ...field, points: 0.5 })) }));
    const [{ questions: read }] = readMoodle(moodleXml([{ ...first, questions }]));
    expect(read[0].fields.map(({ points }) => points)).toEqual([1, 1, 1, 1]);
  });

  it('refuses the same variant twice', () => {
    expect(() => moodleXml(sheets(lesson, ['A', 'a']))).toThrow('two sheets of variant');
  });
});

/** The questions whose answers are what evaluation gives. */
function evaluated({ model, questions, code }: Sheet): { id: string; values: number[] }[] {
  const { outputs, gradients, loss } = evaluateModel(model);
  return questions.flatMap(({ key, exercise }, at) => {
    const name = key.slice(exercise.length + 1);
    const sources = { outputs: outputs.get(name), gradient: gradients.get(name), loss };
    const found = exercise in sources ? sources[exercise as keyof typeof sources] : undefined;
    return found ? [{ id: `v-${code}-${at + 1}-${key}`, values: [...found.value] }] : [];
  });
}

function number(accepted: { kind: string; value?: string; spellings?: readonly string[] }): number {
  const [over, under = '1'] = (accepted.value ?? accepted.spellings?.[0] ?? '').split('/');
  return Number(over) / Number(under);
}
