#pragma once

#include "context/taskcontext.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace convoy::ui {

class Section;
class Theme;

//! The stages of the task's workflow as a path, the present one marked.
class WorkflowSection final : public QWidget {
    Q_OBJECT

public:
    WorkflowSection(const Theme& theme, QWidget* parent);
    void show(const context::Block<Workflow>& workflow, const QString& stage);

private:
    const Theme& m_theme;
    Section* m_section;
    QLabel* m_path;
    QLabel* m_words;
};

//! Patterns or best practices that apply to the task: titles that unfold to their text.
class AdviceSection final : public QWidget {
    Q_OBJECT

public:
    AdviceSection(const QString& title, const Theme& theme, QWidget* parent);
    void show(const context::Block<std::vector<Advice>>& advice);

private:
    const Theme& m_theme;
    std::vector<RowKey> m_shown;
    Section* m_section;
    QVBoxLayout* m_items;
};

} // namespace convoy::ui
