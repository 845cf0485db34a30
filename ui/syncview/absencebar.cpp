#include "ui/syncview/absencebar.h"

#include "domain/activitywords.h"
#include "items/workbench.h"
#include "sync/status/sentences.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto readSetting = "sync/absenceRead"_L1;
constexpr int taskRole = Qt::UserRole + 1;

QString fieldWords(const QStringList& fields)
{
    QStringList names;
    for (const QString& field : fields)
        names.append(fieldName(field));
    names.removeAll(QString());
    names.removeDuplicates();
    return names.isEmpty() ? AbsenceBar::tr("something else of it") : names.join(u", "_s);
}

} // namespace

AbsenceBar::AbsenceBar(const Collaborators& with, QWidget* parent)
    : QFrame(parent)
    , m_with(with)
    , m_words(new QLabel(this))
    , m_show(new QPushButton(this))
    , m_edits(new QTreeWidget(this))
{
    setObjectName(u"banner"_s);
    m_words->setWordWrap(true);
    m_show->setAutoDefault(false);
    m_show->setProperty("link", true);
    auto* read = new QPushButton(tr("Understood"), this);
    read->setAutoDefault(false);
    m_edits->setAccessibleName(tr("Edits that touch what others changed"));
    m_edits->setHeaderLabels({ tr("Your edit"), tr("Others changed") });
    m_edits->setRootIsDecorated(false);
    m_edits->setUniformRowHeights(true);
    m_edits->setProperty("table", true);
    m_edits->setFixedHeight(150);
    m_edits->header()->setStretchLastSection(false);
    m_edits->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_edits->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    auto* line = new QHBoxLayout;
    line->addWidget(m_words, 1);
    line->addWidget(m_show);
    line->addWidget(read);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->setSpacing(8);
    layout->addLayout(line);
    layout->addWidget(m_edits);
    connect(m_show, &QPushButton::clicked, this, [this] { unfold(m_edits->isHidden()); });
    connect(read, &QPushButton::clicked, this, [this] {
        m_with.settings.setValue(readSetting, m_cycle);
        hide();
    });
    connect(m_edits, &QTreeWidget::itemActivated, this,
        [this](const QTreeWidgetItem* item) { Q_EMIT rowChosen(item->data(0, taskRole).value<RowKey>()); });
    unfold(false);
    hide();
}

void AbsenceBar::unfold(bool open)
{
    m_edits->setVisible(open);
    m_show->setText(open ? tr("Hide them") : tr("Show them"));
    m_show->setAccessibleName(open ? tr("Hide the edits") : tr("Show the edits"));
}

void AbsenceBar::refresh()
{
    const auto absence = m_with.workbench.catalog().latestAbsence();
    if (!absence || absence->cycleMicros == m_with.settings.value(readSetting).toLongLong()) {
        hide();
        return;
    }
    if (absence->cycleMicros == m_cycle)
        return; // as it stands; somebody may be reading it
    m_cycle = absence->cycleMicros;
    m_words->setText(sync::describeAbsence({ absence->sinceMicros, absence->cycleMicros, absence->edits, absence->touched }));
    m_edits->clear();
    for (const auto& edit : absence->items) {
        auto* item = new QTreeWidgetItem(m_edits, { edit.text, fieldWords(edit.fields) });
        item->setData(0, taskRole, QVariant::fromValue(edit.entity == Entity::Task ? edit.row : RowKey {}));
    }
    m_show->setVisible(!absence->items.empty());
    show();
}

} // namespace convoy::ui
