/** What a quantity is to the net: slides give each its colour, the same in formulas and in pictures. */
export type Tone = 'input' | 'weight' | 'output' | 'delta';

/** The tones of arrays and of their entries, by the name of the array; without one a symbol stays black. */
export type Tones = ReadonlyMap<string, Tone>;
