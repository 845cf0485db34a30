#pragma once

#include "context/taskcontext.h"
#include "ui/window/collaborators.h"

#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace convoy::items {
class ActivityModel;
}

namespace convoy::ui {

class GrowingEdit;
class Section;

//! Comments and what happened, newest first, with a box to write a comment in. Edits that the server does not have yet
//! say so. A draft stays with its task while another is looked at. Owned by the panel.
class ActivitySection final : public QWidget {
    Q_OBJECT

public:
    ActivitySection(const Collaborators& with, QWidget* parent);
    void show(const context::TaskContext& context, RowKey task, bool another);
    [[nodiscard]] GrowingEdit& commentBox() const { return *m_box; }
    [[nodiscard]] int lineCount() const;
    void send();

private:
    struct Line;
    [[nodiscard]] std::vector<Line> linesHere() const;
    [[nodiscard]] std::vector<Line> linesOf(const std::vector<Activity>& activity) const;
    [[nodiscard]] QWidget* makeLine(const Line& line);
    void showLines();

    Collaborators m_with;
    RowKey m_task;
    QHash<RowKey, QString> m_drafts;
    std::vector<Activity> m_remote; //!< shown when the task is not on this device
    items::ActivityModel* m_model;
    Section* m_section;
    GrowingEdit* m_box;
    QPushButton* m_send;
    QVBoxLayout* m_lines;
    QPushButton* m_older;
    bool m_queued = false;
};

} // namespace convoy::ui
