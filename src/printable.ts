/** What would command a terminal, break a line, or turn its direction; half of a character outside the basic plane. */
const commanding = /[\p{Cc}\p{Cs}\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

const longestLine = 200;

/** How much of a message stands before and after what is left out of its middle. */
const [before, after] = [500, 300];

/** A message as one short line that can be printed anywhere: control characters as text, the middle of a long one left out. */
export function printable(message: string): string {
  return short(visible(short(message)));
}

/** Control characters as text: an escape is \\u001b. */
export function visible(text: string): string {
  return text.replace(
    commanding,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A name or a title as one line without control characters, and no longer than such lines are. */
export function harmless(line: string): string {
  return line.replace(commanding, ' ').replace(/ +/g, ' ').trim().slice(0, longestLine);
}

function short(text: string): string {
  if (text.length <= before + after) return text;
  return `${text.slice(0, before)} ... ${text.slice(text.length - after)}`;
}
