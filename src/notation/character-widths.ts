/** Widths of characters in em, of Computer Modern: the font of TeX and, with the same metrics, of KaTeX. */
type Widths = readonly (readonly [number, string])[];

/** Upright letters, digits and punctuation. */
const roman: Widths = [
  [0.278, "!',.:;[]il|"],
  [0.306, 'j'],
  [0.334, '-'],
  [0.362, 'I'],
  [0.384, 'f'],
  [0.389, '()t'],
  [0.392, 'r'],
  [0.395, 's'],
  [0.445, 'cez'],
  [0.473, '?'],
  [0.5, '"$*/0123456789\\^ao{}~'],
  [0.514, 'Jg'],
  [0.528, '_kqx'],
  [0.542, 'vy'],
  [0.556, 'Sbdhnpu'],
  [0.612, 'Z'],
  [0.625, 'LΓ'],
  [0.653, 'F'],
  [0.667, 'Ξ'],
  [0.681, 'EP'],
  [0.695, 'Λ'],
  [0.709, 'B'],
  [0.723, 'CTΣΦΩ'],
  [0.737, 'Rw'],
  [0.75, 'AHNUXΠ'],
  [0.764, 'DV'],
  [0.775, 'Y'],
  [0.778, '&+<=>@KOQΘΥΨ'],
  [0.785, 'G'],
  [0.834, '#%mΔ'],
  [0.917, 'M'],
  [1.042, 'W'],
];

/** Letters of formulas, with their slant to the right. */
const italic: Widths = [
  [0.319, 'l'],
  [0.345, 'i'],
  [0.354, 'ι'],
  [0.362, 't'],
  [0.43, 'b'],
  [0.433, 'c'],
  [0.443, 'ς'],
  [0.466, 'e'],
  [0.467, 'ε'],
  [0.469, 's'],
  [0.47, 'j'],
  [0.479, 'r'],
  [0.483, 'qδ'],
  [0.484, 'ξ'],
  [0.485, 'oο'],
  [0.498, 'θ'],
  [0.5, '0123456789'],
  [0.504, 'p'],
  [0.51, 'z'],
  [0.512, 'ζ'],
  [0.513, 'g'],
  [0.518, 'ρ'],
  [0.519, 'I'],
  [0.521, 'dv'],
  [0.527, 'y'],
  [0.529, 'a'],
  [0.533, 'η'],
  [0.551, 'τ'],
  [0.553, 'k'],
  [0.558, 'ν'],
  [0.572, 'x'],
  [0.573, 'u'],
  [0.574, 'γ'],
  [0.577, 'hκυ'],
  [0.584, 'λ'],
  [0.592, 'ϑ'],
  [0.596, 'ϕ'],
  [0.598, 'f'],
  [0.601, 'n'],
  [0.603, 'μ'],
  [0.606, 'π'],
  [0.608, 'σ'],
  [0.619, 'β'],
  [0.626, 'χ'],
  [0.644, 'α'],
  [0.651, 'J'],
  [0.655, 'φ'],
  [0.659, 'ω'],
  [0.667, 'Φ'],
  [0.671, 'S'],
  [0.681, 'L'],
  [0.688, 'ψ'],
  [0.695, 'Λ'],
  [0.723, 'ΥΨ'],
  [0.724, 'T'],
  [0.743, 'w'],
  [0.75, 'A'],
  [0.755, 'ZΓ'],
  [0.768, 'R'],
  [0.781, 'P'],
  [0.782, 'F'],
  [0.787, 'CG'],
  [0.791, 'OQΘ'],
  [0.792, 'U'],
  [0.796, 'E'],
  [0.803, 'Y'],
  [0.806, 'V'],
  [0.809, 'B'],
  [0.819, 'Ξ'],
  [0.823, 'Ω'],
  [0.834, 'Δ'],
  [0.838, 'Σ'],
  [0.856, 'Dϖ'],
  [0.879, 'm'],
  [0.907, 'X'],
  [0.913, 'HNΠ'],
  [0.921, 'K'],
  [1.08, 'M'],
  [1.084, 'W'],
];

const widestCharacter = 1.05;
const romanWidths = byCharacter(roman);
const italicWidths = byCharacter(italic);

/** The width in em of upright text; a character that is not in the font counts as a wide one. */
export function romanWidth(text: string): number {
  return total(text.replaceAll(' ', '_'), romanWidths);
}

/** The width in em of letters in italics, as formulas have them. */
export function italicWidth(letters: string): number {
  return total(letters, italicWidths);
}

function total(text: string, widths: ReadonlyMap<string, number>): number {
  let width = 0;
  for (const character of text) width += widths.get(character) ?? widestCharacter;
  return width;
}

function byCharacter(widths: Widths): ReadonlyMap<string, number> {
  return new Map(
    widths.flatMap(([width, characters]) => [...characters].map((character) => [character, width] as const)),
  );
}
