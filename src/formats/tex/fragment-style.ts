/** What stands around the equations of a LaTeX fragment; `math` is for math mode, with nothing around it. */
export const environments = ['align*', 'align', 'equation', 'math'] as const;
export type Environment = (typeof environments)[number];

/** A column of text: its width in em, and the points of an em. */
export interface Column {
  readonly width: number;
  readonly font: number;
}

/** How parts of a document are written for another one. */
export interface FragmentStyle {
  readonly as: Environment;
  /** What labels begin with: eq: makes \label{eq:gradient.W}. Letters, digits and :.- only. */
  readonly labels: string;
  /** Points of an em, where they are not 10: pictures have a width in centimetres. */
  readonly font?: number;
}

export const usualFragment: FragmentStyle = { as: 'align*', labels: 'eq:' };
