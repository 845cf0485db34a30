#pragma once

#include "items/taskfilter.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace convoy::ui {

class Theme;

//! Why a list is empty. The four kinds must never be mixed up: "all done" over data that was not loaded is a lie.
enum class Emptiness : quint8 { NothingYet, AllDone, FilteredOut, NotLoaded };

struct EmptyWords {
    QString heading;
    QString line;
    QString verb; //!< of the button; empty: none
};

[[nodiscard]] EmptyWords wordsFor(Emptiness kind, const items::TaskFilter& filter);

//! Stands in the place of an empty list: an icon, what kind of empty it is, and one thing to do. Owned by the task pane.
class EmptyState final : public QWidget {
    Q_OBJECT

public:
    EmptyState(const Theme& theme, QWidget* parent);
    void show(Emptiness kind, const items::TaskFilter& filter);
    [[nodiscard]] Emptiness kind() const { return m_kind; }
    [[nodiscard]] QString heading() const;

Q_SIGNALS:
    void acted(convoy::ui::Emptiness kind);

private:
    void showIcon();

    const Theme& m_theme;
    Emptiness m_kind = Emptiness::NothingYet;
    items::TaskView m_view = items::TaskView::Inbox;
    QLabel* m_icon;
    QLabel* m_heading;
    QLabel* m_line;
    QPushButton* m_button;
};

} // namespace convoy::ui
