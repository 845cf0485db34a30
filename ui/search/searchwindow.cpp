#include "ui/search/searchwindow.h"

#include "items/workbench.h"
#include "ui/search/hitdelegate.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QVBoxLayout>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;
using items::SearchModel;

SearchWindow::SearchWindow(const Collaborators& with, const QString& text, QWidget* parent)
    : QDialog(parent)
    , m_model(with.workbench.makeSearch(this))
    , m_line(new QLineEdit(text, this))
    , m_hits(new QListView(this))
    , m_state(new QLabel(this))
{
    setWindowTitle(tr("Search"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_line->setPlaceholderText(tr("Titles, descriptions, comments, labels, projects, milestones"));
    m_line->setAccessibleName(tr("Search everything"));
    m_line->setClearButtonEnabled(true);
    m_line->addAction(with.theme.icon("search"_L1, Tone::Muted), QLineEdit::LeadingPosition);
    m_line->installEventFilter(this);
    m_hits->setAccessibleName(tr("Hits"));
    m_hits->setModel(m_model);
    m_hits->setItemDelegate(new HitDelegate(with.theme, m_hits));
    m_hits->setUniformItemSizes(true);
    m_hits->setMouseTracking(true);
    m_hits->setFrameShape(QFrame::NoFrame);
    m_hits->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_hits->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_state->setProperty("tone", u"muted"_s);
    m_state->setContentsMargins(6, 0, 6, 2);
    m_state->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 10, 10, 6);
    layout->addWidget(m_line);
    layout->addWidget(m_hits, 1);
    layout->addWidget(m_state);
    const QWidget* window = parent->window();
    resize(std::clamp(window->width() - 160, 480, 760), std::clamp(window->height() - 160, 320, 620));
    connect(m_line, &QLineEdit::textChanged, m_model, [this](const QString& typed) {
        m_model->setText(typed.trimmed());
        showAnswer();
    });
    connect(m_model, &SearchModel::answered, this, &SearchWindow::showAnswer);
    connect(m_hits, &QListView::clicked, this, &SearchWindow::choose);
    connect(m_hits, &QListView::activated, this, &SearchWindow::choose);
    m_model->setText(text.trimmed());
    showAnswer();
}

QString SearchWindow::state() const { return m_state->text(); }

void SearchWindow::showAnswer()
{
    if (m_model->rowCount() > 0 && !m_hits->currentIndex().isValid())
        m_hits->setCurrentIndex(m_model->index(0, 0));
    if (m_model->text().isEmpty())
        m_state->setText(tr("Everything on this device is searched, also without a network."));
    else if (m_model->isLooking())
        m_state->setText(tr("Looking..."));
    else if (m_model->rowCount() == 0)
        m_state->setText(tr("Nothing on this device has '%1' in it.").arg(m_model->text()));
    else if (m_model->hasMore())
        m_state->setText(tr("The first %1 hits. Another word narrows them.").arg(m_model->rowCount()));
    else
        m_state->setText(m_model->rowCount() == 1 ? tr("1 hit") : tr("%n hits", nullptr, m_model->rowCount()));
}

void SearchWindow::choose()
{
    const QModelIndex at = m_hits->currentIndex();
    if (!at.isValid())
        return;
    const auto entity = Entity(at.data(SearchModel::EntityRole).toInt());
    const auto row = at.data(SearchModel::RowKeyRole).value<RowKey>();
    close();
    Q_EMIT chosen(entity, row);
}

bool SearchWindow::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_line || event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    auto* key = static_cast<QKeyEvent*>(event);
    switch (key->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown: {
        const int step = key->key() == Qt::Key_Up ? -1 : key->key() == Qt::Key_Down ? 1 : key->key() == Qt::Key_PageUp ? -8 : 8;
        const int row = std::clamp(m_hits->currentIndex().row() + step, 0, std::max(0, m_model->rowCount() - 1));
        m_hits->setCurrentIndex(m_model->index(row, 0));
        return true;
    }
    case Qt::Key_Return:
    case Qt::Key_Enter: choose(); return true;
    default: return false;
    }
}

} // namespace convoy::ui
