// The gradient of one filter entry by entry in GiNaC: as symbolic.py. Arguments: size of image, of filter.
#include <chrono>
#include <cstdlib>
#include <ginac/ginac.h>
#include <iostream>

using namespace GiNaC;

int main(int, char **arguments)
{
    const int image = std::atoi(arguments[1]), filter = std::atoi(arguments[2]), size = image - filter + 1;
    const auto started = std::chrono::steady_clock::now();
    std::vector<symbol> I(image * image), W(filter * filter);
    symbol y;
    ex total = 0;
    for (int i = 0; i < size; i++)
        for (int j = 0; j < size; j++) {
            exvector terms;
            for (int m = 0; m < filter; m++)
                for (int n = 0; n < filter; n++)
                    terms.push_back(I[(i + m) * image + j + n] * W[m * filter + n]);
            total += tanh(add(terms));
        }
    const ex loss = pow(total / (size * size) - y, 2);
    std::vector<ex> gradient;
    for (const symbol &w : W)
        gradient.push_back(loss.diff(w));
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - started;
    exmap values;
    int at = 0;
    const auto given = [&](const symbol &s) { values[s] = numeric(((7 * at) % 13) - 6) / 13.0; at++; };
    for (const symbol &s : I) given(s);
    for (const symbol &s : W) given(s);
    given(y);
    ex sum = 0;
    for (const ex &g : gradient)
        sum += g.subs(values).evalf();
    std::cout << "{\"ms\": " << took.count() << ", \"sum\": " << ex_to<numeric>(sum).to_double() << ", \"version\": \""
              << GINACLIB_MAJOR_VERSION << "." << GINACLIB_MINOR_VERSION << "." << GINACLIB_MICRO_VERSION << "\"}" << std::endl;
}
