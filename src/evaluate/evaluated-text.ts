import type { Evaluated, EvaluatedModel } from './evaluate-model.ts';

/** Numbers for a terminal: each array's rows, columns aligned, exact where they are. */
export function evaluatedText({ loss, outputs, gradients }: EvaluatedModel): string {
  const blocks = [
    ...(loss ? [array('loss', loss)] : []),
    ...[...outputs].map(([name, output]) => array(name, output)),
    ...[...gradients].map(([name, gradient]) => array(`gradient of ${name}`, gradient)),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function array(title: string, { shape, value, exact }: Evaluated): string {
  const texts = exact ? exact.map((fraction) => fraction.toFraction()) : Array.from(value, String);
  const head = shape.length === 0 ? title : `${title} (${shape.join(' × ')})`;
  const columns = shape[shape.length - 1] ?? 1;
  const width = texts.reduce((most, text) => Math.max(most, text.length), 0);
  const rowsPerMatrix = shape[shape.length - 2] ?? 1;
  const lines: string[] = [];
  for (let at = 0; at < texts.length; at += columns) {
    if (at > 0 && (at / columns) % rowsPerMatrix === 0) lines.push('');
    lines.push(
      `  ${texts
        .slice(at, at + columns)
        .map((text) => text.padStart(width))
        .join('  ')}`,
    );
  }
  return [head, ...lines].join('\n');
}
