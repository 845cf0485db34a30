// Sets a field of a task that convoy-cli has no word for: convoy_fieldprobe DATABASE KEY FIELD JSON
#include "domain/clock.h"
#include "domain/jsonvalues.h"
#include "store/store.h"

#include <QCoreApplication>

#include <cstdio>

using namespace convoy;

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.size() != 5)
        return 2;
    const SystemClock clock;
    const auto say = [](const Error& error) {
        std::fprintf(stderr, "%s\n", qPrintable(error.detail));
        return 1;
    };
    const auto store = store::Store::open(words[1], clock);
    if (!store)
        return say(store.error());
    const QJsonValue value = arrayFromJson('[' + words[4].toUtf8() + ']').first();
    const auto set = (*store)->apply({ .text = words[3],
        .changes = { { .entity = Entity::Task, .row = RowKey { words[2].toLongLong() }, .fields = { { words[3], value } } } } });
    return set ? 0 : say(set.error());
}
