import type { Tensor } from '../../index/tensor.ts';
import type { Named } from '../../program/program.ts';
import { wordWrap } from '../../word-wrap.ts';
import type { Source } from '../source.ts';
import { shapeText } from '../text/given-text.ts';

/** The end of a program in C: what prints, what reads arrays that are not in it, and main(). */
export function cMain(source: Source): string[] {
  return [printing, ...(source.inline ? [] : [reading]), main(source)];
}

function main({ given, loss, outputs, gradients, inline }: Source): string {
  const printed = (named: readonly Named[]): string[] =>
    named.map(
      ({ name, array, shape }, at) =>
        `    print_named("${name}", ${address(array)}, ${shape.length}, ${shape.length > 0 ? `(const int[]){${shape.join(', ')}}` : 'NULL'}, "${at < named.length - 1 ? ',' : ''}");`,
    );
  const sizes = given.map(({ array }) => `${array.name} (${shapeText(array.shape)})`).join(', ');
  const read = given.map(
    ({ array }) => `    read_array(file, ${address(array)}, sizeof ${array.name} / sizeof(double));`,
  );
  return [
    '/* All numbers, as `gradsheet eval --json` prints them. */',
    ...(inline
      ? ['int main(void)', '{']
      : [
          '/* The given arrays are not in this file. They come from a file of raw doubles, in this order:',
          ...wordWrap(sizes, 92).map((line) => ` * ${line}`),
          ' */',
          'int main(int argc, char **argv)',
          '{',
          '    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;',
          '    if (file == NULL) {',
          '        fputs("expected a file of the given arrays, as raw doubles\\n", stderr);',
          '        return 2;',
          '    }',
          ...read,
          '    fclose(file);',
        ]),
    '    forward();',
    '    gradient();',
    loss
      ? `    printf("{\\"loss\\": {\\"value\\": %.17g, \\"exact\\": null},\\n", ${loss.name} + 0.0);`
      : '    puts("{\\"loss\\": null,");',
    '    puts("\\"outputs\\": {");',
    ...printed(outputs),
    '    puts("}, \\"gradients\\": {");',
    ...printed(gradients),
    '    puts("}}");',
    '    return 0;',
    '}',
  ].join('\n');
}

function address({ name, shape }: Tensor): string {
  return shape.length === 0 ? `&${name}` : name;
}

const printing = `static void print_array(const double *x, int axes, const int *shape)
{
    if (axes == 0) {
        printf("%.17g", *x + 0.0);
        return;
    }
    int step = 1;
    for (int axis = 1; axis < axes; axis++)
        step *= shape[axis];
    for (int at = 0; at < shape[0]; at++) {
        printf(at == 0 ? "[" : ", ");
        print_array(x + at * step, axes - 1, shape + 1);
    }
    printf("]");
}

static void print_named(const char *name, const void *array, int axes, const int *shape, const char *end)
{
    printf("  \\"%s\\": {\\"shape\\": [", name);
    for (int axis = 0; axis < axes; axis++)
        printf(axis == 0 ? "%d" : ", %d", shape[axis]);
    printf("], \\"value\\": ");
    print_array(array, axes, shape);
    printf(", \\"exact\\": null}%s\\n", end);
}`;

const reading = `static void read_array(FILE *file, void *array, size_t count)
{
    if (fread(array, sizeof(double), count, file) != count) {
        fputs("the file of the given arrays is too short\\n", stderr);
        exit(2);
    }
}`;
