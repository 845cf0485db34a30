#include "domain/fieldrules.h"

#include <QFile>

#include <cstdio>

int main(int argc, char** argv)
{
    QFile file(argc > 1 ? QString::fromLocal8Bit(argv[1]) : QString());
    if (argc != 2 || !file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(convoy::fieldRulesSql()) < 0) {
        std::fprintf(stderr, "usage: convoy_field_rules FILE\n");
        return 2;
    }
    return 0;
}
