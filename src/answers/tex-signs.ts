import { greek } from '../notation/letters.ts';

/** Commands of LaTeX that stand for one sign. */
export const texSigns: ReadonlyMap<string, string> = new Map([
  ...[...greek].map(([name, letter]): [string, string] => [`\\${name}`, letter]),
  ...Object.entries({
    '\\varepsilon': 'ε',
    '\\vartheta': 'θ',
    '\\varphi': 'φ',
    '\\ell': 'l',
    '\\partial': '∂',
    '\\nabla': '∇',
    '\\infty': '∞',
    '\\prime': "'",
    '\\%': '%',
    '\\_': '_',
    '\\cdot': '*',
    '\\times': '*',
    '\\ast': '*',
    '\\div': '/',
    '\\pm': '±',
    '\\approx': '~',
    '\\sim': '~',
    '\\simeq': '~',
    '\\lt': '<',
    '\\gt': '>',
    '\\le': '≤',
    '\\leq': '≤',
    '\\leqslant': '≤',
    '\\ge': '≥',
    '\\geq': '≥',
    '\\geqslant': '≥',
    '\\vert': '|',
    '\\lvert': '|',
    '\\rvert': '|',
    '\\{': '(',
    '\\}': ')',
    '\\lbrace': '(',
    '\\rbrace': ')',
    '\\lbrack': '[',
    '\\rbrack': ']',
    '\\ldots': '…',
    '\\cdots': '…',
    '\\@cdots': '…',
  }),
]);

/** Functions that LaTeX has as commands; their argument may stand without brackets. */
export const texFunctions: readonly string[] = ['exp', 'ln', 'log', 'max', 'min', 'tanh'];
