/** The helpers that a text calls, and those that they call, in the order of the catalogue of helpers. */
export function helpersFor(text: string, helpers: Readonly<Record<string, string>>): string[] {
  const entries = Object.entries(helpers);
  const needed = new Set<string>();
  const visit = (source: string): void => {
    for (const [name, code] of entries) {
      if (needed.has(name) || !new RegExp(`(?<![\\w.])${name}\\(`).test(source)) continue;
      needed.add(name);
      visit(code);
    }
  };
  visit(text);
  return entries.filter(([name]) => needed.has(name)).map(([, source]) => source);
}
