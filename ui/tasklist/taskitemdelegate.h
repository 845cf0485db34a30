#pragma once

#include "domain/clock.h"
#include "items/taskfilter.h"
#include "ui/theme/colours.h"

#include <QStyledItemDelegate>

namespace convoy::ui {

class Theme;

//! What a task painted as a line and one painted as a card have in common: how its facts look, and a title that is edited
//! in place without being replaced by what arrives.
class TaskItemDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    TaskItemDelegate(const Theme& theme, const Clock& clock, QObject* parent);
    void setShowsProject(bool shows) { m_showsProject = shows; } //!< not in a project's own list or board

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void setEditorData(QWidget* editor, const QModelIndex& index) const override;

protected:
    [[nodiscard]] QDate today() const;
    [[nodiscard]] static QFont smaller(const QFont& font);
    [[nodiscard]] QString dueWords(const Task& task) const; //!< empty without a date
    [[nodiscard]] Tone dueTone(const Task& task) const;
    [[nodiscard]] static bool isBlocked(const items::TaskRow& row);
    [[nodiscard]] static QString subtaskWords(const items::TaskRow& row); //!< "1/3"; empty without subtasks
    void paintMark(QPainter& painter, const QRect& place, items::RowMark mark) const; //!< nothing once it is synced

    const Theme& m_theme;
    bool m_showsProject = true;

private:
    const Clock& m_clock;
};

[[nodiscard]] Tone toneOf(Priority priority);

//! The round check of a task: ring in the tone of the priority, filled when done. Also painted in the task panel.
void paintCheck(QPainter& painter, const QRectF& circle, TaskStatus status, Priority priority, const Theme& theme);

} // namespace convoy::ui
