/** What stands around the equations of a LaTeX fragment; `math` is for math mode, with nothing around it. */
export const environments = ['align*', 'align', 'equation', 'math'] as const;
export type Environment = (typeof environments)[number];

/** How parts of a document are written for another one. */
export interface FragmentStyle {
  readonly as: Environment;
  /** What labels begin with: eq: makes \label{eq:gradient.W}. Letters, digits and :.- only. */
  readonly labels: string;
}

export const usualFragment: FragmentStyle = { as: 'align*', labels: 'eq:' };
