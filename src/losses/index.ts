import type { Loss } from './loss.ts';
import { Mean } from './Mean.ts';
import { MSELoss } from './MSELoss.ts';
import { Sum } from './Sum.ts';

/** The catalogue of losses, by name. */
export const losses: ReadonlyMap<string, Loss> = new Map<string, Loss>(
  [Mean, MSELoss, Sum].map((member: Loss) => [member.name, member]),
);
