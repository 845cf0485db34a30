#include "ui/welcome/welcomepage.h"

#include "ui/theme/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

WelcomePage::WelcomePage(const Theme& theme, QWidget* parent)
    : QWidget(parent)
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto* mark = new QLabel(this);
    mark->setPixmap(QApplication::windowIcon().pixmap(72, 72));
    mark->setAlignment(Qt::AlignCenter);
    auto* title = new QLabel(tr("Welcome to Convoy"), this);
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.7);
    large.setWeight(QFont::DemiBold);
    title->setFont(large);
    title->setAlignment(Qt::AlignCenter);
    auto* words = new QLabel(tr("Your tasks are saved on this device first, with or without a network."), this);
    words->setProperty("tone", u"muted"_s);
    words->setWordWrap(true);
    words->setAlignment(Qt::AlignCenter);
    const auto choice = [&](const QString& text, const QString& hint, QLatin1StringView icon, bool primary) {
        auto* button = new QPushButton(text, this);
        button->setProperty("primary", primary);
        button->setIcon(theme.icon(icon, primary ? Tone::OnAccent : Tone::Text));
        button->setMinimumSize(260, 38);
        button->setAccessibleName(text);
        button->setAccessibleDescription(hint);
        button->setToolTip(hint);
        return button;
    };
    auto* here = choice(tr("Start on this device"), tr("No account needed; you can sign in at any time"), "computer-laptop"_L1, true);
    auto* signIn = choice(tr("Sign in to sync"), tr("Brings the tasks of your account to this device"), "cloudstatus"_L1, false);
    auto* import = choice(tr("Import tasks"), tr("From a list or a CSV file"), "document-import"_L1, false);
    auto* sample = new QCheckBox(tr("With a small sample project, removed with one click"), this);
    sample->setChecked(true);
    auto* later = new QLabel(tr("You can sign in or import later; nothing is lost."), this);
    later->setProperty("tone", u"muted"_s);
    later->setAlignment(Qt::AlignCenter);

    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(10);
    layout->addStretch(2);
    layout->addWidget(mark);
    layout->addWidget(title);
    layout->addWidget(words);
    layout->addSpacing(16);
    layout->addWidget(here, 0, Qt::AlignCenter);
    layout->addWidget(sample, 0, Qt::AlignCenter);
    layout->addSpacing(6);
    layout->addWidget(signIn, 0, Qt::AlignCenter);
    layout->addWidget(import, 0, Qt::AlignCenter);
    layout->addSpacing(4);
    layout->addWidget(later);
    layout->addStretch(3);
    setFocusProxy(here);
    connect(here, &QPushButton::clicked, this, [this, sample] { Q_EMIT startHereChosen(sample->isChecked()); });
    connect(import, &QPushButton::clicked, this, &WelcomePage::importChosen);
    connect(signIn, &QPushButton::clicked, this, &WelcomePage::signInChosen);
}

} // namespace convoy::ui
