#pragma once

#include <QEventLoop>

#include <memory>
#include <optional>

namespace convoy::cli {

//! Runs the program's only event loop until `start(done)` has called done(value). Everything that takes part has a time
//! limit of its own, so this ends. Calls of done after the first one do nothing.
template <class T, class Start> T waitFor(Start start)
{
    const auto value = std::make_shared<std::optional<T>>();
    QEventLoop loop;
    start([value, &loop](const T& result) {
        if (value->has_value())
            return;
        *value = result;
        loop.quit();
    });
    while (!value->has_value())
        loop.exec();
    return **value;
}

} // namespace convoy::cli
