/** A question as it was read from an export: what a learning management system makes of it. */
export interface ReadQuestion {
  readonly id: string;
  readonly title: string;
  readonly fields: readonly ReadField[];
}

export interface ReadField {
  readonly accepted:
    | { readonly kind: 'number'; readonly value: string; readonly tolerance: string }
    | { readonly kind: 'text'; readonly spellings: readonly string[] }
    /** The options in the markup of the format. */
    | { readonly kind: 'choice'; readonly options: readonly string[]; readonly right: number };
  readonly points: number;
}
