/** What would command a terminal, break a line, or turn its direction; half of a character outside the basic plane. */
export const commanding = /[\p{Cc}\p{Cs}\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

/** How much of a message stands before and after what is left out of its middle. */
const [before, after] = [500, 300];

/** A message as one short line that can be printed anywhere: control characters as text, the middle of a long one left out. */
export function printable(message: string): string {
  const escaped = short(message).replace(
    commanding,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return short(escaped);
}

function short(text: string): string {
  if (text.length <= before + after) return text;
  return `${text.slice(0, before)} ... ${text.slice(text.length - after)}`;
}
