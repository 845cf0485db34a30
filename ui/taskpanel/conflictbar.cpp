#include "ui/taskpanel/conflictbar.h"

#include "items/workbench.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

ConflictBar::ConflictBar(const Collaborators& with, QWidget* parent)
    : QFrame(parent)
    , m_with(with)
    , m_words(new QLabel(this))
{
    setObjectName(u"card"_s);
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::PlainText);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(16);
    const auto button = [&](const QString& text, const QString& name, auto act) {
        auto* made = new QPushButton(text, this);
        made->setProperty("link", true);
        made->setProperty("inline", true);
        made->setAccessibleName(name);
        buttons->addWidget(made);
        connect(made, &QPushButton::clicked, this, act);
    };
    button(tr("Keep mine"), tr("Keep this device's values"), [this] { m_with.workbench.editing().review(m_conflicts, store::Keep::Mine); });
    button(tr("Keep theirs"), tr("Keep the other device's values"), [this] { m_with.workbench.editing().review(m_conflicts, store::Keep::Theirs); });
    button(tr("Review"), tr("Review both values"), [this] { Q_EMIT reviewRequested(); });
    buttons->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 7, 10, 5);
    layout->setSpacing(2);
    layout->addWidget(m_words);
    layout->addLayout(buttons);
    hide();
    connect(&with.workbench, &items::Workbench::changed, this, [this](const ChangeSet& changes) {
        const bool concerns = changes.everything || std::any_of(changes.rows.begin(), changes.rows.end(),
            [](const ChangedRow& row) { return row.entity == Entity::Conflict; });
        if (concerns)
            refresh();
    });
}

void ConflictBar::show(RowKey task)
{
    m_task = task;
    refresh();
}

void ConflictBar::refresh()
{
    m_conflicts.clear();
    QString device;
    items::ConflictItem one;
    for (const auto& item : m_with.workbench.catalog().openConflicts()) {
        if (item.row != m_task || !m_task)
            continue;
        m_conflicts.push_back(item.conflict);
        one = item;
        device = item.theirsDevice.isEmpty() ? device : item.theirsDevice;
    }
    const auto mine = m_conflicts.size() == 1 ? one.mine.toString() : QString();
    const bool text = one.field == "body"_L1 || one.field == "description"_L1 || one.field == "title"_L1;
    const QString other = device.isEmpty() ? tr("another device") : device;
    m_words->setText(m_conflicts.size() == 1
            ? tr("A value that you set here was also changed on %1, and that one stands.").arg(other)
            : tr("%1 values that you set here were also changed on %2, and those stand.").arg(m_conflicts.size()).arg(other));
    if (text && !mine.isEmpty())
        m_words->setText(tr("This text was also changed on %1, and that one stands. Yours was: \"%2\"").arg(other, mine.size() > 300 ? mine.left(297) + u"..."_s : mine));
    setVisible(!m_conflicts.empty());
}

} // namespace convoy::ui
