#pragma once

#include "ui/window/collaborators.h"

#include <QWidget>

class QFrame;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace convoy::ui {

class ConflictBar;
class GrowingEdit;
class MarkdownView;

//! One line of the activity, as it is shown.
struct ActivityLine {
    RowKey key; //!< none: an edit that the server has not recorded
    bool comment = false;
    bool pending = false;
    bool own = false; //!< a comment that this person may change
    bool edited = false;
    bool conflict = false; //!< a text of this person's lost against another device's
    QString author;
    QString device;
    qint64 micros = 0;
    QString body;
    bool operator==(const ActivityLine&) const = default;
};

//! Who wrote what and when. One's own comments can be changed in place and deleted; while somebody types in one, what
//! arrives does not touch the text. Owned by the activity section.
class CommentLine final : public QWidget {
    Q_OBJECT

public:
    CommentLine(const Collaborators& with, QWidget* parent);
    void show(const ActivityLine& line);
    [[nodiscard]] const ActivityLine& line() const { return m_line; }
    [[nodiscard]] bool isEditing() const;
    void edit();
    void finish(); //!< keeps what is typed

Q_SIGNALS:
    void reviewRequested();

private:
    void makeComment();
    void makeSentence();
    [[nodiscard]] QToolButton* makeButton(QLatin1StringView icon, const QString& name);
    void showHead();
    void takeUp(const QString& text, const QString& started);
    void setEditing(bool editing);

    Collaborators m_with;
    ActivityLine m_line;
    QString m_started; //!< what the editing began on
    QHBoxLayout* m_headRow;
    QLabel* m_head;
    QLabel* m_sentence = nullptr; //!< of what is no comment
    QFrame* m_card = nullptr; //!< around a comment; this and what follows only for one
    MarkdownView* m_view = nullptr;
    GrowingEdit* m_editor = nullptr;
    QPushButton* m_done = nullptr;
    QToolButton* m_edit = nullptr;
    QToolButton* m_delete = nullptr;
    ConflictBar* m_conflict = nullptr;
    QVBoxLayout* m_layout;
};

} // namespace convoy::ui
