/** A picture in shades of grey from 0 to 255, row by row. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly grey: Float64Array;
}

/** Bytes of so many for each pixel, the first three red, green and blue. */
export function greyOf(width: number, height: number, bytes: Uint8Array, each: 3 | 4): Pixels {
  const grey = new Float64Array(width * height);
  for (let at = 0, byte = 0; at < grey.length; at++, byte += each)
    grey[at] = 0.299 * bytes[byte] + 0.587 * bytes[byte + 1] + 0.114 * bytes[byte + 2];
  return { width, height, grey };
}

/** A PPM file (P6), as pdftoppm writes it. */
export function readPpm(bytes: Uint8Array): Pixels {
  const head = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(new TextDecoder('latin1').decode(bytes.subarray(0, 40)));
  if (!head) throw new Error('no PPM');
  return greyOf(Number(head[1]), Number(head[2]), bytes.subarray(head[0].length), 3);
}

/** The same picture, smaller: each pixel is the mean of `by` times `by`; white is around it. */
export function shrunk({ width, height, grey }: Pixels, by: number): Pixels {
  const [across, down] = [Math.ceil(width / by), Math.ceil(height / by)];
  const sums = new Float64Array(across * down).fill(255);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      sums[Math.floor(y / by) * across + Math.floor(x / by)] -= (255 - grey[y * width + x]) / by ** 2;
  return { width: across, height: down, grey: sums };
}

/** The same picture, each pixel the mean of those at most `by` away across and down; white is around it. */
export function blurred({ width, height, grey }: Pixels, by: number): Pixels {
  const along = (
    from: Float64Array,
    step: number,
    count: number,
    line: (at: number) => number,
    lines: number,
  ) => {
    const to = new Float64Array(from.length);
    for (let which = 0; which < lines; which++) {
      const start = line(which);
      const value = (at: number): number => (at < 0 || at >= count ? 255 : from[start + at * step]);
      let sum = 0;
      for (let at = -by; at <= by; at++) sum += value(at);
      for (let at = 0; at < count; at++) {
        to[start + at * step] = sum / (2 * by + 1);
        sum += value(at + by + 1) - value(at - by);
      }
    }
    return to;
  };
  const across = along(grey, 1, width, (row) => row * width, height);
  return { width, height, grey: along(across, width, height, (column) => column, width) };
}

/**
 * How far two pictures of about the same size are from each other, on average and where they differ most. A pixel is
 * compared with the most similar one at most `near` pixels away, both ways.
 */
export function difference(one: Pixels, other: Pixels, near: number): { mean: number; most: number } {
  const [there, back] = [oneWay(one, other, near), oneWay(other, one, near)];
  return { mean: Math.max(there.mean, back.mean), most: Math.max(there.most, back.most) };
}

function oneWay(one: Pixels, other: Pixels, near: number): { mean: number; most: number } {
  const [width, height] = [Math.min(one.width, other.width), Math.min(one.height, other.height)];
  let [sum, most] = [0, 0];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const grey = one.grey[y * one.width + x];
      let apart = 255;
      for (let v = Math.max(0, y - near); v <= Math.min(height - 1, y + near); v++)
        for (let u = Math.max(0, x - near); u <= Math.min(width - 1, x + near); u++)
          apart = Math.min(apart, Math.abs(grey - other.grey[v * other.width + u]));
      sum += apart;
      most = Math.max(most, apart);
    }
  return { mean: sum / (width * height), most };
}
