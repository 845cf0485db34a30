#include "ui/widgets/section.h"

#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

Section::Section(const QString& title, const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_title(title)
    , m_theme(theme)
    , m_head(new QToolButton(this))
    , m_provenance(new QLabel(this))
    , m_content(new QWidget(this))
    , m_body(new QVBoxLayout(m_content))
{
    QFont bold = m_head->font();
    bold.setWeight(QFont::DemiBold);
    m_head->setFont(bold);
    m_head->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_head->setIconSize({ 12, 12 });
    m_head->setProperty("heading", true);
    m_provenance->setProperty("tone", u"muted"_s);
    QFont small = m_provenance->font();
    small.setPointSizeF(small.pointSizeF() * 0.88);
    m_provenance->setFont(small);
    m_provenance->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_body->setContentsMargins(8, 0, 8, 2);
    m_body->setSpacing(2);

    auto* head = new QHBoxLayout;
    head->setContentsMargins(0, 0, 8, 0);
    head->setSpacing(6);
    head->addWidget(m_head);
    head->addWidget(m_provenance, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(head);
    layout->addWidget(m_content);
    connect(m_head, &QToolButton::clicked, this, [this] {
        setOpen(!m_open);
        Q_EMIT toggled(m_open);
    });
    showTitle();
}

void Section::setCount(int count)
{
    m_count = count;
    showTitle();
}

void Section::setProvenance(const QString& words)
{
    m_provenance->setText(words);
    m_provenance->setToolTip(words);
}

void Section::setOpen(bool open)
{
    m_open = open;
    m_content->setVisible(open);
    showTitle();
}

void Section::addLink(QWidget* button)
{
    button->setProperty("inline", true);
    m_body->addWidget(button, 0, Qt::AlignLeft);
}

void Section::showTitle()
{
    m_head->setText(m_count > 0 ? tr("%1  %2", "a heading and how many").arg(m_title).arg(m_count) : m_title);
    m_head->setIcon(m_theme.icon(m_open ? "go-down"_L1 : "go-next"_L1, Tone::Muted));
    m_head->setAccessibleName(m_title);
    m_head->setAccessibleDescription(m_open ? tr("Open; press to fold") : tr("Folded; press to open"));
}

} // namespace convoy::ui
