import type { ReadField } from './read-question.ts';

// As Moodle finds them: a sign ends an answer unless it is behind a backslash or an ampersand.
const answer = String.raw`(?:=|%-?[0-9]+(?:[.,][0-9]*)?%)?.+?(?<!\\|&|&amp;)(?=[~#}]|$)(?:#.*?(?<!\\)(?=[~}]|$))?`;
const gap = new RegExp(
  String.raw`\{([0-9]*):(NUMERICAL|SHORTANSWER|MULTICHOICE_V):(${answer}(?:~${answer})*)\}`,
  'gs',
);

/** The fields of a question with embedded answers. */
export function readCloze(html: string): ReadField[] {
  return [...html.matchAll(gap)].map(([, weight, type, answers]): ReadField => {
    const found = [...answers.matchAll(new RegExp(`~?(${answer})`, 'gs'))].map(([, one]) => one);
    return { accepted: accepted(type, found), points: weight === '' ? 1 : Number(weight) };
  });
}

function accepted(type: string, answers: readonly string[]): ReadField['accepted'] {
  switch (type) {
    case 'NUMERICAL': {
      const [value, tolerance = '0'] = answers[0].slice(1).split(':');
      return { kind: 'number', value, tolerance };
    }
    case 'SHORTANSWER':
      return {
        kind: 'text',
        spellings: answers.map((one) => decoded(one.replace(/^=/, '')).replaceAll('\\*', '*')),
      };
    default:
      return {
        kind: 'choice',
        options: answers.map((one) => decoded(one.replace(/^=/, ''))),
        right: answers.findIndex((one) => one.startsWith('=')),
      };
  }
}

/** Character references, once. */
function decoded(html: string): string {
  const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' };
  return html.replace(/&(?:#(\d+)|(lt|gt|quot|amp));/g, (_, code: string | undefined, name: string) =>
    code === undefined ? named[name] : String.fromCodePoint(Number(code)),
  );
}
