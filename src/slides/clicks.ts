import type { Inline } from '../document/block.ts';
import type { EquationRow, Item } from './deck.ts';

/** The items with their clicks: one step of an equation a click, one item of a list, one position of a window. */
export function clicked(items: readonly Item[]): { items: Item[]; clicks: number } {
  let click = 1;
  /** Whether what comes next appears together with what is there: at the start, and after words that lead to it. */
  let together = true;
  const next = (): number => {
    if (!together) click += 1;
    together = false;
    return click;
  };
  const row = ({ left, steps, scale }: EquationRow): EquationRow => {
    // Dots between entries come with the entry before them, the rest of a long step with its beginning.
    const shown = steps.map((step) => ({ ...step, click: step.relation === undefined ? click : next() }));
    return { click: shown[0]?.click ?? click, left, steps: shown, scale };
  };
  const counted = (item: Item, at: number): Item => {
    switch (item.kind) {
      case 'text': {
        const apart = item.label !== undefined || leads(item.text);
        const shown = apart ? next() : click;
        together = at === 0 || leads(item.text);
        return { ...item, click: shown };
      }
      case 'equation':
        return { ...item, rows: item.rows.map(row) };
      case 'list':
        return { ...item, items: item.items.map(({ text }) => ({ click: next(), text })) };
      case 'table':
      case 'picture':
        return { ...item, click: next() };
      case 'walk': {
        const first = next();
        click += item.positions.length - 1;
        return { ...item, click: first };
      }
    }
  };
  const all = items.map(counted);
  return { items: all, clicks: click };
}

/** Words that end with a colon. */
export function leads(text: readonly Inline[]): boolean {
  const last = text.at(-1);
  return typeof last === 'string' && last.trimEnd().endsWith(':');
}
