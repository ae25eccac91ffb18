import { BadInput } from '../bad-input.ts';
import { isLetter, nameParts } from '../notation/letters.ts';
import { plainName, symbolExpected, type WrittenSymbol, writtenSymbol } from '../notation/written-symbol.ts';
import { cotangentNames } from './cotangent-names.ts';
import { givenTensors } from './expansion.ts';
import { modelLetters, otherLetters } from './index-letters.ts';
import type { Model } from './model.ts';
import type { NotationChoices } from './notation-choices.ts';

/** An author's choices for one model, every name found and none said of two things. */
export interface OwnNotation {
  /** What is written for an array, the loss, the learning rate or a short name of a gradient, where it is not its name. */
  readonly symbols: ReadonlyMap<string, WrittenSymbol>;
  /** The letter that is written for a letter of the formulas, where it is another. */
  readonly letters: ReadonlyMap<string, string>;
  /** Names that nothing else may have. */
  readonly usedNames: ReadonlySet<string>;
  readonly bold: boolean;
  readonly nabla: boolean;
  readonly base: 0 | 1;
  readonly columnFirst: boolean;
}

/**
 * What an author's choices mean for a model. `symbols` names things as they are printed; W stands for W1, W2, … where
 * there is no W itself. Throws BadInput for a name that nothing has, and where two things would be written alike.
 */
export function ownNotation(model: Omit<Model, 'values'>, choices: NotationChoices = {}): OwnNotation {
  const arrays = [...givenTensors(model), ...model.steps.map(({ output }) => output)].map(({ name }) => name);
  // What arrives from above may be given, and is then the short name of a gradient as well.
  const names = [...new Set([...arrays, ...cotangentNames(model).values(), 'L', 'eta'])];
  const used = modelLetters(model);
  const usual = otherLetters(used, new Set(arrays));
  const printed = new Map([...used].map((letter) => [usual.get(letter) ?? letter, letter]));
  const symbols = new Map<string, WrittenSymbol>();
  const letters = new Map<string, string>();
  const symbolChoices = Object.entries(choices.symbols ?? {});
  for (const [key, text] of symbolChoices) {
    const symbol = writtenSymbol(text);
    if (!symbol) throw refused(key, `found ${JSON.stringify(text)}, expected ${symbolExpected}.`);
    const name = plainName(key) ?? key;
    const numbered = names.filter(
      (candidate) => nameParts(candidate).name === name && nameParts(candidate).index !== '',
    );
    const letter = printed.get(name);
    if (names.includes(name)) symbols.set(name, symbol);
    else if (numbered.length > 0) {
      for (const arrayName of numbered)
        if (!(arrayName in (choices.symbols ?? {})))
          symbols.set(arrayName, { ...symbol, name: `${symbol.name}${nameParts(arrayName).index}` });
    } else if (letter !== undefined) letters.set(letter, letterSaid(key, symbol, text));
    else throw refused(key, `nothing here is called ${key}. ${listOf(names, printed)}`);
  }
  const written = writtenApart(names, symbols, letters, symbolChoices);
  const usedNames = new Set([...arrays, ...written]);
  const free = new Set([...used].filter((letter) => !letters.has(letter)));
  const others = otherLetters(free, new Set([...usedNames, ...letters.values()]));
  return {
    symbols,
    letters: new Map([...others, ...letters]),
    usedNames,
    bold: choices.tensors === 'bold',
    nabla: choices.gradient === 'nabla',
    base: choices.base ?? 1,
    columnFirst: choices.order === 'column-row',
  };
}

function letterSaid(key: string, { name, face, accent }: WrittenSymbol, text: string): string {
  if (isLetter(name) && !face && !accent) return name;
  throw refused(
    key,
    `${key} is an index letter; found ${JSON.stringify(text)}, expected one letter without an accent.`,
  );
}

/** The plain names that are written; BadInput where two are the same. */
function writtenApart(
  names: readonly string[],
  symbols: ReadonlyMap<string, WrittenSymbol>,
  letters: ReadonlyMap<string, string>,
  choices: readonly (readonly [string, string])[],
): Set<string> {
  const owners = new Map<string, string>();
  const claim = (owner: string, symbol: WrittenSymbol): void => {
    const { name, index } = nameParts(symbol.name);
    const key = JSON.stringify([name, index, symbol.face ?? '', symbol.accent ?? '']);
    const earlierOwner = owners.get(key);
    if (earlierOwner !== undefined) {
      const [place, text] =
        choices.findLast(([choice]) => choice === owner || choice === earlierOwner) ??
        choices[choices.length - 1];
      throw refused(
        place,
        `${earlierOwner} and ${owner} would both be written ${text}; give one of them another symbol.`,
      );
    }
    owners.set(key, owner);
  };
  if (choices.length === 0) return new Set(names);
  for (const name of names) claim(name, symbols.get(name) ?? { name });
  for (const [letter, replacement] of letters) {
    // A letter may not be the former name of an array either: who knows both would read one for the other.
    if (names.includes(replacement) && symbols.has(replacement))
      throw refused(
        letter,
        `${letter} would be written ${replacement}, which is the name of an array; choose another letter.`,
      );
    claim(letter, { name: replacement });
  }
  return new Set(names.map((name) => symbols.get(name)?.name ?? name));
}

function listOf(names: readonly string[], letters: ReadonlyMap<string, string>): string {
  return `There are ${names.join(', ')}, and the letters ${[...letters.keys()].join(', ')}.`;
}

function refused(key: string, sentence: string): BadInput {
  return new BadInput(sentence, ['notation', 'symbols', key]);
}
