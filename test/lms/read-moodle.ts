import { all, at, type Element, readXml, textOf } from './element.ts';
import { readCloze } from './read-cloze.ts';
import type { ReadQuestion } from './read-question.ts';

/** A category with its questions. */
export interface ReadCategory {
  readonly path: string;
  readonly questions: readonly (ReadQuestion & {
    readonly tags: readonly string[];
    readonly hint?: string;
  })[];
}

/** Reads the Moodle XML that is written here: what Moodle would have in its question bank. */
export function readMoodle(source: string): ReadCategory[] {
  const questions = all(readXml(source), 'question');
  const starts = questions.flatMap(({ attributes }, place) =>
    attributes.type === 'category' ? [place] : [],
  );
  return starts.map((start, turn) => ({
    path: textOf(at(questions[start], 'category', 'text')),
    questions: questions.slice(start + 1, starts[turn + 1]).map(question),
  }));
}

function question(element: Element): ReadCategory['questions'][number] {
  const [hint] = all(element, 'hint');
  return {
    id: textOf(at(element, 'idnumber')),
    title: textOf(at(element, 'name', 'text')),
    fields: readCloze(textOf(at(element, 'questiontext', 'text'))),
    tags: all(at(element, 'tags'), 'tag').map((tag) => textOf(at(tag, 'text'))),
    ...(hint && { hint: textOf(at(hint, 'text')) }),
  };
}
