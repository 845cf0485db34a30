#include "ui/actions/filterlist.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int hintRole = Qt::UserRole + 1;

constexpr int iconSize = 16;
constexpr int leastRows = 3;
constexpr int mostRows = 14;

//! The icon and the text at the left, the hint at the right in the muted tone.
class HintDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void setIcons(bool icons) { m_icons = icons; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const QPalette& palette = option.palette;
        const bool enabled = index.flags() & Qt::ItemIsEnabled;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (option.state & QStyle::State_Selected) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(palette.highlight());
            painter->drawRoundedRect(option.rect.adjusted(4, 1, -4, -1), 6, 6);
        }
        const bool selected = option.state & QStyle::State_Selected;
        QRect inner = option.rect.adjusted(14, 0, -14, 0);
        if (m_icons) {
            const QRect at(inner.left(), inner.center().y() - iconSize / 2 + 1, iconSize, iconSize);
            QPixmap icon = index.data(Qt::DecorationRole).value<QIcon>().pixmap(
                at.size(), painter->device()->devicePixelRatio(), enabled ? QIcon::Normal : QIcon::Disabled);
            if (selected && !icon.isNull()) {
                QPainter tint(&icon);
                tint.setCompositionMode(QPainter::CompositionMode_SourceIn);
                tint.fillRect(icon.rect(), palette.highlightedText());
            }
            painter->drawPixmap(at.topLeft(), icon);
            inner.setLeft(at.right() + 12);
        }
        const QString hint = index.data(hintRole).toString();
        const int hintWidth = hint.isEmpty() ? 0 : option.fontMetrics.horizontalAdvance(hint) + 16;
        const auto group = enabled ? QPalette::Active : QPalette::Disabled;
        painter->setPen(palette.color(group, selected ? QPalette::HighlightedText : QPalette::Text));
        const QString text = index.data().toString();
        painter->drawText(inner.adjusted(0, 0, -hintWidth, 0), Qt::AlignVCenter,
            option.fontMetrics.elidedText(text, Qt::ElideRight, inner.width() - hintWidth));
        painter->setPen(selected ? palette.color(QPalette::HighlightedText) : palette.color(QPalette::PlaceholderText));
        painter->drawText(inner, Qt::AlignVCenter | Qt::AlignRight, hint);
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override
    {
        return { 100, option.fontMetrics.height() + 14 };
    }

private:
    bool m_icons = false; //!< one entry with an icon indents them all
};

} // namespace

bool matchesTyped(const QString& text, const QString& typed)
{
    bool all = true;
    for (const QString& word : typed.split(u' ', Qt::SkipEmptyParts))
        all = all && text.contains(word, Qt::CaseInsensitive);
    if (all)
        return true;
    QString initials;
    for (const QString& word : text.split(u' ', Qt::SkipEmptyParts))
        initials.append(word.front());
    return typed.size() > 1 && initials.startsWith(typed, Qt::CaseInsensitive);
}

FilterList::FilterList(const QString& title, const QString& placeholder, QWidget* parent)
    : QDialog(parent)
    , m_line(new QLineEdit(this))
    , m_list(new QListWidget(this))
{
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    m_line->setPlaceholderText(placeholder);
    m_line->setAccessibleName(title);
    m_line->setClearButtonEnabled(true);
    m_line->installEventFilter(this);
    m_list->setAccessibleName(tr("Choices"));
    m_list->setItemDelegate(new HintDelegate(m_list));
    m_list->setFocusPolicy(Qt::ClickFocus); // its keys arrive through the line
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setUniformItemSizes(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_line);
    layout->addWidget(m_list);
    connect(m_line, &QLineEdit::textChanged, this, &FilterList::refill);
    connect(m_line, &QLineEdit::returnPressed, this, &FilterList::choose);
    connect(m_list, &QListWidget::itemClicked, this, &FilterList::choose);
    connect(m_list, &QListWidget::itemActivated, this, &FilterList::choose);
}

void FilterList::setEntries(std::vector<Entry> entries)
{
    m_entries = std::move(entries);
    static_cast<HintDelegate*>(m_list->itemDelegate())->setIcons(
        std::any_of(m_entries.begin(), m_entries.end(), [](const Entry& entry) { return !entry.icon.isNull(); }));
    refill();
}

void FilterList::openOver(QWidget& window)
{
    const int width = std::min(560, window.width() - 40);
    // As high as what can be chosen, so that five priorities do not open a large empty window; the same while one types.
    const int rows = m_more ? mostRows : std::clamp(m_list->count(), leastRows, mostRows);
    const int around = sizeHint().height() - m_list->sizeHint().height();
    resize(width, std::min({ 420, window.height() - 80, around + rows * m_list->sizeHintForRow(0) + 2 * m_list->frameWidth() + 6 }));
    move(window.mapToGlobal(QPoint((window.width() - width) / 2, 60)));
    show();
    m_line->setFocus();
}

void FilterList::refill()
{
    m_list->clear();
    const QString typed = m_line->text();
    const auto add = [this](const Entry& entry) {
        auto* item = new QListWidgetItem(entry.text, m_list);
        item->setIcon(entry.icon);
        item->setData(hintRole, entry.hint);
        item->setData(Qt::UserRole, entry.value);
        item->setData(Qt::AccessibleTextRole, entry.hint.isEmpty() ? entry.text : QString(entry.text + u", "_s + entry.hint));
        if (!entry.enabled)
            item->setFlags(Qt::NoItemFlags);
    };
    std::vector<Entry> matching;
    std::copy_if(m_entries.begin(), m_entries.end(), std::back_inserter(matching),
        [&typed](const Entry& entry) { return matchesTyped(entry.text, typed); });
    if (m_more) {
        for (Entry& entry : m_more(typed))
            matching.push_back(std::move(entry));
    }
    // What begins with the typed letters is most likely meant; what cannot be done now comes last.
    const auto rank = [&typed](const Entry& entry) {
        return (entry.enabled ? 0 : 2) + (entry.text.startsWith(typed, Qt::CaseInsensitive) ? 0 : 1);
    };
    if (!typed.isEmpty())
        std::stable_sort(matching.begin(), matching.end(), [&rank](const Entry& a, const Entry& b) { return rank(a) < rank(b); });
    for (const Entry& entry : matching)
        add(entry);
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->flags() & Qt::ItemIsEnabled) {
            m_list->setCurrentRow(row);
            break;
        }
    }
}

void FilterList::choose()
{
    const QListWidgetItem* item = m_list->currentItem();
    if (!item || !(item->flags() & Qt::ItemIsEnabled))
        return;
    const QVariant value = item->data(Qt::UserRole);
    close();
    Q_EMIT chosen(value);
}

bool FilterList::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_line && event->type() == QEvent::KeyPress) {
        const auto* press = static_cast<QKeyEvent*>(event);
        const int key = press->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_PageUp || key == Qt::Key_PageDown) {
            QCoreApplication::sendEvent(m_list, event);
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace convoy::ui
