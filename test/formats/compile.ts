import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beginning } from './together.ts';

export const engines = ['pdflatex', 'lualatex', 'xelatex'] as const;
export type Engine = (typeof engines)[number];

/** Points that a line may stick out: what nobody sees. */
const tolerance = 1;

/** What TeX says against a document, after as many runs as it asks for, so that references are found. Empty if all is well. */
export function complaints(
  engine: Engine,
  document: string,
  files: ReadonlyMap<string, string> = new Map(),
): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'gradsheet-tex-'));
  writeFileSync(join(folder, 'page.tex'), document);
  for (const [name, text] of files) writeFileSync(join(folder, name), text);
  const options = ['-interaction=nonstopmode', '-halt-on-error', '-no-shell-escape', 'page.tex'];
  let log = 'Rerun LaTeX';
  for (let run = 0; run < 3 && /Rerun (to get|LaTeX)/.test(log); run++) {
    spawnSync(engine, options, { cwd: folder });
    log = readFileSync(join(folder, 'page.log'), 'latin1');
  }
  return against(log);
}

/** The lines of a log that complain, each with the document that it is about where several were set together. */
function against(log: string): string[] {
  let document = '';
  return log.split('\n').flatMap((line) => {
    if (line.startsWith(beginning)) document = `${line.slice(beginning.length)}: `;
    if (!/^!|^Overfull|undefined|multiply defined|^LaTeX Warning|Missing character/.test(line)) return [];
    const points = Number(/^Overfull \\[hv]box \(([\d.]+)pt/.exec(line)?.[1] ?? tolerance + 1);
    return points > tolerance ? [`${document}${line}`] : [];
  });
}
