import { analysisOf } from '../evaluate/analysis.ts';
import type { Tensor } from '../index/tensor.ts';
import { chosenTensors, differentiable } from '../model/expansion.ts';
import { checkSize } from '../model/limit.ts';
import type { Model } from '../model/model.ts';
import type { NotationChoices } from '../model/notation-choices.ts';
import { pageWidth } from '../notation/page-width.ts';
import { Names } from './names.ts';

export type Detail = 'brief' | 'steps' | 'full';

/** The ways to look at one derivation: entry by entry, as sums in index letters, or with whole arrays. */
export const views = ['elements', 'sums', 'operators'] as const;
export type View = (typeof views)[number];

/** How much is written out before dots take over. */
interface WrittenExtent {
  /** Entries of one tensor. */
  readonly entries: number;
  /** Terms of one sum. */
  readonly terms: number;
  /** Rows and columns of one matrix. */
  readonly matrix: number;
}

const extents: Readonly<Record<Detail, WrittenExtent>> = {
  brief: { entries: 4, terms: 6, matrix: 6 },
  steps: { entries: 9, terms: 12, matrix: 8 },
  full: { entries: 256, terms: 64, matrix: 12 },
};

/**
 * How a derivation is told, which all of its sections share: its names, how far it goes, and what it tells of. What is
 * true of the model is asked of its analysis, and numbers of a run.
 */
export interface Setting {
  readonly model: Model;
  readonly names: Names;
  readonly detail: Detail;
  readonly views: ReadonlySet<View>;
  readonly extent: WrittenExtent;
  /** The room for a line, in em. */
  readonly width: number;
  /** The tensors whose gradients are derived. */
  readonly wrt: readonly Tensor[];
  /** These, and the outputs on a way from them to the loss. */
  readonly flowing: ReadonlySet<Tensor>;
}

export interface DerivationOptions {
  readonly detail?: Detail;
  /** Names of the input or of parameters; all parameters by default, or the input if there are none. */
  readonly wrt?: readonly string[];
  /** All of them unless it is said. */
  readonly views?: readonly View[];
  /** 2 for the second derivatives as well. */
  readonly order?: 1 | 2;
  /** The room for a line in em of its font, where it is not a page's. */
  readonly width?: number;
  /** Whether the result is checked, which takes longer than the rest; it is unless this is false. */
  readonly checked?: boolean;
  /** Whether LaTeX is to have the macros of gradsheet.sty. */
  readonly macros?: boolean;
}

/** `notation` is an author's; worksheets, and what reads answers, write everything as usual. */
export function settingOf(model: Model, options: DerivationOptions, notation?: NotationChoices): Setting {
  checkSize(model);
  const detail = options.detail ?? 'steps';
  const wrt = chosen(model, options.wrt);
  return {
    model,
    names: new Names(model, notation),
    detail,
    views: new Set(options.views ?? views),
    extent: extents[detail],
    width: options.width ?? pageWidth,
    wrt,
    flowing: new Set(analysisOf(model).flowing(wrt)),
  };
}

/** What --wrt names; all parameters by default, or the input if there are none. */
function chosen(model: Model, names: readonly string[] | undefined): readonly Tensor[] {
  if (names) return chosenTensors(model, names);
  const parameters = differentiable(model).filter((tensor) => tensor !== model.input);
  return parameters.length > 0 ? parameters : [model.input];
}
