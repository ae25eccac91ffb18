// LeNet-5 as one scalar expression graph with its gradient by all parameters. Prints, as JSON: milliseconds, nodes, operations.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gradient } from '../../dist/expr/differentiate.js';
import { operations } from '../../dist/expr/operations.js';
import { expandModel } from '../../dist/model/expansion.js';
import { readModel } from '../../dist/model/read.js';

const file = join(import.meta.dirname, 'lenet5.yaml');
const model = readModel(readFileSync(file, 'utf8'), file);
const started = performance.now();
const { graph, entries, objective } = expandModel(model);
const wrt = model.steps.flatMap(({ parameters }) => parameters.flatMap((tensor) => [...entries.get(tensor)]));
const slopes = gradient(graph, objective, wrt, model.conventions);
const ms = performance.now() - started;
const forward = operations(graph, [objective]);
const both = operations(graph, [objective, ...slopes]);
console.log(JSON.stringify({ ms, nodes: graph.size, perOperation: (both - forward) / forward }));
