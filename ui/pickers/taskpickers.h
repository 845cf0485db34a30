#pragma once

#include "ui/window/collaborators.h"

#include <QCoreApplication>
#include <QDate>

#include <vector>

class QVariant;
class QWidget;

namespace convoy {
struct Task;
}

namespace convoy::ui {

//! What the keys S, G S, P, L, A, M B and their like open over the window: a typed filter over the values of one field, for one
//! task or many. Each value says whether all of the tasks have it or how many; a choice is one edit of all, one undo step.
//! Interface thread, owned by the window.
class TaskPickers final {
    Q_DECLARE_TR_FUNCTIONS(TaskPickers)

public:
    using Keys = std::vector<RowKey>;

    TaskPickers(const Collaborators& with, QWidget& window);
    void status(const Keys& tasks);
    void stage(const Keys& tasks);
    void priority(const Keys& tasks);
    void labels(const Keys& tasks);
    void assignee(const Keys& tasks);
    void due(const Keys& tasks, QDate today);
    void place(const Keys& tasks);
    void blocker(const Keys& tasks);

private:
    struct Choice;
    [[nodiscard]] std::vector<Task> read(const Keys& tasks) const;
    [[nodiscard]] static QString howMany(const std::vector<Task>& tasks, const std::function<bool(const Task&)>& has);
    [[nodiscard]] QString title(const QString& field, const std::vector<Task>& tasks) const;
    class FilterList* open(const QString& title, const QString& placeholder, std::vector<Choice> choices);

    Collaborators m_with;
    QWidget& m_window;
};

} // namespace convoy::ui
