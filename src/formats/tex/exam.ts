import type { Document, QuestionBlock, SheetHead } from '../../document/block.ts';
import { texBlocks } from './blocks.ts';
import { escapeTex } from './escape.ts';
import { inlines } from './inline.ts';

/** A worksheet in the parts of templates/exam.tex, which is in the words of the document class exam. */
export function exam({ title, blocks }: Document, head: SheetHead): Readonly<Record<string, string>> {
  const questions = blocks.filter((block) => block.kind === 'question');
  const before = blocks.filter(({ kind }) => kind !== 'head' && kind !== 'question');
  // The heading of the questions stays with the first of them.
  const headings = before.slice(-1).filter(({ kind }) => kind === 'heading');
  const solved = questions.some(({ solution }) => solution !== undefined);
  const name = head.student === undefined ? '' : `Name: ${escapeTex(head.student)}\\quad `;
  const lines = head.lines.map((line) => `${escapeTex(line)}: \\hrulefill`).join('\\quad ');
  return {
    answers: solved ? '\n% Without the next line this is the sheet for students.\n\\printanswers\n' : '',
    title: solved
      ? `\\ifprintanswers ${escapeTex(title)}\\else ${escapeTex(head.title)}\\fi`
      : escapeTex(title),
    student: `${name}${solved ? `\\ifprintanswers\\else ${lines}\\fi` : lines}`,
    variant: escapeTex(head.variant),
    points: questions.every(countable) ? ' \\quad Points: \\numpoints' : '',
    before: texBlocks(before.slice(0, before.length - headings.length)),
    questions: [
      ...(headings.length > 0 ? [texBlocks(headings)] : []),
      `\\begin{questions}`,
      questions.map(questionTex).join('\n\n\\filbreak\n'),
      '\\end{questions}',
    ].join('\n\n'),
  };
}

/** As in the class: what is asked, blanks, and the solution, which leaves so much space where it is not printed. */
function questionTex(question: QuestionBlock): string {
  const { title, points, worth = 0, blocks, unsolved = [], solution } = question;
  const head = countable(question)
    ? `\\titledquestion{${inlines(title)}}[${halves(worth)}]`
    : `\\titledquestion{${inlines(title)} (${escapeTex(points)})}`;
  // Its line is printed when text begins, and a list is no text.
  const begins = blocks[0]?.kind === 'paragraph' || blocks[0]?.kind === 'equation';
  const blanks = unsolved.filter(({ kind }) => kind !== 'space');
  const space = unsolved.filter(({ kind }) => kind === 'space');
  const height = space.reduce((sum, block) => sum + (block.kind === 'space' ? block.height : 0), 0);
  return [
    begins ? head : `${head}\\leavevmode`,
    texBlocks(blocks),
    ...(blanks.length > 0 ? ['\\begin{blanks}', texBlocks(blanks), '\\end{blanks}'] : []),
    ...(solution
      ? [`\\begin{solution}[${height.toFixed(1)}cm]`, texBlocks(solution), '\\end{solution}']
      : space.length > 0
        ? [`\n${texBlocks(space)}`]
        : []),
  ].join('\n');
}

/** The class counts whole and half points. */
function countable({ worth = 0 }: QuestionBlock): boolean {
  return Number.isInteger(2 * worth);
}

function halves(points: number): string {
  const whole = Math.floor(points);
  if (whole === points) return String(whole);
  return `${whole === 0 ? '' : whole}\\half`;
}
