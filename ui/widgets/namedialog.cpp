#include "ui/widgets/namedialog.h"

#include "domain/text.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace convoy::ui {

NameDialog::NameDialog(const QString& title, const QString& label, QWidget* parent, const QString& verb)
    : QDialog(parent)
    , m_line(new QLineEdit(this))
{
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(360);
    auto* words = new QLabel(label, this);
    words->setBuddy(m_line);
    m_line->setAccessibleName(label);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton* add = buttons->addButton(verb.isEmpty() ? tr("Add") : verb, QDialogButtonBox::AcceptRole);
    add->setDefault(true);
    add->setEnabled(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->addWidget(words);
    layout->addWidget(m_line);
    layout->addSpacing(8);
    layout->addWidget(buttons);
    connect(m_line, &QLineEdit::textChanged, add, [add](const QString& text) { add->setEnabled(!cleanLine(text).isEmpty()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        const QString name = cleanLine(m_line->text());
        accept();
        Q_EMIT named(name);
    });
    m_line->setFocus();
}

} // namespace convoy::ui
