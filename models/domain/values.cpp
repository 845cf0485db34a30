#include "domain/values.h"

#include <array>

namespace convoy {

namespace {
constexpr std::array statusNames { QLatin1String("todo"), QLatin1String("in_progress"), QLatin1String("done"),
    QLatin1String("cancelled") };
constexpr std::array priorityNames { QLatin1String("none"), QLatin1String("low"), QLatin1String("medium"),
    QLatin1String("high") };

template <class T, size_t size>
std::optional<T> valueOf(const std::array<QLatin1String, size>& names, QStringView text)
{
    for (size_t i = 0; i < size; ++i) {
        if (names[i] == text)
            return T(i);
    }
    return std::nullopt;
}
} // namespace

QString statusText(TaskStatus status) { return statusNames[size_t(status)]; }
std::optional<TaskStatus> statusFromText(QStringView text) { return valueOf<TaskStatus>(statusNames, text); }
QString priorityText(Priority priority) { return priorityNames[size_t(priority)]; }
std::optional<Priority> priorityFromText(QStringView text) { return valueOf<Priority>(priorityNames, text); }
bool isOpen(TaskStatus status) { return status == TaskStatus::Todo || status == TaskStatus::InProgress; }

} // namespace convoy
