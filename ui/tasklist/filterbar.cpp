#include "ui/tasklist/filterbar.h"

#include "ui/actions/actionregistry.h"
#include "ui/theme/theme.h"
#include "ui/widgets/flowlayout.h"

#include <QAction>
#include <QKeyEvent>
#include <QPainter>
#include <QStyle>
#include <QToolButton>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;
using items::ConditionField;

namespace {

constexpr int crossRoom = 22;
constexpr int widest = 340;

} // namespace

//! One condition: its words and a cross. One stop for Tab.
class FilterBar::Chip final : public QAbstractButton {
public:
    Chip(const QString& text, const Theme& theme, QWidget* parent)
        : QAbstractButton(parent)
        , m_theme(theme)
    {
        setText(text);
        setToolTip(text);
        setAccessibleName(FilterBar::tr("Filter, %1").arg(text));
        setAccessibleDescription(FilterBar::tr("Return changes it, Delete takes it away"));
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    }

    std::function<void()> remove;

    [[nodiscard]] QSize sizeHint() const override
    {
        const QFontMetrics metrics(font());
        return { std::min(widest, metrics.horizontalAdvance(text()) + 12 + crossRoom), metrics.height() + 11 };
    }
    [[nodiscard]] QSize minimumSizeHint() const override { return { 60, sizeHint().height() }; }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Colours& colours = m_theme.colours();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(hasFocus() ? QPen(colours.accent, 1.4) : QPen(Qt::NoPen));
        painter.setBrush(underMouse() ? colours.hover : colours.selection);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.7, 0.7, -0.7, -0.7), 6, 6);
        painter.setPen(colours.text);
        const QRect words = QStyle::visualRect(layoutDirection(), rect(), rect().adjusted(9, 0, -crossRoom, 0));
        painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeading, fontMetrics().elidedText(text(), Qt::ElideRight, words.width()));
        m_theme.icon("dialog-close"_L1, Tone::Muted).paint(&painter, cross().adjusted(4, 0, -4, 0));
    }
    void mouseReleaseEvent(QMouseEvent* event) override
    {
        if (event->button() == Qt::LeftButton && cross().contains(event->pos())) {
            setDown(false);
            remove();
            return;
        }
        QAbstractButton::mouseReleaseEvent(event);
    }
    void keyPressEvent(QKeyEvent* event) override
    {
        if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace)
            remove();
        else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
            click();
        else
            QAbstractButton::keyPressEvent(event);
    }

private:
    [[nodiscard]] QRect cross() const
    {
        return QStyle::visualRect(layoutDirection(), rect(), QRect(width() - crossRoom, 0, crossRoom, height()));
    }

    const Theme& m_theme;
};

FilterBar::FilterBar(const items::Catalog& catalog, const ActionRegistry& actions, const Theme& theme, QWidget* parent)
    : QFrame(parent)
    , m_catalog(catalog)
    , m_theme(theme)
{
    setObjectName(u"filterBar"_s);
    auto* layout = new FlowLayout(this);
    layout->setContentsMargins(18, 0, 14, 4);
    layout->setSpacing(6);
    const auto button = [&](ActionId id) {
        auto* made = new QToolButton(this);
        made->setDefaultAction(&actions[id]);
        made->setToolButtonStyle(Qt::ToolButtonTextOnly);
        made->setAccessibleName(actions[id].iconText());
        made->setFocusPolicy(Qt::StrongFocus);
        layout->addWidget(made);
        return made;
    };
    m_clear = button(ActionId::ClearFilter);
    m_save = button(ActionId::SaveView);
    m_update = button(ActionId::UpdateView);
    connect(&theme, &Theme::schemeChanged, this, qOverload<>(&QWidget::update));
    hide();
}

QStringList FilterBar::texts() const
{
    QStringList texts;
    for (const Chip* chip : m_chips)
        texts.append(chip->text());
    return texts;
}

FilterBar::Chip* FilterBar::addChip(const QString& text)
{
    auto* chip = new Chip(text, m_theme, this);
    layout()->addWidget(chip);
    m_chips.push_back(chip);
    chip->setVisible(true);
    return chip;
}

void FilterBar::setFilter(const items::TaskFilter& filter, Keeping keeping)
{
    const bool hadFocus = focusWidget() && isAncestorOf(focusWidget()) && focusWidget()->hasFocus();
    const auto focused = std::find_if(m_chips.begin(), m_chips.end(), [](const Chip* chip) { return chip->hasFocus(); });
    const int index = focused == m_chips.end() ? -1 : int(focused - m_chips.begin());
    // The chips are deleted later: one of them may have asked for this.
    for (Chip* chip : m_chips) {
        layout()->removeWidget(chip);
        chip->hide();
        chip->deleteLater();
    }
    m_chips.clear();
    for (int i = 0; i < int(ConditionField::Count); ++i) {
        const auto field = ConditionField(i);
        if (!items::has(filter.conditions, field))
            continue;
        Chip* chip = addChip(items::chipText(m_catalog, filter, field));
        connect(chip, &QAbstractButton::clicked, this, [this, field] { Q_EMIT changeRequested(field); });
        chip->remove = [this, field] { Q_EMIT removeRequested(field); };
    }
    if (!filter.text.isEmpty()) {
        Chip* chip = addChip(tr("Text: %1").arg(filter.text));
        connect(chip, &QAbstractButton::clicked, this, &FilterBar::textChangeRequested);
        chip->remove = [this] { Q_EMIT textRemoveRequested(); };
    }
    for (QToolButton* button : { m_clear, m_save, m_update }) { // behind the chips
        layout()->removeWidget(button);
        layout()->addWidget(button);
    }
    m_save->setVisible(keeping == Keeping::AsView || keeping == Keeping::AsChange);
    m_update->setVisible(keeping == Keeping::AsChange);
    QWidget* before = nullptr; // Tab goes as the eye does
    for (QWidget* next : std::vector<QWidget*>(m_chips.begin(), m_chips.end())) {
        if (before)
            setTabOrder(before, next);
        before = next;
    }
    if (before)
        setTabOrder(before, m_clear);
    setVisible(filter.isNarrowed() || keeping == Keeping::AsChange);
    if (hadFocus && index >= 0)
        focusBeside(index);
}

void FilterBar::focusBeside(int index)
{
    if (m_chips.empty())
        Q_EMIT left();
    else
        m_chips[size_t(std::min(index, int(m_chips.size()) - 1))]->setFocus(Qt::OtherFocusReason);
}

} // namespace convoy::ui
