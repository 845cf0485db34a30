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

struct ActivityLine;
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
    void finishEditing(); //!< keeps what is typed: another task is about to be shown, or the window to go

Q_SIGNALS:
    void reviewRequested();
    void olderRequested(); //!< what is older is not on this device

private:
    [[nodiscard]] std::vector<ActivityLine> linesHere() const;
    [[nodiscard]] std::vector<ActivityLine> linesOf(const std::vector<Activity>& activity) const;
    void showLines();
    void keepDraft();
    [[nodiscard]] QString draftOf(RowKey task) const;

    Collaborators m_with;
    RowKey m_task;
    std::vector<Activity> m_remote; //!< shown when the task is not on this device
    std::vector<Activity> m_olderLines; //!< from the server, behind what is here
    bool m_olderOnServer = false;
    items::ActivityModel* m_model;
    Section* m_section;
    GrowingEdit* m_box;
    QPushButton* m_send;
    QVBoxLayout* m_lines;
    QPushButton* m_older;
    bool m_queued = false;
};

} // namespace convoy::ui
