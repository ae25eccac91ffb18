// LeNet-5 as one scalar expression graph with its full gradient: nodes, operations, time and peak memory.
// Run with `npm run bench`, which builds first.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { floatValues } from '../../dist/evaluate/float-values.js';
import { gradient } from '../../dist/expr/differentiate.js';
import { operations } from '../../dist/expr/operations.js';
import { expandModel } from '../../dist/model/expansion.js';
import { readModel } from '../../dist/model/read.js';

const file = join(import.meta.dirname, 'lenet5.yaml');
const started = performance.now();
const model = readModel(readFileSync(file, 'utf8'), file);
const read = performance.now();
const { graph, entries, objective } = expandModel(model);
const expanded = performance.now();
const lossNodes = graph.size;
const parameters = model.steps.flatMap((step) => step.parameters);
const wrt = parameters.flatMap((tensor) => Array.from(entries.get(tensor)));
const slopes = gradient(graph, objective, wrt, model.conventions);
const derived = performance.now();
const memory = process.resourceUsage().maxRSS / 1024;

const forward = operations(graph, [objective]);
const both = operations(graph, [objective, ...slopes]);
const beforeValues = performance.now();
const values = floatValues(graph, [objective, ...slopes], (node) => Math.sin(node));
const evaluated = performance.now();
if (!slopes.every((node) => Number.isFinite(values[node]))) throw new Error('a derivative is not finite');

const thousands = (count) => count.toLocaleString('en');
console.log(`parameters               ${thousands(wrt.length)}`);
console.log(`nodes                    ${thousands(graph.size)} (loss alone ${thousands(lossNodes)})`);
console.log(`operations of the loss   ${thousands(forward)}`);
console.log(
  `added by the gradient    ${thousands(both - forward)}: ${((both - forward) / forward).toFixed(2)} per operation of the loss`,
);
console.log(`read the model           ${(read - started).toFixed(0)} ms`);
console.log(`expand                   ${(expanded - read).toFixed(0)} ms`);
console.log(`differentiate            ${(derived - expanded).toFixed(0)} ms`);
console.log(`evaluate both            ${(evaluated - beforeValues).toFixed(0)} ms`);
console.log(`peak memory              ${memory.toFixed(0)} MB`);
