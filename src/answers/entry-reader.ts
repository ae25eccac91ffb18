import { BadInput } from '../bad-input.ts';
import { constantOf } from '../expression/constant-of.ts';
import type { TreeOf } from '../expression/formula-of-text.ts';
import { multiply, number } from '../index/formula.ts';
import type { AnsweredEntry } from './answer.ts';
import { FormulaReader } from './formula-reader.ts';
import type { PlainOfTex } from './latex.ts';
import { longestFormula, mostFormulas, mostFormulaText } from './limits.ts';
import type { Mentions } from './mentions.ts';
import { asWritten, type Plain, plainly } from './plain.ts';
import type { Vocabulary } from './vocabulary.ts';
import { scaled, writtenNumber } from './written-number.ts';

/** How the texts of an answer are read: its names and its entries. */
export class EntryReader {
  readonly vocabulary: Vocabulary;
  readonly mentions: Mentions;
  readonly #formulas: FormulaReader;
  readonly #tex: PlainOfTex | undefined;
  #formulasRead = 0;
  #formulaText = 0;

  constructor(vocabulary: Vocabulary, mentions: Mentions, treeOf: TreeOf, tex: PlainOfTex | undefined) {
    this.vocabulary = vocabulary;
    this.mentions = mentions;
    this.#formulas = new FormulaReader(vocabulary, mentions, treeOf);
    this.#tex = tex;
  }

  /** A text in plain characters, LaTeX or not. Throws BadInput for characters and commands that mean nothing here. */
  plain(text: string): Plain {
    return plainly(this.#tex && text.includes('\\') ? this.#tex(text) : asWritten(text));
  }

  /** One entry; a comma in a number is a decimal one where commas do not separate entries. */
  entry(text: string, comma: 'decimal' | 'list'): AnsweredEntry {
    const written = text.trim();
    if (written.length > longestFormula)
      throw new BadInput(
        `found ${written.length} characters, expected an entry of at most ${longestFormula}.`,
      );
    const simple = /^[ -z|]*$/.test(written) && !written.includes('\\');
    const plain = simple ? undefined : this.plain(written);
    const content = (plain?.text ?? written).trim();
    const value = writtenNumber(content, written, comma);
    if (value) return value;
    this.#countFormula(written);
    const formula = this.#formulas.formula(plain ?? this.plain(written));
    // 2*3 and -(1/2) are numbers; what has decimals in it was rounded, and stays a formula.
    const constant = content.includes('.') ? undefined : constantOf(formula);
    return constant ? { kind: 'exact', value: constant, written } : { kind: 'formula', formula, written };
  }

  #countFormula(written: string): void {
    this.#formulaText += written.length;
    if (++this.#formulasRead > mostFormulas)
      throw new BadInput(`found more than ${mostFormulas} formulas, the most that an answer may have.`);
    if (this.#formulaText > mostFormulaText)
      throw new BadInput(
        `found formulas of more than ${mostFormulaText} characters, the most that an answer may have.`,
      );
  }

  /** An entry of a matrix with a factor in front of it. */
  times(factor: AnsweredEntry, entry: AnsweredEntry): AnsweredEntry {
    if (factor.kind === 'exact') {
      if (entry.kind === 'formula')
        return { ...entry, formula: multiply(number(factor.value), entry.formula) };
      return scaled(entry, factor.value);
    }
    if (factor.kind !== 'formula')
      throw new BadInput(
        `found the factor ${factor.written}, expected a whole number, a fraction or a formula.`,
      );
    if (entry.kind === 'exact')
      return { ...entry, kind: 'formula', formula: multiply(factor.formula, number(entry.value)) };
    if (entry.kind === 'formula') return { ...entry, formula: multiply(factor.formula, entry.formula) };
    if (entry.kind === 'blank' || entry.kind === 'not finite') return entry;
    throw new BadInput(
      `found the formula ${factor.written} in front of an array of decimals, expected fractions or formulas in it.`,
    );
  }
}
