#include "ui/toasts/toaster.h"

#include <QAccessible>
#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

Toaster::Toaster(QWidget& over)
    : QObject(&over)
    , m_over(over)
    , m_frame(new QFrame(&over))
    , m_label(new QLabel(m_frame))
    , m_button(new QPushButton(m_frame))
    , m_timer(new QTimer(this))
{
    m_frame->setObjectName(u"toast"_s);
    m_frame->hide();
    m_label->setWordWrap(true);
    auto* close = new QToolButton(m_frame);
    m_button->setAccessibleName(tr("Undo"));
    close->setText(u"\u2715"_s);
    close->setAccessibleName(tr("Dismiss"));
    close->setToolTip(tr("Dismiss"));
    auto* layout = new QHBoxLayout(m_frame);
    layout->setContentsMargins(16, 6, 6, 6);
    layout->addWidget(m_label, 1);
    layout->addWidget(m_button);
    layout->addWidget(close);
    m_timer->setSingleShot(true);
    connect(m_timer, &QTimer::timeout, this, &Toaster::onTimeout);
    connect(close, &QToolButton::clicked, this, &Toaster::dismiss);
    connect(m_button, &QPushButton::clicked, this, [this] {
        const auto act = m_act;
        dismiss();
        if (act)
            act();
    });
    over.installEventFilter(this);
}

void Toaster::show(Toast toast)
{
    if (m_frame->isVisibleTo(&m_over) && m_label->text() == toast.sentence) {
        m_act = std::move(toast.act);
        m_timer->start(toast.milliseconds);
        return;
    }
    m_waiting.push_back(std::move(toast));
    if (!m_frame->isVisibleTo(&m_over))
        next();
    else if (m_timer->remainingTime() > 2500)
        m_timer->start(2500); // somebody waits; this one has been seen
}

QString Toaster::sentence() const { return m_frame->isVisibleTo(&m_over) ? m_label->text() : QString(); }

void Toaster::next()
{
    if (m_waiting.empty())
        return;
    Toast toast = std::move(m_waiting.front());
    m_waiting.pop_front();
    m_label->setText(toast.sentence);
    m_button->setText(toast.verb);
    m_button->setVisible(!toast.verb.isEmpty());
    if (!toast.verb.isEmpty())
        m_button->setAccessibleName(toast.verb);
    m_act = std::move(toast.act);
    place();
    m_frame->show();
    m_frame->raise();
    QAccessibleEvent alert(m_label, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
    m_timer->start(toast.milliseconds);
}

void Toaster::place()
{
    const int room = std::max(200, m_over.width() - 48);
    const int text = m_label->fontMetrics().horizontalAdvance(m_label->text()) + 4;
    const int buttons = (m_button->isHidden() ? 0 : m_button->sizeHint().width() + 8) + 34;
    const int width = std::min({ room, 560, text + buttons + 30 });
    m_frame->setFixedWidth(width);
    m_frame->setFixedHeight(std::max(40, m_frame->layout()->heightForWidth(width)));
    m_frame->move((m_over.width() - width) / 2, m_over.height() - m_frame->height() - 44);
}

void Toaster::dismiss()
{
    m_timer->stop();
    m_frame->hide();
    m_act = {};
    next();
}

void Toaster::onTimeout()
{
    if (m_frame->underMouse() || m_frame->isAncestorOf(m_over.focusWidget()))
        m_timer->start(1000);
    else
        dismiss();
}

bool Toaster::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == &m_over && event->type() == QEvent::Resize && m_frame->isVisibleTo(&m_over))
        place();
    return QObject::eventFilter(watched, event);
}

} // namespace convoy::ui
