/** What a layer is to those who speak of it, where its formula does not say it by itself. */
export interface Traits {
  /** Its output are the entries of its input in a row, in an order in which frameworks differ. */
  readonly reorders?: true;
  /** Its derivative is a mask: 1 where its input is positive, 0 elsewhere. */
  readonly rectifies?: true;
  /** Each output depends on every entry along an axis: a softmax, or the logarithm of one. */
  readonly softmax?: 'plain' | 'logarithm';
  /** It multiplies entries of its input by weights and adds up. */
  readonly weighs?: true;
  /** Its window moves over the input in even strides, along this many of the last axes. */
  readonly slides?: 1 | 2 | 3;
}
