#include "ui/syncview/valuedialog.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

ValueDialog::ValueDialog(const QString& field, const QString& theirs, const QString& mine, QWidget* parent)
    : QDialog(parent)
    , m_text(new QPlainTextEdit(theirs, this))
{
    setWindowTitle(tr("Edit the %1").arg(field));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(680, 360);
    auto* old = new QPlainTextEdit(mine, this);
    old->setReadOnly(true);
    old->setTabChangesFocus(true);
    old->setAccessibleName(tr("Your value that lost"));
    m_text->setTabChangesFocus(true);
    m_text->setAccessibleName(tr("New value"));
    const auto heading = [this](const QString& text) {
        auto* label = new QLabel(text, this);
        label->setProperty("tone", u"muted"_s);
        return label;
    };
    auto* save = new QPushButton(tr("Save"), this);
    save->setDefault(true);
    auto* cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(save);
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->addWidget(heading(tr("New value")), 0, 0);
    layout->addWidget(heading(tr("Your value that lost")), 0, 1);
    layout->addWidget(m_text, 1, 0);
    layout->addWidget(old, 1, 1);
    layout->addLayout(buttons, 2, 0, 1, 2);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(save, &QPushButton::clicked, this, [this] {
        Q_EMIT saved(m_text->toPlainText());
        accept();
    });
    m_text->setFocus();
}

} // namespace convoy::ui
