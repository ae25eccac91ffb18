/**
 * A PDF by Chromium without what changes from run to run, every replacement as long as what it replaces: the times of
 * creation, and the names of tagged elements (the header cells of tables), which are numbered by when the browser came
 * to them. Here they are numbered by their place in the document, and the tree that lists them is sorted anew.
 */
export function repeatable(bytes: Uint8Array): Uint8Array {
  // Not TextDecoder: its "latin1" is windows-1252, which moves the bytes 80 to 9f.
  const latin = Buffer.from(bytes).toString('latin1');
  const names = new Map<string, string>();
  const fixed = latin
    .replace(/\/(CreationDate|ModDate) \(D:[^)]*\)/g, (date, key: string) =>
      `/${key} (D:20000101000000+00'00')`.padEnd(date.length),
    )
    .replace(/\(node\d{8}\)/g, (name) => {
      const known = names.get(name) ?? `(node${String(names.size).padStart(8, '0')})`;
      names.set(name, known);
      return known;
    })
    .replace(listing, (_, listed: string) => {
      const entries = (listed.match(entry) ?? []).sort();
      const [first, last] = [entries[0], entries[entries.length - 1]].map(nameOf);
      return `/Limits [${first} ${last}]\n/Names [${entries.join(' ')}]`;
    });
  return new Uint8Array(Buffer.from(fixed, 'latin1'));
}

/** One leaf of the tree of names (ISO 32000-1, 7.9.6): its first and last name, then names and objects in order. */
const listing = /\/Limits \[\(node\d{8}\) \(node\d{8}\)\]\n\/Names \[((?:\(node\d{8}\) \d+ 0 R ?)+)\]/g;
const entry = /\(node\d{8}\) \d+ 0 R/g;

function nameOf(listed = ''): string {
  return listed.slice(0, listed.indexOf(')') + 1);
}
