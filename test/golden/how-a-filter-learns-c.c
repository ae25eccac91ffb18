/*
 * How a filter learns
 *
 * The loss of a network and its gradient, derived by gradsheet. Every block of code is the rule
 * above it; subscripts count from 1 in the rules and from 0 in the code.
 *
 * cc -std=c99 -O2 FILE.c -lm
 */

#include <math.h>
#include <stdio.h>

/* Given. */
static double I[3][3] = {{1.0, 2.0, 0.0}, {0.0, 1.0, 3.0}, {2.0, 1.0, 1.0}};
static double W[2][2] = {{1.0, -1.0}, {0.5, 0.0}};
static double y = 2.0;

/* Made by forward(). */
static double o[2][2];
static double p;
static double v;
static double L;

/* Made by gradient(). */
static double dv;
static double dp;
static double delta[2][2];
static double dI[3][3];
static double dW[2][2];

static int int_max(int a, int b)
{
    return a > b ? a : b;
}

static int int_min(int a, int b)
{
    return a < b ? a : b;
}

/* From the given arrays to the loss. */
static void forward(void)
{
    /* Conv2d: o_ij = Σ_{m,n=1..2} I_{i+m−1,j+n−1} W_mn */
    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 2; j++) {
            o[i][j] = 0.0;
            for (int m = 0; m < 2; m++)
                for (int n = 0; n < 2; n++)
                    o[i][j] += I[i + m][j + n] * W[m][n];
        }

    /* AvgPool2d: p = 1/4 Σ_{m,n=1..2} o_mn */
    double total = 0.0;
    for (int m = 0; m < 2; m++)
        for (int n = 0; n < 2; n++)
            total += o[m][n];
    p = total / 4.0;

    /* Flatten: v = p */
    v = p;

    /* MSELoss: L = (v − y)^2 */
    L = pow(v - y, 2.0);
}

/* From the loss down, after forward(). */
static void gradient(void)
{
    /* ∂L/∂v = 2 (v − y) */
    dv = 2.0 * (v - y);

    /* ∂L/∂p = ∂L/∂v */
    dp = dv;

    /* δ_mn = ∂L/∂o_mn = 1/4 ∂L/∂p */
    for (int m = 0; m < 2; m++)
        for (int n = 0; n < 2; n++)
            delta[m][n] = dp / 4.0;

    /* ∂L/∂I_kl = Σ_{m,n=1..2, 1 ≤ k − m + 1 ≤ 2, 1 ≤ l − n + 1 ≤ 2} δ_{k−m+1,l−n+1} W_mn */
    for (int k = 0; k < 3; k++)
        for (int l = 0; l < 3; l++) {
            dI[k][l] = 0.0;
            for (int m = int_max(0, k - 1); m < int_min(2, k + 1); m++)
                for (int n = int_max(0, l - 1); n < int_min(2, l + 1); n++)
                    dI[k][l] += delta[k - m][l - n] * W[m][n];
        }

    /* ∂L/∂W_mn = Σ_{i,j=1..2} δ_ij I_{i+m−1,j+n−1} */
    for (int m = 0; m < 2; m++)
        for (int n = 0; n < 2; n++) {
            dW[m][n] = 0.0;
            for (int i = 0; i < 2; i++)
                for (int j = 0; j < 2; j++)
                    dW[m][n] += delta[i][j] * I[i + m][j + n];
        }
}

static void print_array(const double *x, int axes, const int *shape)
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
    printf("  \"%s\": {\"shape\": [", name);
    for (int axis = 0; axis < axes; axis++)
        printf(axis == 0 ? "%d" : ", %d", shape[axis]);
    printf("], \"value\": ");
    print_array(array, axes, shape);
    printf(", \"exact\": null}%s\n", end);
}

/* All numbers, as `gradsheet eval --json` prints them. */
int main(void)
{
    forward();
    gradient();
    printf("{\"loss\": {\"value\": %.17g, \"exact\": null},\n", L + 0.0);
    puts("\"outputs\": {");
    print_named("o", o, 3, (const int[]){1, 2, 2}, ",");
    print_named("p", &p, 3, (const int[]){1, 1, 1}, ",");
    print_named("v", &v, 1, (const int[]){1}, "");
    puts("}, \"gradients\": {");
    print_named("I", dI, 3, (const int[]){1, 3, 3}, ",");
    print_named("W", dW, 4, (const int[]){1, 1, 2, 2}, "");
    puts("}}");
    return 0;
}
