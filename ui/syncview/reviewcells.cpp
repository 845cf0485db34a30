#include "ui/syncview/reviewcells.h"

#include "ui/syncview/worddiff.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QTextDocument>
#include <QTreeView>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int margin = 8;
constexpr int mostCharacters = 6'000; // of a value in its cell; "Edit" shows all of it

void lay(QTextDocument& document, const QString& html, const QFont& font, int width)
{
    document.setDocumentMargin(0);
    document.setDefaultFont(font);
    QTextOption wrap;
    wrap.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    document.setDefaultTextOption(wrap);
    document.setHtml(html);
    document.setTextWidth(std::max(20, width));
}

int widthOf(const QStyleOptionViewItem& option, const QModelIndex& index)
{
    const auto* view = qobject_cast<const QTreeView*>(option.widget);
    return (view ? view->columnWidth(index.column()) : option.rect.width()) - 2 * margin;
}

} // namespace

ReviewCells::ReviewCells(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QString ReviewCells::html(const QModelIndex& index) const
{
    const Colours& colours = m_theme.colours();
    const auto escaped = [](const QString& text) { return text.toHtmlEscaped().replace(u'\n', u"<br>"_s); };
    const QString text = index.data().toString().left(mostCharacters);
    if (text.isEmpty())
        return u"<span style=\"color:%1\">%2</span>"_s.arg(colours.muted.name(), tr("empty"));
    QString body;
    const QVariant other = index.data(OtherTextRole);
    if (!other.isValid()) {
        body = escaped(text);
    } else {
        const QColor tone = index.data(MineRole).toBool() ? colours.warning : colours.success;
        for (const DiffSpan& span : wordDiff(text, other.toString().left(mostCharacters)).left) {
            body += span.shared ? escaped(span.text)
                                : u"<span style=\"background:%1;color:%2;text-decoration:underline\">%3</span>"_s.arg(
                                    colours.chip(tone).name(), tone.name(), escaped(span.text));
        }
    }
    return index.data(StandsRole).toBool() ? u"\u2713 "_s + body : body;
}

void ReviewCells::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Colours& colours = m_theme.colours();
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, colours.selection);
    painter->setPen(colours.border);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    QTextDocument document;
    lay(document, u"<span style=\"color:%1\">%2</span>"_s.arg(colours.text.name(), html(index)), option.font, option.rect.width() - 2 * margin);
    painter->setClipRect(option.rect);
    painter->translate(option.rect.topLeft() + QPoint(margin, margin));
    document.drawContents(painter);
    painter->restore();
}

QSize ReviewCells::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QTextDocument document;
    lay(document, html(index), option.font, widthOf(option, index));
    return { 60, int(document.size().height()) + 2 * margin };
}

} // namespace convoy::ui
