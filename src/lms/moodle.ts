import { base64 } from '../formats/katex-style.ts';
import { answerForm } from './answer-form.ts';
import { type BankQuestion, bankQuestions, distinct } from './bank-question.ts';
import { clozeGap, weightScale, withoutGaps } from './cloze.ts';
import type { LmsFormat, LmsPart } from './lms-format.ts';
import { mathjax } from './mathjax.ts';
import type { Resource } from './package.ts';
import { Pictures } from './pictures.ts';
import { type Setter, xhtml } from './xhtml.ts';
import { cdata, element, type Xml, xmlFile } from './xml.ts';

/**
 * Worksheets as a question bank in Moodle XML (https://docs.moodle.org/en/Moodle_XML_format): a category for each
 * worksheet, in it every question of every variant with embedded answers. Tags are the variant's code and the
 * question's key, so that a quiz can draw a random variant of a question.
 */
export const moodle: LmsFormat = {
  name: 'moodle',
  summary: 'Moodle XML, with blanks in the text',
  part: (sheet) => ({
    code: sheet.code,
    title: sheet.title,
    resources: bankQuestions(sheet).map(questionOf),
  }),
  write: (parts) => new TextEncoder().encode(moodleXml(parts)),
};

function moodleXml(parts: readonly LmsPart[]): string {
  const titles = [...new Set(parts.map(({ title }) => title))];
  const questions = titles.flatMap((title) => [
    category(title),
    ...distinct(parts)
      .filter((part) => part.title === title)
      .flatMap(({ resources }) => resources.flatMap(({ files }) => files.map(([, xml]): Xml => ({ xml })))),
  ]);
  return xmlFile(element('quiz', {}, ...questions));
}

/** A question has its pictures in itself. */
function questionOf(question: BankQuestion): Resource {
  const { id } = question;
  return { id, type: 'cloze', files: [[`${id}.xml`, cloze(question).xml]], needs: [] };
}

function category(title: string): Xml {
  // In the path of a category a slash is written twice.
  const name = title.replace(/\s+/g, ' ').trim().replaceAll('/', '//');
  return element(
    'question',
    { type: 'category' },
    element('category', {}, element('text', {}, `$course$/top/${name}`)),
    html('info', '', new Pictures('')),
  );
}

function cloze({ id, title, code, question, stem, fields }: BankQuestion): Xml {
  const [asked, solved, hinted] = ['', '', ''].map(() => new Pictures('@@PLUGINFILE@@/'));
  const setter = (pictures: Pictures): Setter => ({ math: mathjax, picture: pictures.picture });
  const scale = weightScale(fields);
  const gap = (at: number): string => clozeGap(fields[at], scale, setter(asked));
  const form = answerForm(
    question,
    { ...setter(asked), math: (...formula) => withoutGaps(mathjax(...formula)) },
    { gap, choice: (at, label) => `<p>${label}</p>\n<div>${gap(at)}</div>` },
  );
  return element(
    'question',
    { type: 'cloze' },
    element('name', {}, element('text', {}, title)),
    html('questiontext', `${withoutGaps(xhtml(stem, setter(asked)))}\n${form}`, asked),
    html('generalfeedback', xhtml(question.solution, setter(solved)), solved),
    element('penalty', {}, '0.3333333'),
    element('hidden', {}, '0'),
    element('idnumber', {}, id),
    ...(question.hint
      ? [html('hint', xhtml([{ kind: 'paragraph', text: question.hint }], setter(hinted)), hinted)]
      : []),
    element('tags', {}, ...[code, question.key].map((tag) => element('tag', {}, element('text', {}, tag)))),
  );
}

/** A text in HTML with the pictures in it. */
function html(name: string, text: string, { files }: Pictures): Xml {
  return element(
    name,
    { format: 'html' },
    element('text', {}, cdata(text)),
    ...files.map(([file, source]) =>
      element(
        'file',
        { name: file, path: '/', encoding: 'base64' },
        base64(new TextEncoder().encode(source)),
      ),
    ),
  );
}
