#pragma once

#include "domain/change.h"
#include "sync/status/syncstatus.h"
#include "ui/window/collaborators.h"

#include <QPointer>
#include <QWidget>

class QFrame;
class QLabel;
class QPushButton;
class QTreeView;

namespace convoy::ui {

//! The edits that the server has not confirmed, in words: what each waits for, how often it was tried, when next. Retry,
//! discard after a look at what goes with it, export. Owned by the sync panel.
class OutboxPage final : public QWidget {
    Q_OBJECT

public:
    OutboxPage(const Collaborators& with, QWidget* parent);
    [[nodiscard]] int count() const;
    void setStatus(const sync::SyncStatus& status);
    void exportTo(const QString& path);
    void chooseExportFile();

Q_SIGNALS:
    void rowChosen(convoy::RowKey row); //!< to open: a task, or a line of the sidebar
    void countChanged(int count);
    void told(const QString& sentence); //!< something was done that the page itself does not show

private:
    [[nodiscard]] QWidget* makeVerbs();
    [[nodiscard]] QWidget* makeQuestion();
    void showSize();
    void showVerbs();
    void askDiscard();
    void showQuestion(GroupId group, const QStringList& edits);
    void discard();
    [[nodiscard]] QWidget* makeGone();
    void takeBack();
    [[nodiscard]] GroupId currentGroup() const;

    Collaborators m_with;
    sync::SyncStatus m_status;
    QTreeView* m_list;
    QLabel* m_empty;
    QLabel* m_reason = nullptr;
    QPushButton* m_retry = nullptr;
    QPushButton* m_open = nullptr;
    QPushButton* m_discard = nullptr;
    QPushButton* m_export = nullptr;
    QFrame* m_question = nullptr;
    QLabel* m_goes = nullptr;
    QPushButton* m_yes = nullptr;
    QPushButton* m_no = nullptr;
    GroupId m_asked;
    QFrame* m_gone = nullptr; //!< what was discarded a moment ago, to be taken back
    QLabel* m_goneWords = nullptr;
    std::vector<GroupId> m_discarded;
};

//! What an edit in this state waits for, as a sentence; the status says whether that is the network or the server.
[[nodiscard]] QString waitsFor(OutboxState state, const sync::SyncStatus& status, qint64 nowMicros);

} // namespace convoy::ui
