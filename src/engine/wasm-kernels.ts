import type { Kernels } from './kernels.ts';
import { kernelsWasm } from './kernels-wasm.ts';

const bytesOfPage = 2 ** 16;

/** A memory of so many bytes at least, and the kernels over it in WebAssembly: places in bytes there. */
export function wasmKernels(bytes: number): { buffer: ArrayBuffer; kernels: Kernels } {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / bytesOfPage), maximum: 2 ** 16 });
  const { exports } = new WebAssembly.Instance(compiled(), { engine: { memory } });
  const { pack, panel, combine, dot } = exports;
  if (!isKernel(pack) || !isKernel(panel) || !isKernel(combine) || !isKernel(dot))
    throw new Error('a kernel is not among the exports');
  return {
    buffer: memory.buffer,
    kernels: {
      pack: (a, rows, count, depths, depth, factor, packed) =>
        pack(8 * a, 4 * rows, count, 4 * depths, depth, factor, 8 * packed),
      panel: (packed, depth, b, bColumns, bDepths, columns, c, cColumns, cRows, count, first) =>
        panel(
          8 * packed,
          depth,
          8 * b,
          4 * bColumns,
          4 * bDepths,
          columns,
          8 * c,
          4 * cColumns,
          4 * cRows,
          count,
          first,
        ),
      combine: (a, aDepths, b, bDepths, depth, factor, c, length, first) =>
        combine(8 * a, 4 * aDepths, 8 * b, 4 * bDepths, depth, factor, 8 * c, length, first),
      dot: (a, b, bRows, depth, factor, c, cRows, count, first) =>
        dot(8 * a, 8 * b, 4 * bRows, depth, factor, 8 * c, 4 * cRows, count, first),
    },
  };
}

function isKernel(exported: WebAssembly.ExportValue): exported is (...given: readonly number[]) => void {
  return typeof exported === 'function';
}

let module: WebAssembly.Module | undefined;

function compiled(): WebAssembly.Module {
  module ??= new WebAssembly.Module(
    Uint8Array.from(atob(kernelsWasm), (character) => character.charCodeAt(0)),
  );
  return module;
}
