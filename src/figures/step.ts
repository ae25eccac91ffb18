import { compare, partial, plus, sym, times } from '../notation/build.ts';
import type { Notation } from '../notation/notation.ts';
import { text } from '../notation/text.ts';
import { symbolOf } from '../writing/entry-name.ts';
import { cellNumber } from './charts/cell-number.ts';
import { type DescentValues, descentValues, movingSubjects, wayDown } from './charts/descent-values.ts';
import { plot } from './charts/plot.ts';
import { roundBelow, roundStep, tickLabel } from './charts/ticks.ts';
import type { Drawing, Point } from './drawing/drawing.ts';
import { words } from './drawing/shapes.ts';
import type { Figure } from './figure.ts';
import type { Scene } from './scene.ts';

/** One step against the gradient: the loss for every length of the step, and what its slope promises. */
export const step: Figure = {
  name: 'step',
  summary: 'the loss along one gradient step, by the learning rate, with its tangent',
  subjects: movingSubjects,
  draw: (scene, subject) => along(scene, descentValues(scene, subject)),
};

const samples = 96;
const eta = sym('eta');

function along(scene: Scene, values: DescentValues): Drawing {
  const { lossAfter, slope } = values;
  const { end, least } = wayDown(values);
  const rate = scene.rate?.valueOf() ?? roundBelow(least / 2);
  const to = Math.max(end, 1.2 * rate);
  const points = Array.from({ length: samples + 1 }, (_, at): Point => {
    const by = (to * at) / samples;
    return [by, lossAfter(by)];
  }).filter(([, loss]) => Number.isFinite(loss));
  const before = lossAfter(0);
  const after = lossAfter(rate);
  const losses = points.map(([, loss]) => loss);
  const highest = Math.min(Math.max(...losses), 2.5 * Math.abs(before) || 1);
  const unit = roundStep((highest - Math.min(0, ...losses)) / 5);
  const up = {
    from: Math.floor(Math.min(0, ...losses) / unit) * unit,
    to: Math.ceil((highest * 1.02) / unit) * unit,
    name: scene.names.loss,
  };
  // L - eta |dL/dW|^2, down to the axis
  const tangentEnd = Math.min(to, (before - up.from) / -slope);
  return plot(
    {
      across: { from: 0, to, name: eta },
      up,
      curves: [
        {
          points: points.filter(([, loss]) => loss <= up.to),
          ink: 'forward',
          joined: true,
          dots: false,
          label: lossOf(scene, values),
        },
        {
          points: [
            [0, before],
            [tangentEnd, before + slope * tangentEnd],
          ],
          ink: 'backward',
          dash: 'dashed',
          joined: true,
          dots: false,
          label: [words('tangent, slope '), cellNumber(slope)],
        },
        ...(after <= up.to
          ? [
              {
                points: [
                  [0, before],
                  [rate, after],
                ] as const,
                ink: 'black' as const,
                joined: false,
                dots: true,
                label: [
                  words('before the step, and after it with '),
                  compare(eta, '=', tickLabel(rate)),
                  words(': from '),
                  cellNumber(before),
                  words(' to '),
                  cellNumber(after),
                ],
              },
            ]
          : []),
      ],
    },
    `The loss along one step of gradient descent. Before it the loss is ${text(cellNumber(before))}; its slope by the learning rate is ` +
      `${text(cellNumber(slope))}. It is least, ${text(cellNumber(lossAfter(least)))}, near a rate of ${text(cellNumber(least))}; ` +
      `a step with rate ${rate} takes it to ${text(cellNumber(after))}.`,
  );
}

/** L(W - eta dL/dW) */
function lossOf({ names }: Scene, { moves }: DescentValues): Notation {
  if (moves.length > 1) return words('the loss after a step of all parameters against their gradients');
  const [tensor] = moves;
  const moved = plus([
    symbolOf(tensor),
    { kind: 'negative', of: times([eta, partial(names.loss, symbolOf(tensor))]) },
  ]);
  return { kind: 'product', factors: [names.loss, moved], dots: false };
}
