import { BadInput } from '../bad-input.ts';
import type { TreeOf } from '../expression/formula-of-text.ts';
import { endingOf } from '../values/endings.ts';
import { readValues } from '../values/index.ts';
import type { Answer } from './answer.ts';
import { EntryReader } from './entry-reader.ts';
import { givenInBinary } from './from-binary.ts';
import { givenInCsv } from './from-csv.ts';
import { givenInData } from './from-data.ts';
import { givenInText } from './from-text.ts';
import { gathered } from './gathered.ts';
import type { GivenAnswer } from './given.ts';
import { texReader } from './latex.ts';
import { demandReadable } from './limits.ts';
import { Mentions } from './mentions.ts';
import type { Vocabulary } from './vocabulary.ts';

interface AnswerReading {
  readonly treeOf: TreeOf;
  /** What an array without a name is about: "W", "dL/dW", "o". */
  readonly of?: string;
  /** Binary files of any size, as doubles: for models that are too large to be written out. */
  readonly anySize?: boolean;
}

/** Endings of answers, in the order in which they are listed. */
const answerEndings = ['csv', 'json', 'npy', 'npz', 'safetensors', 'tex', 'txt', 'yaml', 'yml'] as const;

/**
 * The answer in a file's bytes, by the ending of its name; "-" is a text of any kind. Throws BadInput, with its place, for
 * what cannot be read.
 */
export async function readAnswer(
  content: Uint8Array,
  file: string,
  vocabulary: Vocabulary,
  { treeOf, of, anySize = false }: AnswerReading,
): Promise<Answer> {
  const name = file === '-' ? '(standard input)' : file;
  const mentions = new Mentions(vocabulary);
  const { given, hasTex } = givenIn(content, file, name, mentions, anySize);
  const tex = hasTex || of?.includes('\\') ? await texReader() : undefined;
  return gathered(given, name, new EntryReader(vocabulary, mentions, treeOf, tex), of, anySize);
}

function givenIn(
  content: Uint8Array,
  file: string,
  name: string,
  mentions: Mentions,
  anySize: boolean,
): { given: GivenAnswer[]; hasTex: boolean } {
  const ending = file === '-' ? 'txt' : endingOf(file);
  switch (ending) {
    case 'npy':
    case 'npz':
    case 'safetensors':
      return { given: givenInBinary(readValues(content, file), name, anySize), hasTex: false };
    case 'csv':
    case 'json':
    case 'yaml':
    case 'yml':
    case 'txt':
    case 'tex': {
      const text = decoded(content, name);
      demandReadable(text, name);
      const hasTex = text.includes('\\');
      if (ending === 'csv') return { given: givenInCsv(content, name), hasTex };
      const data = ending === 'txt' ? looksLikeData(text) : ending !== 'tex';
      return { given: data ? givenInData(text, name, mentions) : givenInText(text, name), hasTex };
    }
    default: {
      const known = answerEndings.map((ending) => `.${ending}`).join(', ');
      throw new BadInput(`${name}: found the ending ".${ending}", expected an answer in ${known}.`);
    }
  }
}

/** A map in JSON, or a map in YAML whose values need more than a line. */
function looksLikeData(text: string): boolean {
  return /^\s*(?:\{\s*["'}]|---)/.test(text) || /^[^\n=]*:\s*\n\s*(?:- |[^\s=:]+:\s)/m.test(text);
}

function decoded(content: Uint8Array, name: string): string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    throw new BadInput(`${name}: not text in UTF-8, expected an answer as text.`);
  }
  if (text.trim() !== '') return text;
  throw new BadInput(`${name}: the file is empty, expected an answer.`);
}
