import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { BadInput } from '../../bad-input.ts';
import { writeFile } from '../write-file.ts';
import { type Order, orderShape, sha256 } from './order.ts';

/** Puts an order into the folder that all machines share, and says by which digest it is found there. */
export function writeOrder(folder: string, order: Order): string {
  const content = JSON.stringify(order);
  const digest = sha256(content);
  writeFile(orderFile(folder, digest), content);
  return digest;
}

/** The order of a job. Throws BadInput where the folder does not have it. */
export function readOrder(folder: string, digest: string): Order {
  const content = readOr(orderFile(folder, digest));
  if (content === undefined || sha256(content) !== digest)
    throw new BadInput(
      `${folder}: the order of this job is not in it; worksheet and its workers need one folder that all of them see, named with -o.`,
    );
  return orderShape.parse(JSON.parse(content));
}

export function removeOrder(folder: string, digest: string): void {
  rmSync(orderFile(folder, digest), { force: true });
}

function orderFile(folder: string, digest: string): string {
  return join(folder, `.order-${digest}.json`);
}

function readOr(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
