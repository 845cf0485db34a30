#include "ui/widgets/limitnote.h"

#include "ui/widgets/growingedit.h"

#include <QAccessible>

namespace convoy::ui {

LimitNote::LimitNote(GrowingEdit& edit, QWidget* parent)
    : QLabel(tr("One text can hold 256 KiB. What you just added does not fit and was left out; everything else is as it was."), parent)
{
    setWordWrap(true);
    setProperty("tone", QStringLiteral("warning"));
    hide();
    connect(&edit, &GrowingEdit::roomChanged, this, [this](bool enough) {
        setVisible(!enough);
        if (enough)
            return;
        QAccessibleEvent heard(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&heard);
    });
}

} // namespace convoy::ui
