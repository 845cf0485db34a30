#include "ui/widgets/quietcombo.h"

#include <QWheelEvent>

namespace convoy::ui {

QuietCombo::QuietCombo(const QString& name, QWidget* parent)
    : QComboBox(parent)
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

void QuietCombo::wheelEvent(QWheelEvent* event) { event->ignore(); }

} // namespace convoy::ui
