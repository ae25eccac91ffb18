/** What a quantity is to the net: slides give each its colour, the same in formulas and in pictures. */
export type Tone = 'input' | 'weight' | 'output' | 'delta';

/** The tones of quantities by name; a name without one stays black. */
export type Tones = ReadonlyMap<string, Tone>;
