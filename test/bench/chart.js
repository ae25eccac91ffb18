// The table of run.js as a picture: how many times as long each peer takes, on a logarithmic scale.
import { asText } from '../../dist/figures/drawing/lettering.js';
import { label, line, rectangle } from '../../dist/figures/drawing/shapes.js';
import { svgOf } from '../../dist/figures/drawing/svg-of.js';

const size = { names: 17, decade: 4, row: 1, bar: 0.6, head: 1.6 };

/** SVG text. */
export function chart({ machine, date, rows }) {
  const bars = rows.flatMap(({ work, peers }) =>
    peers.map(({ name, ratio }) => ({ name: `${work}: ${name}`, times: 1 / ratio })),
  );
  const decades = bars.map(({ times }) => Math.log10(times));
  const from = Math.min(0, Math.floor(Math.min(...decades)));
  const to = Math.max(1, Math.ceil(Math.max(...decades)));
  const x = (decade) => size.names + (decade - from) * size.decade;
  const bottom = size.head + bars.length * size.row;
  const shapes = [
    label(size.names / 2, size.head / 2, 0.9, 'as many times as long as gradsheet takes'),
    ...Array.from({ length: to - from + 1 }, (_, at) => from + at).flatMap((decade) => [
      line(
        [
          [x(decade), size.head],
          [x(decade), bottom],
        ],
        decade === 0 ? 'black' : 'grey',
      ),
      label(x(decade), size.head / 2, 0.8, decade < 0 ? `1/${10 ** -decade}` : `${10 ** decade}`),
    ]),
    ...bars.flatMap(({ name, times }, at) => {
      const y = size.head + (at + 0.5) * size.row;
      const [left, right] = [x(0), x(Math.log10(times))].toSorted((a, b) => a - b);
      return [
        label(size.names - 0.3, y, 0.8, name, { at: 'end' }),
        rectangle(left, y - size.bar / 2, right - left, size.bar, times >= 1 ? 'output' : 'filter'),
      ];
    }),
    label(size.names / 2, bottom + 0.7, 0.7, `${machine}, ${date}`),
  ];
  const alt = `How many times as long as gradsheet each peer takes. ${bars.map(({ name, times }) => `${name}: ${times.toPrecision(2)}`).join('; ')}.`;
  const svg = svgOf(
    { width: x(to) + 1, height: bottom + 1.4, shapes, alt },
    asText({ family: 'Times New Roman' }),
  );
  // A page may have no such font.
  return svg.replace("'Times New Roman'", "'Times New Roman', serif");
}
