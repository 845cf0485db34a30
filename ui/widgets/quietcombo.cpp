#include "ui/widgets/quietcombo.h"

#include <QPainter>
#include <QWheelEvent>

namespace convoy::ui {

void ChevronCombo::paintEvent(QPaintEvent* event)
{
    QComboBox::paintEvent(event);
    if (!isEnabled())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(palette().color(QPalette::PlaceholderText), 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF tip(isRightToLeft() ? 13 : width() - 13, height() / 2.0 + 2);
    painter.drawPolyline(QPolygonF({ tip + QPointF(-3.5, -3.5), tip, tip + QPointF(3.5, -3.5) }));
}

void ChevronCombo::wheelEvent(QWheelEvent* event) { event->ignore(); }

QuietCombo::QuietCombo(const QString& name, QWidget* parent)
    : ChevronCombo(parent)
{
    setProperty("quiet", true);
    setAccessibleName(name);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMinimumContentsLength(6);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
}

void QuietCombo::setChoices(const std::vector<std::pair<QString, QVariant>>& choices, const QVariant& current)
{
    const QSignalBlocker quiet(this);
    clear();
    int at = -1;
    for (const auto& [text, value] : choices) {
        if (value == current)
            at = count();
        addItem(text, value);
    }
    setCurrentIndex(at);
}

void QuietCombo::setOnlyText(const QString& text)
{
    const QSignalBlocker quiet(this);
    clear();
    addItem(text);
    setCurrentIndex(0);
    setToolTip(text);
}



} // namespace convoy::ui
