import { compare, sym } from '../notation/build.ts';
import { text } from '../notation/text.ts';
import { cellNumber } from './charts/cell-number.ts';
import { type DescentValues, descentValues, movingSubjects, wayDown } from './charts/descent-values.ts';
import { type Curve, plot } from './charts/plot.ts';
import { roundBelow, roundStep, tickLabel } from './charts/ticks.ts';
import type { Drawing, Point } from './drawing/drawing.ts';
import { words } from './drawing/shapes.ts';
import type { Figure } from './figure.ts';
import type { Scene } from './scene.ts';

/** Step after step: the loss as it goes down, for a learning rate or for three. */
export const descent: Figure = {
  name: 'descent',
  summary: 'the loss over many gradient steps, for one learning rate (--rate) or for three',
  subjects: movingSubjects,
  draw: (scene, subject) => stepByStep(scene, descentValues(scene, subject)),
};

const steps = 20;

const looks: readonly Pick<Curve, 'ink' | 'dash'>[] = [
  { ink: 'forward' },
  { ink: 'backward', dash: 'dashed' },
  { ink: 'third', dash: 'dotted' },
];

function stepByStep(scene: Scene, values: DescentValues): Drawing {
  const rates = scene.rate ? [scene.rate.valueOf()] : ratesFor(values);
  const before = values.lossAfter(0);
  // A loss that grows beyond this leaves the plot.
  const most = before + 0.5 * Math.abs(before);
  const ways = rates.map((rate) => {
    const losses = values.lossesOf(rate, steps);
    const leaves = losses.findIndex((loss) => loss > most);
    return { rate, losses, seen: leaves < 0 ? losses : losses.slice(0, leaves) };
  });
  const seen = ways.flatMap((way) => way.seen);
  const unit = roundStep((Math.max(...seen) - Math.min(0, ...seen)) / 5);
  return plot(
    {
      across: { from: 0, to: steps, name: words('steps') },
      up: {
        from: Math.floor(Math.min(0, ...seen) / unit) * unit,
        to: Math.ceil(Math.max(...seen) / unit) * unit,
        name: scene.names.loss,
      },
      curves: ways.map(({ rate, seen: losses, losses: all }, at): Curve => {
        const { ink, dash } = looks[at];
        const last = all[all.length - 1];
        return {
          points: losses.map((loss, place): Point => [place, loss]),
          ink,
          ...(dash && { dash }),
          joined: true,
          dots: true,
          label: [
            compare(sym('eta'), '=', tickLabel(rate)),
            ...(losses.length < all.length || all.length <= steps
              ? [words(': it grows')]
              : [words(`: after ${steps} steps `), cellNumber(last)]),
          ],
        };
      }),
    },
    `The loss over ${steps} steps of gradient descent, from ${text(cellNumber(before))}: ${ways
      .map(({ rate, losses }) =>
        losses.length <= steps
          ? `with rate ${rate} it grows beyond all bounds`
          : `with rate ${rate} it comes to ${text(cellNumber(losses[steps]))}`,
      )
      .join('; ')}.`,
  );
}

/** Small, half and about the whole of the rate at which one step takes the loss lowest; round numbers. */
function ratesFor(values: DescentValues): number[] {
  const { least } = wayDown(values);
  return [...new Set([least / 8, least / 2, least].map(roundBelow))];
}
