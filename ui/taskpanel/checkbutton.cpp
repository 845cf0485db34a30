#include "ui/taskpanel/checkbutton.h"

#include "ui/tasklist/taskitemdelegate.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace convoy::ui {

CheckButton::CheckButton(const Theme& theme, QWidget* parent)
    : QAbstractButton(parent)
    , m_theme(theme)
{
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setFixedSize(sizeHint());
    show(m_status, m_priority);
}

void CheckButton::show(TaskStatus status, Priority priority)
{
    m_status = status;
    m_priority = priority;
    const QString words = isOpen(status) ? tr("Mark as done") : tr("Open again");
    setAccessibleName(words);
    setToolTip(words);
    update();
}

void CheckButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QRectF circle(QPointF(width() - 18, height() - 18) / 2, QSizeF(18, 18));
    paintCheck(painter, circle, m_status, m_priority, m_theme);
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(m_theme.colours().accent, 1.5));
        painter.drawEllipse(circle.adjusted(-3, -3, 3, 3));
    }
}

} // namespace convoy::ui
