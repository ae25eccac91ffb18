import { compare, num } from '../notation/build.ts';
import type { Figure } from './figure.ts';
import type { Along } from './sliding/geometry.ts';
import { type Meeting, type PanelExtent, type Panels, panels, told } from './sliding/panels.ts';
import {
  filterSubjects,
  isPlain,
  noteOf,
  panelsBeside,
  planesOf,
  slidingFor,
  slopesOf,
  tooLarge,
} from './sliding/planes.ts';

/** What arrives, once for each entry of the image: through which outputs, and with which weights, the entry moves the loss. */
export const inputGradient: Figure = {
  name: 'inputGradient',
  summary: 'the gradient of the image: the filter, turned by 180 degrees, slides over what arrives',
  subjects: filterSubjects,
  draw: (scene, subject) => {
    const sliding = slidingFor(scene, subject);
    const { rows, columns } = sliding;
    const part = { rows: around(rows), columns: around(columns) };
    const [down, across] = [
      panelsBeside(part.rows, rows.size, 30),
      panelsBeside(part.columns, columns.size, 27),
    ];
    const { filter } = planesOf(scene, sliding);
    if (!down || !across || !filter) throw tooLarge(subject, rows, columns);
    const { input: made, output: arriving } = slopesOf(scene, sliding);
    const spec: Panels = {
      made,
      shown: [down, across],
      of: arriving,
      part,
      by: filter,
      padding: num(0),
      note: noteOf(scene, sliding, ['sample', 'channel', 'filter']),
      ...(isPlain(sliding) && {
        formula: compare(made.name, '=', {
          kind: 'operation',
          operator: 'convolve',
          of: [arriving.name, filter.name],
        }),
      }),
      meetings: (row, column) =>
        metAlong(rows, row).flatMap(([i, m]) =>
          metAlong(columns, column).map(([j, n]): Meeting => {
            return { row: i, column: j, factor: filter.entry(m, n) };
          }),
        ),
    };
    return panels(
      spec,
      `The filter, turned by 180 degrees, slides over ${scene.spoken(arriving.name)}, with zeros around it. ` +
        `Each entry of ${scene.spoken(made.name)} is a sum of products, in one colour: ${told(spec, scene.spoken)}`,
    );
  },
};

/** The positions of a window that have an entry under them, with the place in the window; also those that would lie before or behind all. */
function metAlong(
  { stride, dilation, before, window }: Along,
  at: number,
): [position: number, within: number][] {
  // s i + d m - p = at
  return Array.from({ length: window }, (_, m): [number, number] => [
    (at + before - dilation * m) / stride,
    m,
  ]).filter(([i]) => Number.isInteger(i));
}

/** All positions that some entry of the image meets, and those before and behind them. */
function around(along: Along): PanelExtent {
  const met = Array.from({ length: along.size }, (_, at) => metAlong(along, at).map(([i]) => i)).flat();
  return { first: Math.min(0, ...met), last: Math.max(along.positions - 1, ...met), cut: false };
}
